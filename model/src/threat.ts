/** Threats: indicators that are the work of the same people, as far as what they have in common can tell. */
import { z } from 'zod'
import { IndicatorType } from './indicator.ts'
import { LinkKind } from './link.ts'
import { Severity } from './score.ts'
import { ThreatType, Tlp } from './statement.ts'
import { THREAT_STATES, THREAT_STATUSES } from './vocabulary.ts'

/** How far people are with it. */
export const ThreatStatus = z.enum(THREAT_STATUSES)
export type ThreatStatus = z.infer<typeof ThreatStatus>

/** What became of it: `merged` goes on in another, `gone` holds nothing together any more. */
export const ThreatState = z.enum(THREAT_STATES)
export type ThreatState = z.infer<typeof ThreatState>

/** A threat as a card. */
export const Threat = z.object({
  id: z.number().int(),
  title: z.string(),
  /** Made from facts on this machine. */
  summary: z.string(),
  status: ThreatStatus,
  owner: z.string().nullable(),
  state: ThreatState,
  mergedInto: z.number().int().nullable(),
  /** The highest of its members, 0..100, when it last changed. */
  risk: z.number(),
  severity: Severity,
  members: z.number().int(),
  malware: z.array(z.string()),
  /** The most closed marking of what is known of its members. */
  tlp: Tlp,
  firstSeen: z.string(),
  lastSeen: z.string(),
  changedAt: z.string(),
})
export type Threat = z.infer<typeof Threat>

/** A value that members have in common: the evidence of the edges between them. */
export const ThreatBond = z.object({
  kind: LinkKind,
  value: z.string(),
  weight: z.number(),
  members: z.number().int(),
})
export type ThreatBond = z.infer<typeof ThreatBond>

export const ThreatMember = z.object({
  id: z.string(),
  type: IndicatorType,
  value: z.string(),
  threat: ThreatType,
  risk: z.number(),
  severity: Severity,
  lastSeen: z.string(),
  /** Put here by a person: no look moves it. */
  pinned: z.boolean(),
})
export type ThreatMember = z.infer<typeof ThreatMember>

export const ThreatEventKind = z.enum([
  'formed',
  'split',
  'merged',
  'joined',
  'left',
  'dissolved',
  'undone',
  'status',
  'owner',
  'title',
])
export type ThreatEventKind = z.infer<typeof ThreatEventKind>

/** What happened to it. */
export const ThreatEvent = z.object({
  id: z.number().int(),
  at: z.string(),
  kind: ThreatEventKind,
  /** Indicators that came, went or moved. */
  members: z.number().int(),
  /** The other threat of a merge or split. */
  other: z.object({ id: z.number().int(), title: z.string() }).nullable(),
  /** Who did it; null for the product itself. */
  by: z.string().nullable(),
  detail: z.string(),
  /** A merge or split that can be taken back. */
  canUndo: z.boolean(),
})
export type ThreatEvent = z.infer<typeof ThreatEvent>

const Counted = z.array(z.object({ name: z.string(), members: z.number().int() }))

export const ThreatDetail = Threat.extend({
  bonds: z.array(ThreatBond),
  /** ATT&CK ids that sources state. */
  techniques: Counted,
  /** Actors that sources name: candidates, not an attribution. */
  actors: Counted,
  /** Members first seen on a day (YYYY-MM-DD). */
  timeline: z.array(z.object({ day: z.string(), members: z.number().int() })),
  /** The riskiest, at most 200. */
  shown: z.array(ThreatMember),
  /** Newest first, at most 100. */
  history: z.array(ThreatEvent),
})
export type ThreatDetail = z.infer<typeof ThreatDetail>
