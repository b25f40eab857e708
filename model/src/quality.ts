/** How good each source is, measured against the others: after Li et al., "Reading the Tea Leaves", USENIX Security 2019. */
import { z } from 'zod'
import { IndicatorType } from './indicator.ts'
import { Reliability, Tlp } from './statement.ts'
import { type UNKNOWN_FIGURES, unknownFigures } from './vocabulary.ts'

export type UnknownFigure = keyof typeof UNKNOWN_FIGURES

/** What cannot be known, and why: never a 0. `cases`: how many there were, where there were too few. */
export const Unknown = z.object({
  known: z.literal(false),
  why: z.enum(unknownFigures as [UnknownFigure, ...UnknownFigure[]]),
  cases: z.number().int(),
})
export type Unknown = z.infer<typeof Unknown>

/** A share of `cases`, 0..1, with its 95 % interval (Wilson, 1927). */
export const MeasuredShare = z.discriminatedUnion('known', [
  z.object({ known: z.literal(true), value: z.number(), low: z.number(), high: z.number(), cases: z.number().int() }),
  Unknown,
])
export type MeasuredShare = z.infer<typeof MeasuredShare>

/** Quartiles in seconds, each within 2.5 % of one that was measured; below a minute it is 0. */
export const MeasuredSpread = z.discriminatedUnion('known', [
  z.object({ known: z.literal(true), q1: z.number(), median: z.number(), q3: z.number(), cases: z.number().int() }),
  Unknown,
])
export type MeasuredSpread = z.infer<typeof MeasuredSpread>

/** What `cases` indicators cost, each. `requests` is null where an older run did not count them. */
export const MeasuredCost = z.discriminatedUnion('known', [
  z.object({
    known: z.literal(true),
    bytes: z.number(),
    seconds: z.number(),
    requests: z.number().nullable(),
    cases: z.number().int(),
  }),
  Unknown,
])
export type MeasuredCost = z.infer<typeof MeasuredCost>

/** Who was first, and by how much. */
const Lead = {
  /** Share of the decided cases in which it was first. */
  first: MeasuredShare,
  /** Cases that were too close for how often both are read. */
  undecided: z.number().int(),
  /** Seconds by which it was ahead; below 0 where it came later. */
  lead: MeasuredSpread,
}

export const SourceQuality = z.object({
  source: z.string(),
  name: z.string(),
  reliability: Reliability,
  tlp: Tlp,
  everyMinutes: z.number(),
  /** Indicators it has reported, and how many of them it still lists. */
  volume: z.number().int(),
  listed: z.number().int(),
  /** Indicators it only describes (its confidence is 0): they count in no other figure. */
  described: z.number().int(),
  kinds: z.array(z.object({ type: IndicatorType, count: z.number().int() })),
  /** Reported by no other source. */
  exclusive: MeasuredShare,
  /** Score above 20 now. */
  active: MeasuredShare,
  /** Hits of lists of the harmless, and verdicts "benign": at least so many are wrong. */
  falsePositives: MeasuredShare,
  /** What is known of single reports; each counts once, in the first of these that applies. */
  judged: z.object({
    malicious: z.number().int(),
    benign: z.number().int(),
    knownGood: z.number().int(),
    corroborated: z.number().int(),
  }),
  accuracy: z.object({
    /** Share of analysts' verdicts that were "malicious". */
    verdicts: MeasuredShare,
    /** Bounds on the share of its reports that are right: what is confirmed, and what is not refuted. */
    atLeast: MeasuredShare,
    atMost: MeasuredShare,
  }),
  /** Of its reports older than a week, those that an independent source made later. */
  corroborated: MeasuredShare,
  ...Lead,
  /** Seconds since it first reported each, and since each was last active by its word. */
  age: MeasuredSpread,
  idle: MeasuredSpread,
  cost: z.object({
    days: z.number().int(),
    runs: z.number().int(),
    bytes: z.number(),
    seconds: z.number(),
    requests: z.number().int().nullable(),
    /** Per indicator that is active, and per one that is active and nobody else reports. */
    perActive: MeasuredCost,
    perExclusive: MeasuredCost,
  }),
})
export type SourceQuality = z.infer<typeof SourceQuality>

/** Two sources beside each other; `first` and `lead` are those of `a`. */
export const SourcePair = z.object({
  a: z.string(),
  b: z.string(),
  /** Indicators that both have reported. */
  shared: z.number().int(),
  /** One copies from the other, or both from a third. */
  related: z.boolean(),
  ...Lead,
})
export type SourcePair = z.infer<typeof SourcePair>

/** Of all sources; pairs that share nothing are left out. */
export const QualityReport = z.object({
  /** When it was measured; null while the first measurement goes on. */
  at: z.string().nullable(),
  tookMs: z.number().int(),
  indicators: z.number().int(),
  reports: z.number().int(),
  /** The rows are those of the built-in sample day: there are no others. */
  sample: z.boolean(),
  /** In an order in which sources that report the same stand together. */
  sources: z.array(SourceQuality),
  pairs: z.array(SourcePair),
})
export type QualityReport = z.infer<typeof QualityReport>

/** One source beside another. */
export const SourceBeside = z.object({
  source: z.string(),
  name: z.string(),
  shared: z.number().int(),
  related: z.boolean(),
  /** Share of its own reports that the other has too, and of the other's that it has. */
  ofOwn: MeasuredShare,
  ofOther: MeasuredShare,
  /** What one reports and the other does not. */
  onlyHere: z.number().int(),
  onlyThere: z.number().int(),
  ...Lead,
})
export type SourceBeside = z.infer<typeof SourceBeside>

/** One source, and each other beside it, the largest overlap first. */
export const SourceQualityDetail = z.object({
  at: z.string().nullable(),
  sample: z.boolean(),
  /** Null where it had reported nothing when that was measured. */
  quality: SourceQuality.nullable(),
  beside: z.array(SourceBeside),
})
export type SourceQualityDetail = z.infer<typeof SourceQualityDetail>
