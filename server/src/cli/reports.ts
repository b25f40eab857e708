/** `keysguard reports`: texts about threats, and what was found in them. */
import { basename } from 'node:path'
import { FINDING_KINDS, type Report, type ReportDetail, type ReportFinding } from '@keysguard/model'
import { LARGEST_DOCUMENT_MB, tooLarge } from '../documents/document.ts'
import { Problem } from '../problem.ts'
import { openFile } from './open-file.ts'
import type { Operator } from './operator.ts'
import { ago, answer, bold, count, dim, inert, line, note, type Output, printJson, table } from './output.ts'
import { askOperator, withOperator } from './with-operator.ts'

interface Reading extends Output {
  readonly tlp?: string
}

interface Listing extends Reading {
  readonly toReview?: boolean
  readonly limit: string
}

interface Page {
  readonly items: readonly Report[]
  readonly next: string | null
  readonly toReview: number
}

export const path = (id: string, what = ''): string => `/reports/${encodeURIComponent(id)}${what}`
const tlpQuery = (tlp: string | undefined): string => (tlp === undefined ? '' : `?tlp=${encodeURIComponent(tlp)}`)

/** The newest first. */
export const listReports = async (words: readonly string[], listing: Listing): Promise<void> => {
  const { items, next, toReview } = await withOperator(operator => readPages(operator, words.join(' '), listing))
  if (listing.json) for (const report of items) printJson(report)
  else {
    table(
      items,
      [
        { title: 'ID', read: ({ id }) => id, whole: true },
        { title: 'ADDED', read: ({ addedAt }) => ago(addedAt) },
        { title: 'TLP', read: ({ tlp }) => tlp },
        { title: 'TO REVIEW', read: ({ counts }) => countOrNothing(counts.proposed), right: true },
        { title: 'ACCEPTED', read: ({ counts }) => countOrNothing(counts.accepted), right: true },
        { title: 'FROM', read: fromOf },
        { title: 'TITLE', read: ({ title }) => title },
      ],
      listing.toReview ? 'Nothing waits for a review.' : 'No reports: keysguard reports add FILE',
    )
    if (next !== null) note('There are more: raise --limit.')
    if (!listing.toReview && toReview > 0) note(`To review: ${count(toReview)}. keysguard reports --to-review`)
  }
}

const countOrNothing = (n: number): string => (n === 0 ? '' : count(n))
const fromOf = ({ source, reporter, sample }: Report): string => `${source ?? reporter ?? ''}${sample ? ' (sample)' : ''}`

const LARGEST_PAGE = 200

/** As many as were asked for, page by page. */
const readPages = async (operator: Operator, q: string, { toReview, limit, tlp }: Listing): Promise<Page> => {
  const most = Number(limit)
  if (!Number.isInteger(most) || most < 1)
    throw new Problem('bad-request', `--limit ${limit} is no number of reports.`, { todo: 'Write a whole number from 1 on.' })
  const items: Report[] = []
  for (let cursor: string | null = null; ; ) {
    const query = new URLSearchParams({
      q,
      limit: String(Math.min(LARGEST_PAGE, most - items.length)),
      ...(toReview ? { state: 'to-review' } : {}),
      ...(tlp === undefined ? {} : { tlp }),
      ...(cursor === null ? {} : { cursor }),
    })
    const page: Page = await operator.ask<Page>({ method: 'GET', path: `/reports?${query}` })
    items.push(...page.items)
    if (page.next === null || items.length >= most) return { ...page, items }
    cursor = page.next
  }
}

interface Showing extends Reading {
  readonly kind?: string
  readonly status?: string
  readonly text?: boolean
}

/** What was found in one, or its text. */
export const showReport = async (id: string, { kind, status, text, tlp, ...output }: Showing): Promise<void> => {
  const report = await askOperator<ReportDetail>({ method: 'GET', path: path(id, tlpQuery(tlp)) })
  if (text && !output.json) return sayText(report)
  const findings = report.findings.filter(
    one => (kind === undefined || one.kind === kind) && (status === undefined || one.status === status),
  )
  answer({ ...report, findings }, output, shown => {
    sayHead(shown)
    line()
    sayFindings(findings)
    if (report.leftOut > 0) note(`${count(report.leftOut)} more were found than are kept of one report.`)
    if (report.counts.proposed > 0) note(`To decide: keysguard reports accept ${id} NUMBERS, or reject; --all for what is left.`)
  })
}

const sayText = ({ text }: ReportDetail): void => {
  for (const part of text.split('\n')) line(inert(part))
}

const sayHead = (report: ReportDetail): void => {
  const { id, title, url, published, addedAt, tlp, counts } = report
  line(`${bold(inert(title))}  ${dim(id)}`)
  const from = fromOf(report)
  line(
    inert(
      [
        from === '' ? '' : `from ${from}`,
        published === null ? '' : `published ${published.slice(0, 10)}`,
        `added ${ago(addedAt)}`,
        `TLP ${tlp}`,
      ]
        .filter(Boolean)
        .join(', '),
    ),
  )
  if (url !== null) line(inert(url))
  line(`${count(counts.proposed)} to decide, ${count(counts.accepted)} accepted, ${count(counts.rejected)} rejected`)
}

const sayFindings = (findings: readonly ReportFinding[]): void =>
  table(
    findings,
    [
      { title: 'NUMBER', read: ({ id }) => String(id), right: true, whole: true },
      { title: 'STATUS', read: ({ status }) => status },
      { title: 'KIND', read: ({ kind, type }) => (kind === 'indicator' ? type : kind) },
      { title: 'SURE', read: ({ confidence }) => `${confidence} %`, right: true },
      { title: 'TIMES', read: ({ times }) => count(times), right: true },
      { title: 'VALUE', read: ({ value, label }) => (label === '' ? value : `${value} ${label}`) },
      { title: 'WHY', read: ({ reason, by, evidence }) => reason ?? (by === null ? evidence : `By ${by}`) },
    ],
    'Nothing was found in it.',
  )

interface Adding extends Output {
  readonly title?: string
  readonly url?: string
  readonly tlp: string
}

/** A file, whatever is in it. */
export const addReport = async (file: string, { title, url, tlp, ...output }: Adding): Promise<void> => {
  const name = file === '-' ? '' : basename(file).replace(/\.gz$/, '')
  const query = new URLSearchParams({ name, tlp, ...(title ? { title } : {}), ...(url ? { url } : {}) })
  const body = bounded(openFile(file, 'a report'))
  const added = await askOperator<{ report: ReportDetail; known: boolean }>({
    method: 'POST',
    path: `/reports/file?${query}`,
    body,
  })
  answer(added, output, ({ report, known }) => {
    line(inert(`${report.title} ${known ? 'was there already' : 'is added'}: ${foundIn(report)}.`))
    line(`keysguard reports show ${report.id}`)
  })
}

/** The server ends a connection that sends too much, before it says so. */
async function* bounded(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.length
    if (bytes > LARGEST_DOCUMENT_MB << 20) throw tooLarge()
    yield chunk
  }
}

const foundIn = ({ findings, counts }: ReportDetail): string => {
  if (findings.length === 0) return 'nothing was found in it'
  const kinds = Object.entries(FINDING_KINDS).flatMap(([kind, name]) => {
    const found = findings.filter(one => one.kind === kind).length
    return found === 0 ? [] : [`${name.toLowerCase()} ${count(found)}`]
  })
  return `${kinds.join(', ')}; ${count(counts.proposed)} to decide`
}
