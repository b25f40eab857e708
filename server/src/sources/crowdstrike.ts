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
const DAY_SECONDS = 86_400

/**
 * Markers begin with the seconds since 1970 of the last change, so a time is a marker too. A back-fill begins at a date. A marker that is
 * none, or is of the future, would never be passed: then it is read back as at first.
 */
const markerSince = (since: string | null, days: number, now: number): string => {
  const nowSeconds = Math.floor(now / 1_000)
  const marked = /^\d{10}(?=\w*$)/.exec(since ?? '')?.[0]
  const seconds = marked === undefined ? Math.floor(Date.parse(since ?? '') / 1_000) : Number(marked)
  if (Number.isNaN(seconds) || seconds > nowSeconds + DAY_SECONDS) return String(nowSeconds - days * DAY_SECONDS)
  return marked === undefined || since === null ? String(seconds) : since
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
  async function* walk(answer, get) {
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
  }

/** The indicators of CrowdStrike's analysts and sandboxes, every change once: what they have deleted is told with a confidence of 0, which is no evidence. */
export const crowdstrike = source({
  id: 'crowdstrike',
  name: 'CrowdStrike Falcon Intelligence',
  provider: 'CrowdStrike',
  homepage: 'https://www.crowdstrike.com',
  description: 'Indicators with adversaries, malware families, kill chain phases, targets and reports.',
  licence: 'Your contract with CrowdStrike (Falcon Adversary Intelligence)',
  reliability: 'A',
  tlp: 'amber',
  everyMinutes: 30,
  presence: 'append',
  dates: 'activity',
  cursor: '_marker',
  onByDefault: false,
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
