/** MITRE ATT&CK as KeysGuard knows it: objects by their ATT&CK id, each with what it is related to. */
import { z } from 'zod'
import { type ATTACK_KINDS, type ATTACK_RELATIONS, attackKinds, attackRelations } from './vocabulary.ts'

export type AttackKind = keyof typeof ATTACK_KINDS
export const AttackKind = z.enum(attackKinds as [AttackKind, ...AttackKind[]])

export type AttackRelationKind = keyof typeof ATTACK_RELATIONS
export const AttackRelationKind = z.enum(attackRelations as [AttackRelationKind, ...AttackRelationKind[]])

/** From the object it stands in to another one; `targets` leads to a sector or a country instead. */
export const AttackRelation = z.object({
  kind: AttackRelationKind,
  to: z.string(),
  /** How, in MITRE's words; empty where only the fact is known. */
  text: z.string(),
  /** Names of the reports that attest it. */
  citations: z.array(z.string()),
})
export type AttackRelation = z.infer<typeof AttackRelation>

export const AttackObject = z.object({
  /** `T1055.011`, `TA0006`, `G0016`, `S0154`, `C0024`, `M1031`; a release has the name of its matrix. */
  id: z.string(),
  kind: AttackKind,
  name: z.string(),
  aliases: z.array(z.string()),
  /** MITRE's words; empty where only facts are known. */
  description: z.string(),
  platforms: z.array(z.string()),
  /** Short names (`credential-access`): of a technique those it serves, of a tactic its own, of a release all in their order. */
  tactics: z.array(z.string()),
  version: z.string(),
  /** ISO 8601; null where MITRE gives none. */
  modified: z.string().nullable(),
  status: z.enum(['current', 'deprecated', 'revoked']),
  /** What stands in the place of a revoked object. */
  replacedBy: z.string().nullable(),
  /** Of a campaign. */
  firstSeen: z.string().nullable(),
  lastSeen: z.string().nullable(),
  relations: z.array(AttackRelation),
})
export type AttackObject = z.infer<typeof AttackObject>

/** An object in a list. */
export const AttackRef = z.object({ id: z.string(), kind: AttackKind, name: z.string() })
export type AttackRef = z.infer<typeof AttackRef>

/** One thing that speaks for or against a group. */
export const AttributionEvidence = z.object({
  /** What it rests on; `claim` is a source's own word about an indicator. */
  basis: z.enum(['technique', 'software', 'target', 'claim']),
  id: z.string(),
  name: z.string(),
  /** In nats. For: what it adds to the group. Against: what it adds to the group that it fits best. */
  weight: z.number(),
  /** How many groups are known for it. */
  groups: z.number().int(),
  /** Reports that attest it for the group; of a claim the source. */
  citations: z.array(z.string()),
})
export type AttributionEvidence = z.infer<typeof AttributionEvidence>

/** What to look for: known of the one group, not of the other. */
export const Distinction = z.object({ group: AttackRef, against: AttackRef, lookFor: z.array(AttackRef) })
export type Distinction = z.infer<typeof Distinction>

export const Attribution = z.object({
  /** Null where no candidate is more likely than all else together. */
  answer: AttackRef.nullable(),
  /** One sentence, in words of estimative probability (ICD 203). */
  judgement: z.string(),
  /** That it was none of the known groups. */
  unknown: z.object({ probability: z.number(), likelihood: z.string() }),
  candidates: z.array(
    z.object({
      group: AttackRef,
      probability: z.number(),
      likelihood: z.string(),
      for: z.array(AttributionEvidence),
      against: z.array(AttributionEvidence),
    }),
  ),
  /** What would tell the first candidates apart. */
  distinctions: z.array(Distinction),
  /** What was weighed, and what of the question is not known to ATT&CK. */
  weighed: z.object({
    techniques: z.array(AttackRef),
    software: z.array(AttackRef),
    targets: z.array(z.string()),
    indicators: z.number().int(),
    unknown: z.array(z.string()),
  }),
})
export type Attribution = z.infer<typeof Attribution>

/** A technique that follows from something, and how surely. */
export const TechniqueMatch = z.object({
  technique: AttackRef,
  /** 0..100. */
  confidence: z.number().int(),
  evidence: z.array(
    z.object({
      /** An id or a name that stands there, a phrase, software that uses it, a tag, a threat type. */
      by: z.enum(['id', 'name', 'phrase', 'software', 'tag', 'threat']),
      /** As it stands there. */
      text: z.string(),
      /** Where in the text; null for what is no part of it. */
      start: z.number().int().nullable(),
    }),
  ),
})
export type TechniqueMatch = z.infer<typeof TechniqueMatch>
