/** The overlap of every two sources, looked up by place. */
import type { MeasuredShare, QualityReport, SourcePair, SourceQuality } from '@keysguard/model'
import { percent, plural } from '../../client/format.ts'
import { inert } from '../../client/inert.ts'
import { saidLead, saidShare } from '../../client/quality-words.ts'

/** So many are drawn, those that share most; the table below has all. */
const MOST_DRAWN = 60

export interface Overlap {
  readonly sources: readonly SourceQuality[]
  /** Sources that share nothing, or are too many to draw. */
  readonly left: number
  readonly pair: (a: SourceQuality, b: SourceQuality) => SourcePair | undefined
}

const key = (a: string, b: string): string => (a < b ? `${a}\n${b}` : `${b}\n${a}`)

export const overlapOf = ({ sources, pairs }: QualityReport): Overlap => {
  const byPair = new Map(pairs.map(pair => [key(pair.a, pair.b), pair]))
  const shared = new Map<string, number>()
  for (const { a, b, shared: n } of pairs) {
    shared.set(a, (shared.get(a) ?? 0) + n)
    shared.set(b, (shared.get(b) ?? 0) + n)
  }
  const most = new Set(
    [...shared]
      .sort(([, a], [, b]) => b - a)
      .slice(0, MOST_DRAWN)
      .map(([id]) => id),
  )
  const drawn = sources.filter(({ source }) => most.has(source))
  return {
    sources: drawn,
    left: sources.length - drawn.length,
    pair: (a, b) => byPair.get(key(a.source, b.source)),
  }
}

/** Share of what `own` reports that `other` reports too; null where they cannot be compared. */
export const shareIn = (own: SourceQuality, other: SourceQuality, pair: SourcePair | undefined): number | null => {
  if (pair) return own.volume === 0 ? null : pair.shared / own.volume
  return own.kinds.some(({ type }) => other.kinds.some(kind => kind.type === type)) ? 0 : null
}

const firstOf = (own: SourceQuality, pair: SourcePair): MeasuredShare =>
  pair.a === own.source || !pair.first.known ? pair.first : { ...pair.first, value: 1 - pair.first.value }

/** The cell in words. */
export const wordsOf = (own: SourceQuality, other: SourceQuality, pair: SourcePair | undefined): string => {
  const [name, beside] = [inert(own.name), inert(other.name)]
  if (own === other)
    return `${name}: ${plural(own.volume, 'indicator')} reported, ${saidShare(own.exclusive).text} by no other source.`
  const share = shareIn(own, other, pair)
  if (share === null) return `${name} and ${beside} report different kinds of indicators.`
  if (!pair) return `${name} and ${beside} have nothing in common.`
  const first = firstOf(own, pair)
  const lead = saidLead(pair.a === own.source || !pair.lead.known ? pair.lead : { ...pair.lead, median: -pair.lead.median })
  const who = first.known
    ? `${name} was first in ${percent(first.value)}, at the median ${lead.text}`
    : `Who was first is ${saidShare(first).text}: ${saidShare(first).about}`
  return `${percent(share)} of what ${name} reports (${plural(pair.shared, 'indicator')}) is in ${beside} too. ${who}.${pair.related ? ' One copies from the other, or both from a third.' : ''}`
}
