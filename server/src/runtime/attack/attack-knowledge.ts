/** ATT&CK over the store: what the operations ask for. */
import type { AttackObject, AttackPage, AttackRelated, Attribution, NavigatorLayer } from '@keysguard/model'
import { type Attack, isSoftware, refOf, searchAttack, usedBy } from '../../intelligence/attack/attack.ts'
import { coverageOf, layerOf } from '../../intelligence/attack/layer.ts'
import { mapStatement, mapText, softwareOf } from '../../intelligence/attack/map.ts'
import { type Counts, heatOf, matrixOf } from '../../intelligence/attack/matrix.ts'
import { attribute } from '../../intelligence/attribution/attribute.ts'
import { type Field, fieldOf } from '../../intelligence/attribution/profiles.ts'
import type { Attacking } from '../../knowledge.ts'
import { Problem } from '../../problem.ts'
import { type AttackTexts, readAttackTexts } from '../../store/attack.ts'
import { putLayer, readLayers, removeLayer } from '../../store/attack-layers.ts'
import type { Knowing } from '../../store/write-rows.ts'
import { AttackLibrary } from './library.ts'
import { weighable } from './question.ts'
import { TechniqueCounter } from './technique-counter.ts'

const FOLDERS: Partial<Record<AttackObject['kind'], string>> = {
  tactic: 'tactics',
  technique: 'techniques',
  group: 'groups',
  malware: 'software',
  tool: 'software',
  campaign: 'campaigns',
  mitigation: 'mitigations',
}

/** MITRE's page of an object. */
export const urlOf = ({ id, kind }: AttackObject): string =>
  `https://attack.mitre.org/${FOLDERS[kind] ?? 'matrices'}/${id.replace('.', '/')}/`

export interface AttackKnowledge extends Attacking {
  readonly library: AttackLibrary
  /** Indicators by technique and by family. */
  counts(): Promise<Counts>
  /** Resolves when nothing is being counted. */
  settled(): Promise<void>
}

export const createAttackKnowledge = (knowing: Knowing, now: () => number): AttackKnowledge => {
  const { database } = knowing
  const library = new AttackLibrary(database)
  const counter = new TechniqueCounter(database, now)
  const fields = new WeakMap<Attack, Field>()
  const fieldFor = (attack: Attack): Field => {
    const field = fields.get(attack) ?? fieldOf(attack)
    fields.set(attack, field)
    return field
  }
  return {
    search: async ({ q, kind, limit }) =>
      searchAttack(await library.current(), q, { kinds: kind === undefined ? [] : [kind], limit }).map(object => ({
        ...refOf(object),
        aliases: object.aliases,
      })),
    page: async id => {
      const attack = await library.current()
      const object = attack.find(id)
      if (object === undefined || object.kind === 'release') return null
      const [texts, counts] = await Promise.all([readAttackTexts(database, object.id), counter.counts()])
      return pageOf(attack, object, texts, counts)
    },
    matrix: async () => {
      const [attack, counts, layers] = await Promise.all([library.current(), counter.counts(), readLayers(database)])
      return {
        ...matrixOf(attack, heatOf(attack, counts), coverageOf(attack, layers)),
        countedAt: counts.countedAt === null ? null : new Date(counts.countedAt).toISOString(),
        layers: layers.map(({ name }) => name),
      }
    },
    layer: async ({ of, ids }) => {
      const attack = await library.current()
      if (of === 'objects') return objectsLayer(attack, ids)
      const { techniques } = matrixOf(attack, heatOf(attack, await counter.counts()), new Map())
      const scores = new Map(techniques.map(one => [one.id, of === 'groups' ? one.groups : one.stated + one.byFamily]))
      return of === 'groups'
        ? layerOf(attack, { name: 'Groups by technique', description: 'How many groups use each technique.', scores })
        : layerOf(attack, {
            name: 'KeysGuard: heat',
            description: 'Indicators by technique: named by sources, or of families that use it.',
            scores,
          })
    },
    putCoverage: async (name, layer) => {
      const attack = await library.current()
      const known = layer.techniques.filter(({ techniqueID }) => attack.find(techniqueID)?.kind === 'technique').length
      if (known === 0)
        throw new Problem('bad-request', 'The layer names no technique of the enterprise matrix.', {
          todo: 'Export it from the ATT&CK Navigator as JSON (layer format 4.x, domain enterprise-attack).',
        })
      await putLayer(database, name, layer, now())
      return { known, unknown: layer.techniques.length - known }
    },
    removeCoverage: name => removeLayer(database, name),
    map: async ({ text, ...statement }) => {
      const attack = await library.current()
      const { techniques, named } = mapText(attack, text)
      const inferred = mapStatement(attack, statement)
      const seen = new Set(techniques.map(({ technique }) => technique.id))
      return {
        techniques: [...techniques, ...inferred.filter(({ technique }) => !seen.has(technique.id))],
        named: named.map(({ object, text: said, start }) => ({ ...refOf(object), text: said, start })),
      }
    },
    attribute: async (question): Promise<Attribution> => {
      const attack = await library.current()
      const { observed, claims, indicators, unknown } = await weighable(knowing, attack, question)
      const refs = (ids: readonly string[]) =>
        ids.flatMap(id => {
          const object = attack.objects.get(id)
          return object === undefined ? [] : [refOf(object)]
        })
      return {
        ...attribute(attack, fieldFor(attack), observed, claims),
        weighed: {
          techniques: refs(observed.techniques),
          software: refs(observed.software),
          targets: [...observed.targets],
          indicators,
          unknown: [...unknown],
        },
      }
    },
    library,
    counts: () => counter.counts(),
    settled: () => counter.settled(),
  }
}

