/** What enrichers answer with: absent facts left out, lists written as a person reads them. */
import type { IndicatorType, Statement } from '@keysguard/model'
import type { Enriched } from './enricher.ts'
import { present, said } from './fields.ts'

export type Fact = string | number | boolean | null | undefined | readonly (string | number)[]

interface Found {
  readonly facts: Readonly<Record<string, Fact>>
  readonly statement?: { readonly [Key in keyof Statement]: Statement[Key] | undefined }
  readonly related?: readonly { readonly type: IndicatorType; readonly value: string | null | undefined }[]
}

/** Of longer lists the rest is counted. */
const SHOWN_OF_A_LIST = 20

const textOf = (fact: Fact): string | undefined => {
  if (typeof fact === 'boolean') return fact ? 'yes' : 'no'
  if (typeof fact !== 'object' || fact === null) return present(fact)
  const texts = [...new Set(fact.flatMap(one => present(one) ?? []))]
  if (texts.length <= SHOWN_OF_A_LIST) return present(texts.join(', '))
  return `${texts.slice(0, SHOWN_OF_A_LIST).join(', ')} and ${texts.length - SHOWN_OF_A_LIST} more`
}

const isEmpty = (value: unknown): boolean => value === undefined || (Array.isArray(value) && value.length === 0)

/** An answer; null when nothing is left of it. */
export const enriched = ({ facts, statement = {}, related = [] }: Found): Enriched | null => {
  const known = Object.entries(facts).flatMap(([label, fact]) => {
    const text = textOf(fact)
    return text === undefined ? [] : [[label, text] as const]
  })
  const states = said<Statement>(
    Object.fromEntries(Object.entries(statement).map(([key, value]) => [key, isEmpty(value) ? undefined : value])),
  )
  const leads = related.flatMap(({ type, value }) => (value ? [{ type, value }] : []))
  if (known.length === 0 && leads.length === 0) return null
  return {
    facts: Object.fromEntries(known),
    ...(Object.keys(states).length === 0 ? {} : { statement: states }),
    ...(leads.length === 0 ? {} : { related: leads }),
  }
}
