/** How a list that ships is written down. */
import { type BenignList, words } from '../list.ts'

/** The day the facts below were last gone through. */
export const GATHERED = '2026-01-15'

interface Written extends Pick<BenignList, 'id' | 'name' | 'why' | 'action'> {
  readonly beneath?: boolean
  /** Separated by white space. */
  readonly entries: string
}

const shipped =
  (match: BenignList['match']) =>
  ({ beneath = false, entries, ...list }: Written): BenignList => ({
    ...list,
    match,
    beneath,
    types: null,
    dated: GATHERED,
    origin: 'shipped',
    entries: [...new Set(words(entries))],
  })

export const ranges = shipped('cidr')
export const hosts = shipped('hostname')
export const values = shipped('string')
