/** What the parts of CrowdStrike's intelligence API have in common: clouds, clients, envelopes, and lists that are read by the date of change. */
import { cursorMs } from '../../kit/cursor.ts'
import { itemsAt, readJson } from '../../kit/formats/json.ts'
import { withQuery } from '../../kit/parts.ts'
import { at as within } from '../../kit/path.ts'
import type { Ask, AskOptions, TokenAsk, Walk } from '../../kit/rows.ts'
import { address, type Setting, secret } from '../../kit/settings.ts'
import { Problem } from '../../problem.ts'

/** Settings of a source that reads what a client with this scope may read. */
export const connection = (scope: string): { readonly url: Setting; readonly client: Setting; readonly key: Setting } => ({
  url: address(
    'https://api.crowdstrike.com',
    'API of your cloud: api.crowdstrike.com, api.us-2.crowdstrike.com, api.eu-1.crowdstrike.com or api.laggar.gcw.crowdstrike.com',
  ),
  client: secret(`Client id of an API client that may read "${scope}"`),
  key: secret('Client secret'),
})

export interface Client {
  readonly base: string
  readonly headers: Readonly<Record<string, string>>
  readonly token: TokenAsk
}

export const clientAt = (url: string, setting: (key: 'client' | 'key') => string): Client => {
  const base = url.replace(/\/$/, '')
  return {
    base,
    headers: { accept: 'application/json' },
    token: { url: `${base}/oauth2/token`, clientId: setting('client'), clientSecret: setting('key') },
  }
}

/** The list in an answer. Failures are reported with status 200, too. */
export const resourcesOf = (document: unknown, scope: string): readonly unknown[] => {
  const [error] = [within(document, 'errors')].flat()
  if (error === undefined || error === null) return itemsAt(document, 'resources', 'array')
  throw new Problem('bad-feed', `CrowdStrike answered: ${String(within(error, 'message') ?? 'an error').slice(0, 200)}.`, {
    todo: `Look whether the API client has the scope "${scope}: read".`,
  })
}

const PAGE = 1_000
/** An offset and a limit may not reach further. */
const WINDOW = 10_000
/** What changes while pages are read moves to the end of the list, and the others move up: so many are read twice, that none is passed over. */
const MOVED = 5
const DAY_MS = 86_400_000
/** Lists are indexed with some delay. */
const OVERLAP_SECONDS = 3_600

/** Seconds since 1970 to read from: of a cursor, of a date in a back-fill; at first so many days back. */
export const changedSince = (since: string | null, days: number, now: number): number =>
  Math.floor((since === null ? now - days * DAY_MS : cursorMs(since)) / 1_000) - OVERLAP_SECONDS

export const changesFrom = (seconds: number, offset = 0): NonNullable<AskOptions['query']> => ({
  fields: '__full__',
  sort: 'last_modified_date|asc',
  filter: `last_modified_date:>=${seconds}`,
  limit: PAGE,
  offset,
})

/** A place in such a list, which is counted from a time on. */
interface Place {
  readonly from: number
  readonly offset: number
}

/** Pages by offset as far as one may, then anew from the time that was reached. `rowsOf` makes rows of a resource. */
export const walkChanges = (ask: Ask, first: number, scope: string, rowsOf: (resource: unknown) => readonly unknown[]): Walk =>
  async function* walk(answer, get) {
    let place: Place | null = { from: first, offset: 0 }
    for (let page = answer; place !== null; page = await get({ ...ask, url: placed(ask.url, place) })) {
      const document = await readJson(page.body)
      const resources = resourcesOf(document, scope)
      yield resources.flatMap(rowsOf)
      place = nextPlace(place, resources, Number(within(document, 'meta.pagination.total')))
      if (place === null) return
    }
  }

const placed = (url: string, { from, offset }: Place): string => withQuery(url, changesFrom(from, offset))

const nextPlace = ({ from, offset }: Place, resources: readonly unknown[], total: number): Place | null => {
  const reached = offset + resources.length
  if (resources.length <= (offset === 0 ? 0 : MOVED) || reached >= total) return null
  const next = reached - Math.min(MOVED, resources.length - 1)
  if (next + PAGE <= WINDOW) return { from, offset: next }
  const last = Number(within(resources.at(-1), 'last_modified_date'))
  if (last > from) return { from: last, offset: 0 }
  throw new Problem(
    'bad-feed',
    `CrowdStrike lists more than ${WINDOW} entries as changed in one second, and shows no more of them.`,
    {
      todo: 'Read from a later date with a back-fill, and tell CrowdStrike.',
    },
  )
}
