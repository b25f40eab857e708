/** What the comments above a block of trails tell: where it was read, and when that was. The trails themselves have no dates. */

export interface Reports {
  readonly links: readonly string[]
  /** Dates of the first and the last report whose date is known. */
  readonly first: string | undefined
  readonly last: string | undefined
}

/** `Reference: https://… (# 2025-06-14)`, as often misspelt as written by hand. */
const REFERENCE = /^Ref\w{4,8}::? {1,4}(https?:\/\/\S+)(?: {1,4}\(# ?(\d{4}-\d\d-\d\d))?/
const POST = /^https?:\/\/(?:\w{1,10}\.)?(?:twitter|x)\.com\/\w{1,40}\/status\/(\d{16,19})(?!\d)/
/** The id of a post on X is the moment it was written: milliseconds since this one (2010-11-04), above 22 bits of other things. */
const FIRST_POST_MS = 1_288_834_974_657n

const MOST_BLOCKS = 256
const blocks = new Map<string, Reports>()

/** The reports that a block's comments name. The trails of a block share them, so those of the last blocks are kept at hand. */
export const reportsIn = (comments: readonly string[]): Reports => {
  const block = comments.join('\n')
  const known = blocks.get(block)
  if (known !== undefined) return known
  if (blocks.size === MOST_BLOCKS) blocks.clear()
  const reports = readReports(comments)
  blocks.set(block, reports)
  return reports
}

const readReports = (comments: readonly string[]): Reports => {
  const links: string[] = []
  const dates: string[] = []
  for (const comment of comments) {
    const [, link, noted] = REFERENCE.exec(comment) ?? []
    if (link === undefined) continue
    links.push(link)
    const date = noted === undefined ? postedAt(link) : dayOf(noted)
    if (date !== undefined) dates.push(date)
  }
  dates.sort()
  return { links, first: dates[0], last: dates.at(-1) }
}

const dayOf = (text: string): string | undefined => {
  const ms = Date.parse(text)
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString()
}

const postedAt = (link: string): string | undefined => {
  const id = POST.exec(link)?.[1]
  return id === undefined ? undefined : new Date(Number((BigInt(id) >> 22n) + FIRST_POST_MS)).toISOString()
}
