/** What a source says about an indicator: the words it may use, and the statement itself. */
import { z } from 'zod'
import { IndicatorType } from './indicator.ts'
import { type THREAT_TYPES, TLP_LEVELS, threatTypes } from './vocabulary.ts'

export type ThreatType = keyof typeof THREAT_TYPES
export const ThreatType = z.enum(threatTypes as [ThreatType, ...ThreatType[]])

/** Traffic Light Protocol 2.0 marking. */
export const Tlp = z.enum(TLP_LEVELS)
export type Tlp = z.infer<typeof Tlp>

/** Admiralty reliability of a source: A completely reliable … E unreliable, F cannot be judged (neutral, not bad). */
export const Reliability = z.enum(['A', 'B', 'C', 'D', 'E', 'F'])
export type Reliability = z.infer<typeof Reliability>

/** Everything a source may say beside the indicator itself. Times are ISO 8601 in UTC; a missing key means "not said". */
export const Statement = z.object({
  threat: ThreatType.optional(),
  malware: z.string().optional(),
  /** 0..100, as the source states it; 0 is "no evidence". */
  confidence: z.number().min(0).max(100).optional(),
  firstSeen: z.string().optional(),
  lastSeen: z.string().optional(),
  port: z.number().int().min(0).max(65535).optional(),
  tags: z.array(z.string()).optional(),
  tlp: Tlp.optional(),
  reference: z.string().optional(),
  reporter: z.string().optional(),
  description: z.string().optional(),
  /** Whether the source says the thing is reachable or active now. */
  online: z.boolean().optional(),
  country: z.string().optional(),
  asn: z.number().int().optional(),
  /** Names of threat actors (intrusion sets), as one name each where aliases are known. */
  actors: z.array(z.string()).optional(),
  campaigns: z.array(z.string()).optional(),
  /** ATT&CK ids: `T1059.001`. */
  techniques: z.array(z.string()).optional(),
  /** Phases of the kill chain, as the source names them. */
  killChain: z.array(z.string()).optional(),
  /** Sectors, countries or brands it is aimed at. */
  targets: z.array(z.string()).optional(),
  /** Of a file: what is known beside its hashes. */
  file: z.object({ name: z.string().optional(), sizeBytes: z.number().optional(), kind: z.string().optional() }).optional(),
  /** Of a vulnerability: CVSS base score 0..10, EPSS probability 0..1. */
  cvss: z.number().min(0).max(10).optional(),
  epss: z.number().min(0).max(1).optional(),
  /** The report it stood in. */
  report: z.object({ title: z.string(), url: z.string().optional() }).optional(),
  /** Anything else worth reading on the indicator's page: label to text. */
  details: z.record(z.string(), z.string()).optional(),
})
export type Statement = z.infer<typeof Statement>

/** The current standing of one source on one indicator, as the API shows it. */
export const Assertion = z.object({
  source: z.string(),
  sourceName: z.string(),
  reliability: Reliability,
  statement: Statement,
  firstReported: z.string(),
  lastReported: z.string(),
  /** Times this source's statement was new or changed. */
  reports: z.number().int(),
  /** When a full-set source stopped listing it; null while it is listed, or where the source does not publish full sets. */
  withdrawnAt: z.string().nullable(),
  raw: z.string().nullable(),
})
export type Assertion = z.infer<typeof Assertion>

/** One entry of the append-only history: a source said something new. */
export const ObservationEntry = z.object({
  at: z.string(),
  source: z.string(),
  sourceName: z.string(),
  statement: Statement,
  raw: z.string().nullable(),
})
export type ObservationEntry = z.infer<typeof ObservationEntry>

export const IndicatorRef = z.object({ id: z.string(), type: IndicatorType, value: z.string() })
