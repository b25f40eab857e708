/** Threat lists of Google Threat Intelligence, which are published hour by hour: each hour is a list of its own, in pages. */
import { cursorMs } from '../../kit/cursor.ts'
import { itemsAt, readJson } from '../../kit/formats/json.ts'
import { pages } from '../../kit/pages.ts'
import { at as within } from '../../kit/path.ts'
import type { Answer, Ask, Walk } from '../../kit/rows.ts'
import { Problem } from '../../problem.ts'

const HOUR_MS = 3_600_000
/** An hour is complete some time after it is over. */
const LAG_MS = 2 * HOUR_MS
/** Older hours are no longer kept. */
const KEPT_HOURS = 168
/** Single hours may not be there yet; a day of them is another matter. */
const MANY_HOURS = 24

/** How it says that an hour is not there: not yet, or no longer. */
export const NOT_FOUND = 404

/** How the provider writes an hour: `2026011519`. */
export const hourOf = (ms: number): string => new Date(ms).toISOString().slice(0, 13).replace(/\D/g, '')

/** A cursor is an hour that was read, a back-fill begins at a date. */
const msOf = (since: string): number => cursorMs(since) + (/^\d{10}$/.test(since) ? HOUR_MS : 0)

/** There is always one to ask for: where all have been read, the last one again. */
type Hours = readonly [string, ...string[]]

/** Hours that are still to be read, oldest first: those after a cursor, those of a back-fill, at first the last `atFirst`. */
export const hoursSince = (since: string | null, atFirst: number, now: number): Hours => {
  const last = Math.floor((now - LAG_MS) / HOUR_MS)
  const from =
    since === null ? last - atFirst + 1 : Math.max(Math.min(Math.floor(msOf(since) / HOUR_MS), last), last - KEPT_HOURS + 1)
  const hours = Array.from({ length: last - from }, (_, index) => hourOf((from + 1 + index) * HOUR_MS))
  return [hourOf(from * HOUR_MS), ...hours]
}

/** Each object in a list, which wraps it once more. */
export const listed = (document: unknown): readonly unknown[] =>
  itemsAt(document, 'iocs', 'array').map(item => within(item, 'data'))

const nextPage = pages.cursor('meta.cursor', 'cursor')

/**
 * Reads hour after hour until so many brought something: the others are read in the next run, and none is left out. `askFor` asks for an
 * hour, `rowOf` makes a row of what is listed in it.
 */
export const walkHours = (
  hours: Hours,
  most: number,
  askFor: (hour: string) => Ask,
  rowOf: (object: unknown, hour: string) => unknown,
): Walk =>
  async function* walk(first, get) {
    let answer: Answer | null = first
    let found = 0
    let brought = 0
    for (const hour of hours) {
      if (brought >= most) return
      const ask = askFor(hour)
      answer ??= await get(ask)
      if (answer.status !== NOT_FOUND) {
        found += 1
        let rows = 0
        for await (const objects of listPages(answer, ask, get)) {
          rows += objects.length
          yield objects.map(object => rowOf(object, hour))
        }
        if (rows > 0) brought += 1
      }
      answer = null
    }
    if (found === 0 && hours.length >= MANY_HOURS)
      throw new Problem('bad-feed', `VirusTotal knows none of the last ${hours.length} hours of this list.`, {
        todo: 'Look whether your licence includes it; with 0 hours only the latest list is read.',
      })
  }

async function* listPages(first: Answer, ask: Ask, get: Parameters<Walk>[1]): AsyncGenerator<readonly unknown[]> {
  const asked = new Set<string>()
  for (let page = first, url = ask.url; ; page = await get({ ...ask, url })) {
    asked.add(url)
    const document = await readJson(page.body)
    const objects = listed(document)
    yield objects
    const next = nextPage({ document, headers: page.headers, ask: { ...ask, url }, rows: objects.length, number: asked.size })
    if (next === null || objects.length === 0 || asked.has(next)) return
    url = next
  }
}
