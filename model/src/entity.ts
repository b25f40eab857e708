/** Entities: actors, malware, tools, campaigns, vulnerabilities and techniques, what they are called, and which may be the same. */
import { z } from 'zod'
import { IndicatorType } from './indicator.ts'
import { Severity } from './score.ts'
import { Reliability, ThreatType } from './statement.ts'
import { type ENTITY_KINDS, entityKinds, SAME_EVIDENCE, SAME_WORDS } from './vocabulary.ts'

export type EntityKind = keyof typeof ENTITY_KINDS
export const EntityKind = z.enum(entityKinds as [EntityKind, ...EntityKind[]])

/** `id` is the canonical name in small letters with hyphens, a CVE number in small letters, or the ATT&CK id of a technique. */
export const EntityRef = z.object({ kind: EntityKind, id: z.string(), name: z.string() })
export type EntityRef = z.infer<typeof EntityRef>

/** Who says something: a source, or the table that ships with the product. */
export const EntityWitness = z.object({ id: z.string(), name: z.string() })
export type EntityWitness = z.infer<typeof EntityWitness>

const Count = z.object({ count: z.number().int(), exact: z.boolean() })

export const VulnerabilityFigures = z.object({
  /** Base score 0..10; null where no source states one. */
  cvss: z.number().nullable(),
  /** Probability 0..1 of being exploited within thirty days. */
  epss: z.number().nullable(),
  /** Whether it stands in CISA's catalogue of known exploited vulnerabilities. */
  kev: z.boolean(),
  risk: z.number(),
  severity: Severity,
})
export type VulnerabilityFigures = z.infer<typeof VulnerabilityFigures>

/** An entity in a list. */
export const Entity = EntityRef.extend({
  aliases: z.array(z.string()),
  attackId: z.string().nullable(),
  /** Null while they are counted for the first time. */
  indicators: Count.nullable(),
  /** Ids of the sources that speak of it. */
  sources: z.array(z.string()),
  /** Days (YYYY-MM-DD) between which its indicators were seen; null where there are none. */
  firstSeen: z.string().nullable(),
  lastSeen: z.string().nullable(),
  /** Entities that may be the same and nobody has decided about. */
  open: z.number().int(),
  vulnerability: VulnerabilityFigures.nullable(),
})
export type Entity = z.infer<typeof Entity>

export const EntityList = z.object({
  items: z.array(Entity),
  next: z.string().nullable(),
  /** Entities of each kind; null where they are not counted under the marking asked for. */
  kinds: z.array(z.object({ kind: EntityKind, count: z.number().int().nullable() })),
})
export type EntityList = z.infer<typeof EntityList>

/** One thing that speaks for two entities being the same. */
export const SameEvidence = z.object({
  by: z.enum(SAME_EVIDENCE),
  /** One sentence. */
  text: z.string(),
  /** 0..1: what it would be worth alone. */
  weight: z.number(),
})
export type SameEvidence = z.infer<typeof SameEvidence>

export const SameDecision = z.object({
  id: z.number().int(),
  a: EntityRef,
  b: EntityRef,
  decision: z.enum(SAME_WORDS),
  reason: z.string(),
  by: z.string(),
  at: z.string(),
})
export type SameDecision = z.infer<typeof SameDecision>

/** Two entities that may be the same, and what a person decided. */
export const SamePair = z.object({
  a: EntityRef,
  b: EntityRef,
  /** 0..100: what speaks for it, put together; 0 where a person decided without evidence. */
  confidence: z.number().int(),
  evidence: z.array(SameEvidence),
  /** Null while nobody has decided. */
  decision: SameDecision.nullable(),
})
export type SamePair = z.infer<typeof SamePair>

export const EntityName = z.object({
  name: z.string(),
  by: z.array(EntityWitness),
  /** Other entities that the name is said of too. */
  alsoOf: z.array(EntityRef),
})
export type EntityName = z.infer<typeof EntityName>

/** Another entity, how it is related, and who says so. */
export const RelatedEntity = EntityRef.extend({
  /** `uses`, `used-by`, `attributed-to`, `attributes`, or `named-together`: sources name both of an indicator. */
  relation: z.enum(['uses', 'used-by', 'attributed-to', 'attributes', 'named-together']),
  attackId: z.string().nullable(),
  text: z.string(),
  citations: z.array(z.string()),
  /** Of the indicators that were looked at, those of which sources name both. */
  indicators: z.number().int(),
})
export type RelatedEntity = z.infer<typeof RelatedEntity>

export const EntityTechnique = z.object({
  id: z.string(),
  name: z.string(),
  tactics: z.array(z.string()),
  text: z.string(),
  citations: z.array(z.string()),
  /** Of the indicators that were looked at, those whose sources name it; null where ATT&CK says that it is used. */
  indicators: z.number().int().nullable(),
})
export type EntityTechnique = z.infer<typeof EntityTechnique>

/** What CISA's catalogue of known exploited vulnerabilities says of one. */
export const KnownExploited = z.object({
  since: z.string().nullable(),
  due: z.string().nullable(),
  action: z.string().nullable(),
  ransomware: z.boolean(),
})

/** Everything known of one entity. */
export const EntityDetail = EntityRef.extend({
  attack: z.object({ id: z.string(), url: z.string() }).nullable(),
  descriptions: z.array(z.object({ text: z.string(), by: EntityWitness, url: z.string().nullable() })),
  names: z.array(EntityName),
  /** What was decided to be the same, and stands on this page with it. */
  joined: z.array(EntityRef),
  /** Pairs with others, the surest first: open ones, then decided ones. */
  same: z.array(SamePair),
  /** Decisions about it, the newest first. */
  history: z.array(SameDecision),
  indicators: Count.extend({
    /** So many were looked at for the riskiest, the relations and the timeline. */
    lookedAt: z.number().int(),
    /** The riskiest of those looked at; of a family that has more than can be counted, of all. */
    items: z.array(
      z.object({
        id: z.string(),
        type: IndicatorType,
        value: z.string(),
        threat: ThreatType,
        risk: z.number(),
        severity: Severity,
        lastSeen: z.string(),
      }),
    ),
    /** The search that finds them all; null where the query language has no word for it. */
    q: z.string().nullable(),
  }),
  /** Of the indicators that were looked at: by the day they were first seen. */
  timeline: z.array(z.object({ day: z.string(), members: z.number().int() })),
  techniques: z.array(EntityTechnique),
  related: z.array(RelatedEntity),
  threats: z.array(
    z.object({ id: z.number().int(), title: z.string(), risk: z.number(), severity: Severity, members: z.number().int() }),
  ),
  sources: z.array(
    EntityWitness.extend({ reliability: Reliability, firstSeen: z.string().nullable(), lastSeen: z.string().nullable() }),
  ),
  targets: z.array(z.object({ name: z.string(), by: z.array(EntityWitness) })),
  facts: z.array(z.object({ label: z.string(), value: z.string(), by: EntityWitness })),
  reports: z.array(z.object({ title: z.string(), url: z.string().nullable(), by: EntityWitness, indicators: z.number().int() })),
  firstSeen: z.string().nullable(),
  lastSeen: z.string().nullable(),
  vulnerability: VulnerabilityFigures.extend({
    /** The indicator it is in the store. */
    indicator: z.string(),
    exploited: KnownExploited.nullable(),
  }).nullable(),
})
export type EntityDetail = z.infer<typeof EntityDetail>
