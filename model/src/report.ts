/** Reports: a text about threats, and what was found in it, each at its place and reviewed by a person. */
import { z } from 'zod'
import { Tlp } from './statement.ts'
import { type FINDING_KINDS, FINDING_STATUSES, findingKinds, REPORT_STATES } from './vocabulary.ts'

export type FindingKind = keyof typeof FINDING_KINDS
export const FindingKind = z.enum(findingKinds as [FindingKind, ...FindingKind[]])

export const FindingStatus = z.enum(FINDING_STATUSES)
export type FindingStatus = z.infer<typeof FindingStatus>

export const ReportState = z.enum(REPORT_STATES)
export type ReportState = z.infer<typeof ReportState>

/** A stretch of the text: `text.slice(start, end)`, in UTF-16 units. */
export const Place = z.object({ start: z.number().int().min(0), end: z.number().int().min(0) })
export type Place = z.infer<typeof Place>

/** One thing a report speaks of, however often. */
export const ReportFinding = z.object({
  id: z.number().int(),
  kind: FindingKind,
  /** Of an indicator its type; of a technique, malware or an actor the id in ATT&CK, empty where it has none. */
  type: z.string(),
  /** The canonical value, the id of a technique, the usual name of malware or an actor. */
  value: z.string(),
  /** What a person reads beside the value: the name of a technique. Often empty. */
  label: z.string(),
  /** In the order of the text, at most fifty. */
  places: z.array(Place),
  /** How often it stands there; more than `places` where it stands there very often. */
  times: z.number().int(),
  /** The sentence around the first place. */
  excerpt: z.string(),
  /** 0..100: how surely the text means it. */
  confidence: z.number().int(),
  /** How it was found, as a sentence. */
  evidence: z.string(),
  status: FindingStatus,
  /** Why it was rejected before anybody looked; what took it in. Null where a person decided, or nobody yet. */
  reason: z.string().nullable(),
  /** The account that decided, or the source that brought it itself. */
  by: z.string().nullable(),
  at: z.string().nullable(),
  /** The indicator it is, once it is known. */
  indicator: z.string().nullable(),
})
export type ReportFinding = z.infer<typeof ReportFinding>

export const ReportCounts = z.object({ proposed: z.number().int(), accepted: z.number().int(), rejected: z.number().int() })
export type ReportCounts = z.infer<typeof ReportCounts>

/** A report as a line of the list. */
export const Report = z.object({
  id: z.string(),
  title: z.string(),
  /** Name of the source that brought it; null for what a person added. */
  source: z.string().nullable(),
  /** The account that added it, or whom the source names as its author. */
  reporter: z.string().nullable(),
  url: z.string().nullable(),
  published: z.string().nullable(),
  addedAt: z.string(),
  tlp: Tlp,
  state: ReportState,
  sample: z.boolean(),
  counts: ReportCounts,
})
export type Report = z.infer<typeof Report>

export const ReportDetail = Report.extend({
  text: z.string(),
  /** What else was found, beyond what is kept of one report. */
  leftOut: z.number().int(),
  findings: z.array(ReportFinding),
  /** The value under which its source's indicators are linked (`/links/report/…`); null for what a person added. */
  link: z.string().nullable(),
  /** Whether there is a decision to take back. */
  canUndo: z.boolean(),
})
export type ReportDetail = z.infer<typeof ReportDetail>

/** What a person says of findings; `propose` asks again. */
export const ReviewDecision = z.enum(['accept', 'reject', 'propose'])
export type ReviewDecision = z.infer<typeof ReviewDecision>
