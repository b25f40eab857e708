/** One source beside each of the others, and what of a report may be shown to whom. */
import {
  type QualityReport,
  type SourceBeside,
  type SourcePair,
  type SourceQuality,
  type SourceQualityDetail,
  TLP_LEVELS,
  type Tlp,
} from '@keysguard/model'
import { mirroredShare, mirroredSpread, shareOf, unknown } from './figures.ts'

/** Without sources that are marked more closed than `reads`; what is left counts as it was measured. */
export const openTo = (report: QualityReport, reads: Tlp): QualityReport => {
  const most = TLP_LEVELS.indexOf(reads)
  const sources = report.sources.filter(({ tlp }) => TLP_LEVELS.indexOf(tlp) <= most)
  if (sources.length === report.sources.length) return report
  const open = new Set(sources.map(({ source }) => source))
  return { ...report, sources, pairs: report.pairs.filter(({ a, b }) => open.has(a) && open.has(b)) }
}

/** A pair as `b` sees it. */
export const mirrored = ({ a, b, first, lead, ...pair }: SourcePair): SourcePair => ({
  ...pair,
  a: b,
  b: a,
  first: mirroredShare(first),
  lead: mirroredSpread(lead),
})

export const detailOf = ({ at, sample, sources, pairs }: QualityReport, id: string): SourceQualityDetail => {
  const quality = sources.find(({ source }) => source === id) ?? null
  if (quality === null) return { at, sample, quality, beside: [] }
  const byId = new Map(sources.map(one => [one.source, one]))
  const beside = pairs.flatMap(pair => {
    const own = pair.a === id ? pair : pair.b === id ? mirrored(pair) : null
    const other = own && byId.get(own.b)
    return own && other ? [besideOf(quality, other, own)] : []
  })
  return { at, sample, quality, beside: beside.sort((a, b) => b.shared - a.shared) }
}

const besideOf = (
  own: SourceQuality,
  other: SourceQuality,
  { shared, related, first, undecided, lead }: SourcePair,
): SourceBeside => ({
  source: other.source,
  name: other.name,
  shared,
  related,
  ofOwn: overlapShare(shared, own, other),
  ofOther: overlapShare(shared, other, own),
  onlyHere: own.volume - shared,
  onlyThere: other.volume - shared,
  first,
  undecided,
  lead,
})

/** Share of what `own` reports that `other` reports too. */
export const overlapShare = (shared: number, own: SourceQuality, other: SourceQuality): SourceBeside['ofOwn'] => {
  if (own.volume === 0 || other.volume === 0) return unknown('nothing-reported')
  if (!own.kinds.some(({ type }) => other.kinds.some(kind => kind.type === type))) return unknown('no-kind-in-common')
  return shareOf(shared, own.volume)
}
