import { cursorMs } from '../kit/cursor.ts'
import { readJson } from '../kit/formats/json.ts'
import { sameHost } from '../kit/pages.ts'
import { withQuery } from '../kit/parts.ts'
import { at as within } from '../kit/path.ts'
import type { Ask, Walk } from '../kit/rows.ts'
import { number } from '../kit/settings.ts'
import { source } from '../kit/source.ts'
import { clientAt, connection, resourcesOf } from './crowdstrike/api.ts'
import { Indicator, parseIndicator } from './crowdstrike/indicator.ts'

const SCOPE = 'Indicators (Falcon Intelligence)'
const PAGE = 5_000
const MOST_PAGES = 10_000
const DAY_MS = 86_400_000

/** Markers begin with the seconds since 1970 of the last change, so a time is a marker too. A back-fill begins at a date. */
const markerSince = (since: string | null, days: number, now: number): string => {
  if (since !== null && /^\w+$/.test(since)) return since
  return String(Math.floor((since === null ? now - days * DAY_MS : cursorMs(since)) / 1_000))
}

const pageFrom = (ask: Ask, marker: string): Ask => ({ ...ask, url: withQuery(ask.url, { filter: `_marker:>='${marker}'` }) })

const markerOf = (indicator: unknown): string | null => {
  const marker = within(indicator, '_marker')
  return typeof marker === 'string' && marker !== '' ? marker : null
}

/**
 * Pages by marker. The first indicator from a marker on is the last that was read, and is left out. Some answers name their next page in a
 * header. Markers that do not grow are a loop.
 */
const walkIndicators = (ask: Ask, from: string): Walk =>
  async function* walk(answer, get, tell) {
    let last = from
    for (let page = answer, pages = 1; pages < MOST_PAGES; pages += 1) {
      const resources = resourcesOf(await readJson(page.body), SCOPE)
      const boundary = last
      const fresh = resources.filter(indicator => markerOf(indicator) !== boundary)
      if (fresh.length > 0) yield fresh
      const reached = markerOf(resources.at(-1))
      if (reached === null || reached <= boundary) return
      last = reached
      const named = page.headers['next-page']
      page = await get(named ? { ...ask, url: sameHost(named, ask.url) } : pageFrom(ask, last))
    }
    tell.leaves(`${MOST_PAGES} pages were read, up to marker ${last}: the next run goes on from there.`)
  }

/** The indicators of CrowdStrike's analysts and sandboxes, every change once: what they have deleted is told with a confidence of 0, which is no evidence. */
export const crowdstrike = source({
  id: 'crowdstrike',
  name: 'CrowdStrike Falcon Intelligence',
  provider: 'CrowdStrike',
  homepage: 'https://www.crowdstrike.com',
  description: 'Indicators with adversaries, malware families, kill chain phases, targets and reports.',
  licence: 'Your contract with CrowdStrike (Falcon Adversary Intelligence)',
  terms: 'own-contract',
  reliability: 'A',
  tlp: 'amber',
  everyMinutes: 30,
  presence: 'append',
  dates: 'activity',
  cursor: { at: '_marker', as: 'seconds', order: 'oldest-first' },
  config: {
    ...connection(SCOPE),
    days: number(7, 'Days to read back at first', { least: 1, most: 3_650 }),
  },
  samples: { url: 'indicators.json' },

  collect: ({ fetch, at, setting, since, now }) => {
    const { name, url } = at('url')
    const { base, headers, token } = clientAt(url, setting)
    const from = markerSince(since(name), Number(setting('days')), now)
    const query = { limit: PAGE, sort: '_marker.asc', include_deleted: 'true', filter: `_marker:>='${from}'` }
    const place = `${base}/intel/combined/indicators/v1`
    const ask: Ask = { url: withQuery(place, query), headers, token }
    return fetch.walk({ name, url: place }, walkIndicators(ask, from), { query, headers, token, incremental: true })
  },

  row: Indicator,
  parse: parseIndicator,
})
