/** A bundle of ATT&CK in STIX 2.x, flattened: one row an object, with what it is related to by ATT&CK id. */
import { itemsAt } from '../../kit/formats/json.ts'
import { at } from '../../kit/path.ts'
import { citationsIn, plainText } from './targets.ts'

export const STIX_KINDS = {
  'x-mitre-collection': 'release',
  'x-mitre-matrix': 'release',
  'x-mitre-tactic': 'tactic',
  'attack-pattern': 'technique',
  'intrusion-set': 'group',
  malware: 'malware',
  tool: 'tool',
  campaign: 'campaign',
  'course-of-action': 'mitigation',
} as const

const RELATIONS = new Set(['uses', 'attributed-to', 'subtechnique-of', 'mitigates', 'revoked-by'])
const KEPT = [
  'type',
  'name',
  'description',
  'aliases',
  'x_mitre_aliases',
  'x_mitre_platforms',
  'x_mitre_shortname',
  'x_mitre_version',
  'x_mitre_deprecated',
  'kill_chain_phases',
  'revoked',
  'modified',
  'first_seen',
  'last_seen',
]

type Json = Readonly<Record<string, unknown>>

const textAt = (object: unknown, name: string): string => {
  const value = at(object, name)
  return typeof value === 'string' ? value : ''
}

const listAt = (object: unknown, name: string): readonly unknown[] => {
  const value = at(object, name)
  return Array.isArray(value) ? value : []
}

/** The id MITRE's pages have; empty where there is none. */
const attackId = (object: unknown): string => {
  const reference = listAt(object, 'external_references').find(one => textAt(one, 'source_name') === 'mitre-attack')
  return textAt(reference, 'external_id')
}

const isKind = (type: string): type is keyof typeof STIX_KINDS => Object.hasOwn(STIX_KINDS, type)

/** Citations stand in the text, and among the references of newer bundles. */
const relationOf = (relationship: unknown, to: string): Json => {
  const text = textAt(relationship, 'description')
  const cited = listAt(relationship, 'external_references').map(one => textAt(one, 'source_name'))
  return {
    kind: textAt(relationship, 'relationship_type'),
    to,
    text: plainText(text),
    citations: [...new Set([...citationsIn(text), ...cited.filter(name => name !== '' && name !== 'mitre-attack')])],
  }
}

/** Relations between objects that are there, by the STIX id of the one they lead from. */
const relationsIn = (objects: readonly unknown[], ids: ReadonlyMap<string, string>): ReadonlyMap<string, Json[]> => {
  const from = new Map<string, Map<string, Json>>()
  for (const object of objects) {
    if (textAt(object, 'type') !== 'relationship' || !RELATIONS.has(textAt(object, 'relationship_type'))) continue
    if (at(object, 'revoked') === true || at(object, 'x_mitre_deprecated') === true) continue
    const source = textAt(object, 'source_ref')
    const to = ids.get(textAt(object, 'target_ref'))
    if (to === undefined || !ids.has(source)) continue
    const relation = relationOf(object, to)
    const own = from.get(source) ?? new Map<string, Json>()
    own.set(`${relation.kind} ${to}`, relation)
    from.set(source, own)
  }
  return new Map([...from].map(([source, relations]) => [source, [...relations.values()]]))
}

const latest = (objects: readonly unknown[]): string =>
  objects.reduce<string>((max, object) => {
    const modified = textAt(object, 'modified')
    return modified > max ? modified : max
  }, '')

/** The tactics of a matrix in its order, by short name. */
const tacticOrder = (matrix: unknown, objects: readonly unknown[]): string[] => {
  const names = new Map(objects.map(object => [textAt(object, 'id'), textAt(object, 'x_mitre_shortname')]))
  return listAt(matrix, 'tactic_refs').flatMap(ref => (typeof ref === 'string' ? (names.get(ref) ?? []) : []))
}

/** The release: MITRE's collection object says which; a bundle without one is as new as its newest object. */
const releaseOf = (objects: readonly unknown[]): Json[] => {
  const matrix = objects.find(object => textAt(object, 'type') === 'x-mitre-matrix')
  if (matrix === undefined) return []
  const collection = objects.find(object => textAt(object, 'type') === 'x-mitre-collection')
  const modified = collection === undefined ? latest(objects) : textAt(collection, 'modified')
  return [
    {
      type: 'x-mitre-matrix',
      id: attackId(matrix) || 'enterprise-attack',
      name: textAt(matrix, 'name'),
      description: '',
      x_mitre_version: textAt(collection, 'x_mitre_version'),
      modified,
      tactics: tacticOrder(matrix, objects),
      relations: [],
    },
  ]
}

/** Rows of a bundle; what has no type is passed on to be refused. */
export const attackRows = (document: unknown): readonly unknown[] => {
  const objects = itemsAt(document, 'objects', 'array')
  const kept = objects.filter(object => isKind(textAt(object, 'type')))
  const ids = new Map(kept.flatMap(object => (attackId(object) === '' ? [] : [[textAt(object, 'id'), attackId(object)]])))
  const relations = relationsIn(objects, ids)
  const rows = objects.flatMap((object): unknown[] => {
    const type = textAt(object, 'type')
    if (type === '') return [object]
    if (!isKind(type) || STIX_KINDS[type] === 'release') return []
    const own = Object.fromEntries(KEPT.map(name => [name, at(object, name)]))
    return [{ ...own, id: attackId(object), relations: relations.get(textAt(object, 'id')) ?? [] }]
  })
  return [...releaseOf(objects), ...rows]
}
