/** From whom, of what kind, for what purpose: three rankings, each row a search. */
import { INDICATOR_TYPES, type Overview, THREAT_TYPES } from '@keysguard/model'
import { Ranked, type RankedRow } from '../../ui/ranked.tsx'
import { Section } from '../../ui/section.tsx'

const MOST = 7

const ranked = (rows: readonly RankedRow[]): RankedRow[] =>
  rows
    .filter(row => row.count > 0)
    .toSorted((a, b) => b.count - a.count)
    .slice(0, MOST)

export const Breakdown = ({ overview }: { overview: Overview }) => {
  const bySource = overview.sources.map(({ id, name, indicators }) => ({
    key: id,
    label: name,
    count: indicators,
    q: `source:${id}`,
  }))
  const byType = overview.byType.map(({ type, count }) => ({ key: type, label: INDICATOR_TYPES[type], count, q: `type:${type}` }))
  const byThreat = overview.byThreat.map(({ threat, count }) => ({
    key: threat,
    label: THREAT_TYPES[threat],
    count,
    q: `threat:${threat}`,
  }))
  return (
    <div className="grid border-t border-line *:border-line md:grid-cols-3 max-md:*:not-first:border-t md:*:not-first:border-l">
      <Section title="By source">
        <Ranked rows={ranked(bySource)} />
      </Section>
      <Section title="By type">
        <Ranked rows={ranked(byType)} />
      </Section>
      <Section title="By threat">
        <Ranked rows={ranked(byThreat)} />
      </Section>
    </div>
  )
}
