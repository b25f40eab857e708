/** Feeds in MISP's own format: `manifest.json` lists the events with the time each was changed, `<uuid>.json` holds one. */
import type { Reliability, Terms, Tlp } from '@keysguard/model'
import { readJson } from '../../kit/formats/json.ts'
import { at as within } from '../../kit/path.ts'
import type { Answer, Walk } from '../../kit/rows.ts'
import { address, number } from '../../kit/settings.ts'
import { type Source, source } from '../../kit/source.ts'
import { Problem } from '../../problem.ts'
import { parseMispRow } from './parse.ts'
import { tellEvent } from './report.ts'
import { MISP_GROUP, MispRow, mispRows } from './rows.ts'
import { readFrom } from './since.ts'

const DAY_SECONDS = 86_400
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
/** Events read in one run; the next run goes on from there. */
const MOST_EVENTS = 100

export interface MispFeedReading {
  /** Where the feed is, without `manifest.json`. */
  readonly base: string
  /** The timestamp of the last event read, in seconds since 1970 as text, or a time in ISO 8601; null at first. */
  readonly since: string | null
  /** Days to read back at first. */
  readonly days: number
  readonly now: number
  readonly headers?: Readonly<Record<string, string>>
}

interface Listed {
  readonly uuid: string
  readonly timestamp: number
  readonly about: unknown
}

/** Where the manifest of a feed is. */
export const mispManifest = (base: string): string => `${withoutSlash(base)}/manifest.json`

const withoutSlash = (base: string): string => base.replace(/\/+(?:manifest\.json)?$/, '')

/** Reads the manifest and then the events that changed, oldest first. */
export const mispFeedWalk = ({ base, since, days, now, headers = {} }: MispFeedReading): Walk =>
  async function* walk(answer, get, tell) {
    const folder = withoutSlash(base)
    const all = listedIn(await readJson(answer.body))
    const { events, waiting } = due(all, since, days, now)
    if (waiting > 0) tell.leaves(`${events.length} changed events were read, ${waiting} wait for the next run.`)
    for (const listed of events) {
      const url = `${folder}/${listed.uuid}.json`
      const file = await get({ url, headers, answers: [404] })
      const document = file.status === 404 ? 'missing' : await eventIn(file)
      if (document === 'missing' || document === 'malformed') yield [unread(listed, document, url)]
      else {
        const event = within(document, 'Event') ?? document
        tellEvent(event, url, tell)
        yield* mispRows(event, url, String(listed.timestamp))
      }
    }
    tell.groups(all.map(({ uuid }) => uuid))
  }

/** One event that is no JSON does not keep the others from being read; a transfer that breaks off ends the run. */
const eventIn = async ({ body }: Answer): Promise<unknown> => {
  try {
    return await readJson(body)
  } catch (error) {
    if (error instanceof Problem && error.code === 'bad-feed') return 'malformed'
    throw error
  }
}

/** Events are published some time after they were changed: those of the last day are read again, but never instead of newer ones. */
const due = (
  events: readonly Listed[],
  since: string | null,
  days: number,
  now: number,
): { readonly events: readonly Listed[]; readonly waiting: number } => {
  const read = readFrom(since, days, now)
  const fresh = events.filter(({ timestamp }) => timestamp > read)
  const last = fresh[MOST_EVENTS - 1]?.timestamp ?? Number.POSITIVE_INFINITY
  const again = since === null ? [] : events.filter(({ timestamp }) => timestamp <= read && timestamp > read - DAY_SECONDS)
  const first = fresh.filter(({ timestamp }) => timestamp <= last)
  return { events: [...again.slice(-MOST_EVENTS), ...first], waiting: fresh.length - first.length }
}

const listedIn = (manifest: unknown): readonly Listed[] => {
  const entries = typeof manifest === 'object' && manifest !== null && !Array.isArray(manifest) ? Object.entries(manifest) : null
  const listed = (entries ?? [])
    .map(([uuid, about]) => ({ uuid, timestamp: Number(within(about, 'timestamp')), about }))
    .filter(({ uuid, timestamp }) => UUID.test(uuid) && timestamp > 0)
  if (entries === null || (listed.length === 0 && entries.length > 0))
    throw new Problem('bad-feed', 'The manifest lists no events by their UUID.', {
      todo: 'Look at manifest.json of the feed: the address may be wrong, or its format has changed.',
    })
  return listed.sort((a, b) => a.timestamp - b.timestamp || (a.uuid < b.uuid ? -1 : 1))
}

const unread = ({ uuid, timestamp, about }: Listed, why: 'missing' | 'malformed', link: string): unknown => ({
  event: {
    uuid,
    info: String(within(about, 'info') ?? ''),
    timestamp: String(timestamp),
    listed: String(timestamp),
    tags: [],
    link,
    unread: why,
  },
  object: null,
  attribute: null,
})

export interface MispFeedDeclaration {
  readonly id: string
  readonly name: string
  readonly provider: string
  readonly homepage: string
  readonly description: string
  readonly licence: string
  readonly terms: Terms
  readonly reliability: Reliability
  readonly tlp: Tlp
  readonly url: string
  readonly everyMinutes: number
  readonly days: number
}

/** Declares a source for a public feed of this kind. */
export const mispFeed = ({ url, days, ...about }: MispFeedDeclaration): Source =>
  source({
    ...about,
    presence: 'append',
    dates: 'activity',
    cursor: { at: 'event.listed', as: 'seconds', order: 'oldest-first' },
    group: MISP_GROUP,
    version: 2,
    config: {
      url: address(url, 'Feed, without manifest.json'),
      days: number(days, 'Days to read back at first', { least: 1, most: 7_300 }),
    },
    samples: { url: 'manifest.json' },
    collect: ({ fetch, at, setting, since, now }) => {
      const { name, url: base } = at('url')
      const reading = { base, since: since(name), days: Number(setting('days')), now }
      return fetch.walk({ name, url: mispManifest(base) }, mispFeedWalk(reading), { incremental: true })
    },
    row: MispRow,
    parse: parseMispRow,
  })
