import { createWriteStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import type { IndicatorDetail, IndicatorSummary, LookupResult, SearchPage } from '@keysguard/model'
import { Problem } from '../problem.ts'
import type { Operator } from './operator.ts'
import { ago, bold, type Column, count, dim, inert, line, note, printJson, table } from './output.ts'
import { withOperator } from './with-operator.ts'

const COLUMNS: readonly Column<IndicatorSummary>[] = [
  { title: 'RISK', read: ({ risk }) => String(Math.round(risk)), right: true },
  { title: 'SEVERITY', read: ({ severity, suppressedBy }) => (suppressedBy === null ? severity : 'suppressed') },
  { title: 'TYPE', read: ({ type }) => type },
  { title: 'VALUE', read: ({ value }) => value },
  { title: 'THREAT', read: ({ threat }) => threat },
  { title: 'MALWARE', read: ({ malware }) => malware.join(', ') },
  { title: 'SOURCES', read: ({ sources }) => sources.join(', ') },
  { title: 'SEEN', read: ({ lastSeen }) => ago(lastSeen) },
]

const PAGE = 500

/** The best first, page after page until the limit. */
export const runSearch = (
  words: readonly string[],
  options: { readonly json?: boolean; readonly limit: string; readonly sort: string },
): Promise<void> =>
  withOperator(async operator => {
    const limit = Number(options.limit)
    if (!Number.isInteger(limit) || limit < 1)
      throw new Problem('bad-request', '--limit is a number from 1.', { todo: 'For example --limit 200.' })
    const found: IndicatorSummary[] = []
    let total: SearchPage['total'] = { count: 0, exact: true }
    let cursor: string | null = null
    do {
      const query: URLSearchParams = new URLSearchParams({
        q: words.join(' '),
        sort: options.sort,
        limit: String(Math.min(PAGE, limit - found.length)),
      })
      if (cursor !== null) query.set('cursor', cursor)
      const page: SearchPage = await operator.ask<SearchPage>({ method: 'GET', path: `/indicators?${query}` })
      found.push(...page.items)
      if (cursor === null) total = page.total
      cursor = page.next
    } while (cursor !== null && found.length < limit)
    if (options.json) for (const one of found) printJson(one)
    else if (found.length === 0) note('Nothing found.')
    else {
      table(found, COLUMNS)
      note(`${count(found.length)} of ${count(Math.max(total.count, found.length))}${total.exact ? '' : ' or more'}`)
    }
  })

async function* valuesOf(values: readonly string[]): AsyncGenerator<string> {
  for (const value of values) {
    if (value !== '-') yield value
    else for await (const read of createInterface({ input: process.stdin })) if (read.trim() !== '') yield read.trim()
  }
}

const BULK = 10_000

export const runLookup = (
  values: readonly string[],
  options: { readonly json?: boolean; readonly why?: boolean },
): Promise<void> =>
  withOperator(async operator => {
    let known = 0
    const ask = async (batch: readonly string[]): Promise<void> => {
      const { results } = await operator.ask<{ results: LookupResult[] }>({
        method: 'POST',
        path: '/lookup',
        json: { values: batch },
      })
      for (const result of results) {
        if (result.found) known += 1
        if (options.json) printJson(result)
        else await showResult(operator, result, options.why === true)
      }
    }
    let batch: string[] = []
    for await (const value of valuesOf(values)) {
      batch.push(value)
      if (batch.length === BULK) {
        await ask(batch)
        batch = []
      }
    }
    if (batch.length > 0) await ask(batch)
    if (known === 0) process.exitCode = 3
  })

const showResult = async (
  operator: Operator,
  { input, type, value, found, problem }: LookupResult,
  why: boolean,
): Promise<void> => {
  if (problem !== null) line(`${inert(input)}  ${dim(problem)}`)
  else if (!found) line(`${inert(value ?? input)}  ${dim(`${type}: not known`)}`)
  else {
    const families = found.malware.length > 0 ? `, ${found.malware.join(', ')}` : ''
    line(
      `${bold(inert(found.value))}  ${found.severity}, risk ${Math.round(found.risk)}, ${found.threat}${inert(families)}; ${found.sources.join(', ')}; seen ${ago(found.lastSeen)}`,
    )
    if (why) await showWhy(operator, found.id)
  }
}

const showWhy = async (operator: Operator, id: string): Promise<void> => {
  const { explanation } = await operator.ask<IndicatorDetail>({ method: 'GET', path: `/indicators/${id}` })
  for (const { label, reason, from, to } of explanation.terms) {
    line(`  ${from.toFixed(0).padStart(3)} -> ${to.toFixed(0).padStart(3)}  ${inert(label)}: ${inert(reason)}`)
  }
}

export const runExport = (
  words: readonly string[],
  options: { readonly format: string; readonly output?: string },
): Promise<void> =>
  withOperator(async operator => {
    const query = new URLSearchParams({ q: words.join(' '), format: options.format })
    const stream = Readable.from(await operator.stream({ method: 'GET', path: `/export?${query}` }))
    if (options.output === undefined) {
      for await (const chunk of stream) process.stdout.write(chunk)
      return
    }
    const file = createWriteStream(options.output)
    let bytes = 0
    stream.on('data', (chunk: Uint8Array) => {
      bytes += chunk.length
    })
    stream.pipe(file)
    await finished(file)
    note(`${count(bytes)} bytes written to ${options.output}`)
  })
