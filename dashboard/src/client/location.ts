/** How state is written into the address: plain text values, so that a query reads in the address bar as it does on the page. */
import { SORTS } from '@keysguard/model'

export const parseSearch = (search: string): Record<string, string> => Object.fromEntries(new URLSearchParams(search))

export const stringifySearch = (search: Record<string, unknown>): string => {
  const parameters = new URLSearchParams()
  for (const [key, value] of Object.entries(search)) {
    if (value !== undefined && value !== '') parameters.set(key, String(value))
  }
  const text = parameters.toString()
  return text === '' ? '' : `?${text}`
}

/** A place to return to after signing in: only ever one of our own pages. */
export const ownPath = (next: string | undefined): string =>
  next !== undefined && /^\/(?![/\\])/.test(next) && !next.startsWith('/login') ? next : '/'

type Raw = Record<string, unknown>

const text = (value: unknown, longest: number): string => (typeof value === 'string' ? value.slice(0, longest) : '')

export const loginSearch = ({ next }: Raw & { next?: string }): { next?: string } =>
  typeof next === 'string' ? { next: text(next, 2_000) } : {}

export interface IndicatorsSearch {
  readonly q?: string
  readonly sort?: (typeof SORTS)[number]
  /** Id of the indicator in the drawer. */
  readonly open?: string
}

/** What an address says of a search; anything that cannot be meant is left out, so that a shortened link still works. */
export const indicatorsSearch = ({ q, sort, open }: Raw & IndicatorsSearch): IndicatorsSearch => {
  const known = SORTS.find(each => each === sort)
  return {
    ...(text(q, 4_000) === '' ? {} : { q: text(q, 4_000) }),
    ...(known === undefined || known === 'risk' ? {} : { sort: known }),
    ...(text(open, 64) === '' ? {} : { open: text(open, 64) }),
  }
}
