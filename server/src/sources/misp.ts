import { cursorMs, readUnfinished, unfinished } from '../kit/cursor.ts'
import { itemsAt, readJson } from '../kit/formats/json.ts'
import { at as within } from '../kit/path.ts'
import type { Ask, Get, Telling, Walk } from '../kit/rows.ts'
import { address, choice, number, secret } from '../kit/settings.ts'
import { source } from '../kit/source.ts'
import { parseMispRow } from './misp/parse.ts'
import { tellEvent } from './misp/report.ts'
import { MISP_GROUP, MispRow, mispRows } from './misp/rows.ts'
import { readFrom } from './misp/since.ts'

/** Events may be large: few a page. */
const PAGE = 20
const MOST_PAGES = 10_000
const DAY_SECONDS = 86_400

/** Events that other instances push arrive later than they were changed: a day is read again. A list that took longer than a run may is gone on with in its middle. */
const beginning = (since: string | null, days: number, now: number): Beginning =>
  readUnfinished(since) ?? {
    since: String(readFrom(since, days, now) - (since === null ? 0 : DAY_SECONDS)),
    page: 1,
    until: null,
  }

interface Beginning {
  readonly since: string
  readonly page: number
  readonly until: string | null
}

/** `{"response":[{"Event":{}}]}`, or the list alone. */
const eventsIn = (document: unknown): readonly unknown[] =>
  itemsAt(within(document, 'response') ?? document, '', 'array').map(entry => within(entry, 'Event') ?? entry)

/** Pages until an empty one: what the key may not see is left out of a page, so a short one is not the last. */
const walkEvents = (ask: Ask, asked: Readonly<Record<string, unknown>>, base: string, from: Beginning, now: number): Walk =>
  async function* walk(answer, get, tell) {
    let first: unknown
    let until = from.until
    let response = answer
    for (let page = from.page; page < MOST_PAGES; page += 1) {
      const events = eventsIn(await readJson(response.body))
      const uuid = within(events[0], 'uuid')
      if (events.length === 0 || uuid === first) break
      first = uuid
      for (const event of events) {
        until = later(until, within(event, 'timestamp'), now)
        const link = `${base}/events/view/${encodeURIComponent(String(within(event, 'uuid')))}`
        tellEvent(event, link, tell)
        yield* mispRows(event, link)
      }
      // Pages move on while events are changed, so the last one is read again: of one page nothing is gained.
      if (until !== null && page > from.page) tell.reached(unfinished({ since: from.since, page, until }))
      response = await get({ ...ask, body: JSON.stringify({ ...asked, page: page + 1 }) })
    }
    if (until !== null) tell.reached(until)
    await tellStanding(ask, base, get, tell)
  }

const later = (known: string | null, timestamp: unknown, now: number): string | null => {
  const ms = cursorMs(String(timestamp))
  return ms <= now && (known === null || ms > cursorMs(known)) ? String(timestamp) : known
}

/** Statuses of instances that do not let this user list the events. */
const NO_INDEX = [403, 404, 405]

/** All events there are, published or not, by their UUID alone: as instances ask each other for before they synchronise. */
const tellStanding = async (ask: Ask, base: string, get: Get, tell: Telling): Promise<void> => {
  const index = await get({ ...ask, url: `${base}/events/index`, body: JSON.stringify({ minimal: 1 }), answers: NO_INDEX })
  const listed = index.status === 200 ? await readJson(index.body) : null
  const uuids = Array.isArray(listed) ? listed.map(entry => within(entry, 'uuid') ?? within(entry, 'Event.uuid')) : []
  const known = uuids.filter(uuid => typeof uuid === 'string')
  if (known.length > 0 && known.length === uuids.length) tell.groups(known)
  else tell.remark('The instance does not list its events, so that events deleted as a whole are not noticed.')
}

/** A MISP instance, event by event through REST, so that an attribute keeps the context it was shared in. What is deleted there, an attribute or a whole event, is withdrawn here. */
export const misp = source({
  id: 'misp',
  name: 'MISP',
  provider: 'Your MISP instance',
  homepage: 'https://www.misp-project.org',
  description: 'Events of a MISP instance, with their tags, galaxies and objects.',
  licence: 'As your sharing communities agreed',
  terms: 'own-contract',
  reliability: 'C',
  tlp: 'amber',
  everyMinutes: 30,
  presence: 'append',
  dates: 'activity',
  cursor: { at: 'event.timestamp', as: 'seconds', order: 'any' },
  group: MISP_GROUP,
  version: 2,
  config: {
    url: address('', 'Address of the instance, such as https://misp.example.org'),
    key: secret('Authentication key of a read-only user, from My Profile, Auth keys'),
    events: choice('published', 'Which events', ['published', 'all']),
    days: number(90, 'Days to read back at first', { least: 1, most: 7_300 }),
  },
  samples: { url: 'events.json' },

  collect: ({ fetch, at, setting, since, now }) => {
    const { name, url } = at('url')
    const base = url.replace(/\/$/, '')
    const from = beginning(since(name), Number(setting('days')), now)
    const asked = {
      returnFormat: 'json',
      limit: PAGE,
      timestamp: from.since,
      // Both: the event is then sent even when all it held was deleted.
      deleted: [0, 1],
      ...(setting('events') === 'published' ? { published: true } : {}),
    }
    const ask: Ask = {
      url: `${base}/events/restSearch`,
      method: 'POST',
      headers: { authorization: setting('key'), accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify({ ...asked, page: from.page }),
    }
    return fetch.walk({ name, url: ask.url }, walkEvents(ask, asked, base, from, now), { ...ask, incremental: true })
  },

  row: MispRow,
  parse: parseMispRow,
})
