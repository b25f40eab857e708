/** The matrix: tactics in their order, the techniques under each, and how much there is of every one. */
import type { AttackMatrix, AttackObject, MatrixTechnique, TechniqueHeat } from '@keysguard/model'
import { type Attack, isSoftware, parentOf, usedBy } from './attack.ts'
import { softwareOf } from './map.ts'

/** Indicators by technique that sources name, and by family. */
export interface Counts {
  readonly techniques: ReadonlyMap<string, number>
  readonly families: ReadonlyMap<string, number>
}

export type Heat = ReadonlyMap<string, TechniqueHeat>

/** Heat by technique; a sub-technique warms the technique it belongs to. */
export const heatOf = (attack: Attack, { techniques, families }: Counts): Heat => {
  const heat = new Map<string, TechniqueHeat>()
  const warm = (id: string, by: keyof TechniqueHeat, count: number): void => {
    for (const one of new Set([id, parentOf(id)])) {
      const known = heat.get(one) ?? { stated: 0, byFamily: 0 }
      heat.set(one, { ...known, [by]: known[by] + count })
    }
  }
  for (const [id, count] of techniques) {
    const technique = attack.find(id)
    if (technique?.kind === 'technique') warm(technique.id, 'stated', count)
  }
  for (const [family, count] of families) {
    const used = new Set(softwareOf(attack, family).flatMap(software => usedBy(software, 'techniques')))
    const parents = new Set([...used].map(parentOf))
    for (const id of new Set([...used, ...parents])) {
      const known = heat.get(id) ?? { stated: 0, byFamily: 0 }
      heat.set(id, { ...known, byFamily: known.byFamily + count })
    }
  }
  return heat
}

const usersOf = (attack: Attack, ids: readonly string[], is: (object: AttackObject) => boolean): number =>
  new Set(
    ids.flatMap(id =>
      attack.incoming(id).flatMap(({ from, relation }) => (relation.kind === 'uses' && is(from) ? [from.id] : [])),
    ),
  ).size

const cellOf = (
  attack: Attack,
  technique: AttackObject,
  parts: readonly string[],
  heat: Heat,
  coverage: ReadonlyMap<string, number>,
): MatrixTechnique => {
  const all = [technique.id, ...parts]
  return {
    id: technique.id,
    name: technique.name,
    groups: usersOf(attack, all, ({ kind }) => kind === 'group'),
    software: usersOf(attack, all, isSoftware),
    ...(heat.get(technique.id) ?? { stated: 0, byFamily: 0 }),
    coverage: coverage.get(technique.id) ?? null,
    parts: [...parts],
  }
}

const byName = (a: AttackObject, b: AttackObject): number => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1)

/** Without when it was counted and by which layers: the caller knows. */
export const matrixOf = (
  attack: Attack,
  heat: Heat,
  coverage: ReadonlyMap<string, number>,
): Omit<AttackMatrix, 'countedAt' | 'layers'> => {
  const techniques = [...attack.objects.values()].filter(({ kind }) => kind === 'technique').sort(byName)
  const parts = new Map<string, string[]>()
  for (const { id } of techniques) if (id.includes('.')) parts.set(parentOf(id), [...(parts.get(parentOf(id)) ?? []), id])
  const tactics = [...attack.objects.values()].filter(({ kind }) => kind === 'tactic')
  const order = attack.release?.tactics ?? []
  const place = (tactic: AttackObject): number => {
    const found = order.indexOf(tactic.tactics[0] ?? '')
    return found === -1 ? order.length : found
  }
  return {
    release: {
      name: attack.release?.name ?? 'Enterprise ATT&CK',
      version: attack.release?.version ?? '',
      modified: attack.release?.modified ?? null,
    },
    tactics: tactics
      .sort((a, b) => place(a) - place(b))
      .map(tactic => ({
        id: tactic.id,
        name: tactic.name,
        shortName: tactic.tactics[0] ?? '',
        techniques: techniques
          .filter(({ id, tactics: own }) => !id.includes('.') && own.includes(tactic.tactics[0] ?? ''))
          .map(({ id }) => id),
      })),
    techniques: techniques.map(technique => cellOf(attack, technique, parts.get(technique.id) ?? [], heat, coverage)),
  }
}
