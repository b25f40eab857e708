/** What is answered about ATT&CK: pages, the matrix with its heat, layers. */
import { z } from 'zod'
import { AttackKind, AttackObject, AttackRef, AttackRelationKind, TechniqueMatch } from './attack.ts'

/** An object in a list of hits, with the other names it goes by. */
export const AttackHit = AttackRef.extend({ aliases: z.array(z.string()) })
export type AttackHit = z.infer<typeof AttackHit>

/** A relation from the page's own object (`from`) or to it (`to`). */
export const AttackRelated = AttackRef.extend({
  relation: AttackRelationKind,
  direction: z.enum(['from', 'to']),
  text: z.string(),
  citations: z.array(z.string()),
  /** Of a technique its tactics, by short name. */
  tactics: z.array(z.string()),
})
export type AttackRelated = z.infer<typeof AttackRelated>

/** What the store holds about a technique. */
export const TechniqueHeat = z.object({
  /** Indicators whose sources name the technique. */
  stated: z.number().int(),
  /** Indicators of families that are known to use it. */
  byFamily: z.number().int(),
})
export type TechniqueHeat = z.infer<typeof TechniqueHeat>

export const AttackPage = z.object({
  object: AttackObject.omit({ relations: true }),
  /** Whom it targets, of groups and campaigns. */
  targets: z.array(z.string()),
  related: z.array(AttackRelated),
  heat: TechniqueHeat.nullable(),
  /** Names of malware in the store that are this software. */
  families: z.array(z.string()),
  /** MITRE's page. */
  url: z.string(),
})
export type AttackPage = z.infer<typeof AttackPage>

export const AttackRelease = z.object({
  name: z.string(),
  version: z.string(),
  modified: z.string().nullable(),
})
export type AttackRelease = z.infer<typeof AttackRelease>

export const MatrixTechnique = z.object({
  id: z.string(),
  name: z.string(),
  /** Groups, and software, that use it or one of its sub-techniques. */
  groups: z.number().int(),
  software: z.number().int(),
  ...TechniqueHeat.shape,
  /** 0..100 from the coverage that was brought; null where it says nothing. */
  coverage: z.number().nullable(),
  /** Sub-techniques, by id. */
  parts: z.array(z.string()),
})
export type MatrixTechnique = z.infer<typeof MatrixTechnique>

export const AttackMatrix = z.object({
  release: AttackRelease,
  tactics: z.array(z.object({ id: z.string(), name: z.string(), shortName: z.string(), techniques: z.array(z.string()) })),
  techniques: z.array(MatrixTechnique),
  /** When indicators were counted; null while that goes on for the first time. */
  countedAt: z.string().nullable(),
  /** Names of the layers that coverage comes from. */
  layers: z.array(z.string()),
})
export type AttackMatrix = z.infer<typeof AttackMatrix>

/** A layer of the ATT&CK Navigator, format 4.5: what of it is written and read here. */
export const NavigatorLayer = z.looseObject({
  name: z.string().max(200),
  versions: z.looseObject({ attack: z.string().optional(), navigator: z.string().optional(), layer: z.string() }),
  domain: z.string().max(100),
  description: z.string().max(10_000).optional(),
  gradient: z.looseObject({ colors: z.array(z.string().max(20)).max(20), minValue: z.number(), maxValue: z.number() }).optional(),
  techniques: z
    .array(
      z.looseObject({
        techniqueID: z.string().max(20),
        tactic: z.string().max(100).optional(),
        score: z.number().nullish(),
        enabled: z.boolean().optional(),
        comment: z.string().max(10_000).optional(),
      }),
    )
    .max(5_000),
})
export type NavigatorLayer = z.infer<typeof NavigatorLayer>

export const LAYER_CONTENTS = ['heat', 'groups', 'objects'] as const

export const AttackSearch = z.object({
  q: z.string().trim().min(1).max(200),
  kind: AttackKind.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** What is asked to be mapped to techniques. */
export const AttackMapping = z.object({
  techniques: z.array(TechniqueMatch),
  named: z.array(AttackRef.extend({ text: z.string(), start: z.number().int() })),
})
export type AttackMapping = z.infer<typeof AttackMapping>

/** What is to be attributed: techniques and software by id or name, sectors and places, indicators as values. */
export const AttributionQuestion = z.object({
  techniques: z.array(z.string().max(200)).max(500).default([]),
  software: z.array(z.string().max(200)).max(500).default([]),
  targets: z.array(z.string().max(200)).max(100).default([]),
  indicators: z.array(z.string().max(8_192)).max(1_000).default([]),
})
export type AttributionQuestion = z.infer<typeof AttributionQuestion>
