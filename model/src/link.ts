/** Links: what an indicator has in common with others, and which others those are. */
import { z } from 'zod'
import { IndicatorType } from './indicator.ts'
import { Severity } from './score.ts'
import { ThreatType, Tlp } from './statement.ts'
import { type LINK_KINDS, linkKinds } from './vocabulary.ts'

export type LinkKind = keyof typeof LINK_KINDS
export const LinkKind = z.enum(linkKinds as [LinkKind, ...LinkKind[]])

/** Who says that an indicator has the value: a source, an enricher, or the indicator itself (its host, its network). */
export const LinkEvidence = z.object({ by: z.enum(['source', 'enricher', 'value']), name: z.string() })
export type LinkEvidence = z.infer<typeof LinkEvidence>

/** An indicator that shares a value with the one asked about. */
export const Neighbour = z.object({
  id: z.string(),
  type: IndicatorType,
  value: z.string(),
  risk: z.number(),
  severity: Severity,
  threat: ThreatType,
  /** Days (YYYY-MM-DD) between which it is known to have the value. */
  from: z.string(),
  to: z.string(),
  evidence: z.array(LinkEvidence),
})
export type Neighbour = z.infer<typeof Neighbour>

/** A value that indicators share. */
export const LinkNode = z.object({
  kind: LinkKind,
  value: z.string(),
  /** The most open marking under which it is known that the indicator asked about has it. */
  tlp: Tlp,
  /** Indicators that have it, the one asked about among them; `exact: false` means "at least". */
  indicators: z.object({ count: z.number().int(), exact: z.boolean() }),
  /** 0..1: the kind's weight times the rarity ln(N/df)/ln(N), less for values that strangers share. */
  weight: z.number(),
  /** So many have it that it connects nothing: its neighbours are not counted as links, but can be paged through. */
  hub: z.boolean(),
  evidence: z.array(LinkEvidence),
  items: z.array(Neighbour),
  /** Goes on at `GET /links/:kind/:value?cursor=`; null when `items` are all. */
  next: z.string().nullable(),
})
export type LinkNode = z.infer<typeof LinkNode>

/** The values of an indicator: what others have too first, the heaviest of it first. */
export const IndicatorLinks = z.object({
  nodes: z.array(LinkNode),
  /** False while the indicator waits to be linked. */
  complete: z.boolean(),
})
export type IndicatorLinks = z.infer<typeof IndicatorLinks>

/** Everything that has one value. */
export const LinkPage = z.object({
  kind: LinkKind,
  value: z.string(),
  indicators: z.object({ count: z.number().int(), exact: z.boolean() }),
  weight: z.number(),
  hub: z.boolean(),
  items: z.array(Neighbour),
  next: z.string().nullable(),
})
export type LinkPage = z.infer<typeof LinkPage>
