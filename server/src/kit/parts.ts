/** The Fetcher of `collect`: it declares parts, the runtime opens them. */
import { csv } from './formats/csv.ts'
import { json, rowOf } from './formats/json.ts'
import { jsonLines } from './formats/json-lines.ts'
import { lines } from './formats/lines.ts'
import { stix } from './formats/stix.ts'
import { readPages } from './pages.ts'
import type { Address, Ask, AskOptions, Fetcher, Format, Part, Telling, Unpack } from './rows.ts'

/** Where nobody listens: a feed that is only tried. */
const UNHEARD: Telling = {
  groups: () => undefined,
  remark: () => undefined,
  reached: () => undefined,
  leaves: () => undefined,
}

const part = <T>({ name, url }: Address, options: AskOptions, read: Part<T>['read']): Part<T> => ({
  name,
  ask: askOf(url, options),
  read: unpacked(options.unpack, read),
  incremental: options.incremental ?? false,
})

const unpacked = <T>(unpack: Unpack | undefined, read: Part<T>['read']): Part<T>['read'] =>
  unpack === undefined ? read : (answer, get, tell) => read({ ...answer, body: unpack(answer.body) }, get, tell)

const whole = <T>(at: Address, options: AskOptions, format: Format<T>): Part<T> =>
  part(at, options, ({ body }, _get, tell) => format(body, tell))

const askOf = (
  url: string,
  { query, json: document, form, method, headers = {}, body, token, afterMs, answers, limitedBy }: AskOptions,
): Ask => ({
  url: withQuery(url, query ?? {}),
  ...sending(document, form, method, headers, body),
  ...(token === undefined ? {} : { token }),
  ...(afterMs === undefined ? {} : { afterMs }),
  ...(answers === undefined ? {} : { answers }),
  ...(limitedBy === undefined ? {} : { limitedBy }),
})

const sending = (
  document: unknown,
  form: AskOptions['form'],
  method: Ask['method'],
  headers: NonNullable<Ask['headers']>,
  body: string | undefined,
): Omit<Ask, 'url'> => {
  if (document !== undefined)
    return { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(document) }
  if (form !== undefined) {
    const type = { 'content-type': 'application/x-www-form-urlencoded' }
    return { method: 'POST', headers: { ...type, ...headers }, body: new URLSearchParams(form).toString() }
  }
  return { ...(method === undefined ? {} : { method }), headers, ...(body === undefined ? {} : { body }) }
}

/** An address with values added to its query; a text that is no address stays as it is, and is refused when it is asked for. */
export const withQuery = (address: string, query: NonNullable<AskOptions['query']>): string => {
  if (!URL.canParse(address)) return address
  const url = new URL(address)
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, String(value))
  return url.href
}

/** Declares parts; a part is named by its configuration key, so its memory survives a change of address. */
export const fetcher: Fetcher = {
  lines: (at, options = {}) => whole(at, options, lines(options)),
  csv: (at, options = {}) => whole(at, options, csv(options)),
  json: (at, options = {}) =>
    options.next || options.items
      ? part(at, options, readPages(askOf(at.url, options), options))
      : whole(at, options, json(options)),
  jsonLines: (at, options = {}) => whole(at, options, jsonLines()),
  stix: (at, options = {}) => whole(at, options, stix()),
  format: (at, format, options = {}) => whole(at, options, format),
  walk: (at, walk, options = {}) =>
    part(at, options, async function* rows(answer, get, tell = UNHEARD) {
      for await (const items of walk(answer, get, tell)) yield items.map(rowOf)
    }),
}
