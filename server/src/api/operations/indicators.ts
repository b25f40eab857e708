import {
  ExtractedIndicator,
  IndicatorDetail,
  IndicatorKey,
  LookupResult,
  parseQuery,
  type Query,
  SearchInput,
  SearchPage,
} from '@keysguard/model'
import { z } from 'zod'
import { extract, keyOf, recognise } from '../../indicators/index.ts'
import { operation } from '../../kit/operation.ts'
import { Problem } from '../../problem.ts'
import { readable } from './judgement.ts'

export const MOST_LOOKUPS = 10_000

/** Throws 'bad-query' with the character it stumbled over. */
export const readQuery = (text: string, now: number): Query => {
  const parsed = parseQuery(text, now)
  if (parsed.ok) return parsed.query
  throw new Problem('bad-query', parsed.message, { todo: parsed.todo, position: parsed.position })
}

export const searchIndicators = operation({
  id: 'search-indicators',
  summary: 'Find indicators by the query language, with facets and the best first',
  access: 'read',
  input: SearchInput,
  output: SearchPage,
  run: ({ knowledge, now }, { q, sort, limit, cursor }) => knowledge.search(readQuery(q, now), { sort, limit, cursor, now }),
})

export const readIndicator = operation({
  id: 'read-indicator',
  summary: 'Everything known of one indicator: why this score, who says so, since when, and what is near it',
  access: 'read',
  input: z.object({ id: IndicatorKey }),
  output: IndicatorDetail,
  run: async ({ knowledge, caller, now }, { id }) => {
    const detail = await knowledge.detail(id, now)
    if (detail) return { ...detail, verdicts: readable(detail.verdicts, caller.role) }
    throw new Problem('not-found', 'No indicator has this id.', { todo: 'Look its value up instead.' })
  },
})

const lookUp = async (
  context: {
    knowledge: {
      summaries: (keys: readonly IndicatorKey[], now: number) => Promise<ReadonlyMap<IndicatorKey, LookupResult['found']>>
    }
    now: number
  },
  values: readonly string[],
): Promise<LookupResult[]> => {
  const recognised = values.map(input => {
    const indicator = recognise(input)
    return { input, indicator, key: indicator && keyOf(indicator) }
  })
  const found = await context.knowledge.summaries(
    recognised.flatMap(({ key }) => key ?? []),
    context.now,
  )
  return recognised.map(({ input, indicator, key }) => ({
    input,
    type: indicator?.type ?? null,
    value: indicator?.value ?? null,
    found: key ? (found.get(key) ?? null) : null,
    problem: indicator ? null : 'This is not an indicator of a known type.',
  }))
}

export const lookUpValue = operation({
  id: 'look-up-value',
  summary: 'Look one value up; it may be defanged',
  access: 'read',
  input: z.object({ value: z.string().min(1).max(8_192) }),
  output: LookupResult,
  run: async (context, { value }) => {
    const [result] = await lookUp(context, [value])
    if (!result) throw new Error('a look-up gives one result for one value')
    return result
  },
})

export const lookUpValues = operation({
  id: 'look-up-values',
  summary: `Look up to ${MOST_LOOKUPS} values up at once; the results are in the order of the values`,
  access: 'read',
  input: z.object({ values: z.array(z.string().max(8_192)).max(MOST_LOOKUPS) }),
  output: z.object({ results: z.array(LookupResult) }),
  run: async (context, { values }) => ({ results: await lookUp(context, values) }),
})

export const extractIndicators = operation({
  id: 'extract-indicators',
  summary: 'Find the indicators in a text',
  access: 'read',
  input: z.object({ text: z.string().max(4_000_000) }),
  output: z.object({ indicators: z.array(ExtractedIndicator) }),
  run: async (_context, { text }) => ({ indicators: extract(text) }),
})