const objectsLayer = (attack: Attack, ids: readonly string[]): NavigatorLayer => {
  const objects = ids.map(id => {
    const object = attack.find(id)
    if (object) return object
    throw new Problem('not-found', `ATT&CK has no ${id}.`, { todo: 'Look it up with `keysguard attack search`.' })
  })
  const scores = new Map<string, number>()
  for (const object of objects)
    for (const id of object.kind === 'technique' ? [object.id] : usedBy(object, 'techniques'))
      scores.set(id, (scores.get(id) ?? 0) + 1)
  const names = objects.map(({ name }) => name).join(', ')
  return layerOf(attack, { name: names, description: `Techniques of ${names}; the score is how many of them use one.`, scores })
}

const pageOf = (attack: Attack, object: AttackObject, texts: AttackTexts, counts: Counts): AttackPage => {
  const { relations, ...own } = object
  const related = (
    other: AttackObject | undefined,
    relation: AttackObject['relations'][number],
    from: string,
    direction: 'from' | 'to',
  ): AttackRelated[] =>
    other === undefined
      ? []
      : [
          {
            ...refOf(other),
            relation: relation.kind,
            direction,
            text: texts.relations.get(`${from} ${relation.kind} ${relation.to}`) ?? '',
            citations: relation.citations,
            tactics: other.kind === 'technique' ? other.tactics : [],
          },
        ]
  return {
    object: { ...own, description: texts.description },
    targets: relations.filter(({ kind }) => kind === 'targets').map(({ to }) => to),
    related: [
      ...relations
        .filter(({ kind }) => kind !== 'targets')
        .flatMap(one => related(attack.objects.get(one.to), one, object.id, 'from')),
      ...attack.incoming(object.id).flatMap(({ from, relation }) => related(from, relation, from.id, 'to')),
    ],
    heat: object.kind === 'technique' ? (heatOf(attack, counts).get(object.id) ?? { stated: 0, byFamily: 0 }) : null,
    families: isSoftware(object)
      ? [...counts.families.keys()].filter(family => softwareOf(attack, family).some(({ id }) => id === object.id))
      : [],
    url: urlOf(object),
  }
}
