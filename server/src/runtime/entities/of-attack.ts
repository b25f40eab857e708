/** What ATT&CK says of an entity: techniques, relations, targets, in its words where they are known. */
import type { AttackObject, EntityTechnique, RelatedEntity } from '@keysguard/model'
import type { Queries } from '../../engines/database/database.ts'
import { readAttackTexts } from '../../store/attack.ts'
import type { Known } from './library.ts'
import { refOf } from './same-desk.ts'

export interface AttackAccount {
  readonly objects: readonly AttackObject[]
  readonly descriptions: readonly string[]
  readonly techniques: readonly EntityTechnique[]
  readonly related: readonly RelatedEntity[]
  readonly targets: readonly string[]
}

type Relation = AttackObject['relations'][number]

export const attackAccount = async (queries: Queries, known: Known, ids: readonly string[]): Promise<AttackAccount> => {
  const objects = ids.flatMap(id => known.attack.objects.get(id) ?? [])
  const texts = await Promise.all(objects.map(({ id }) => readAttackTexts(queries, id)))
  const techniques = new Map<string, EntityTechnique>()
  const related = new Map<string, RelatedEntity>()
  for (const [at, object] of objects.entries()) {
    const text = (from: string, { kind, to }: Relation): string => texts[at]?.relations.get(`${from} ${kind} ${to}`) ?? ''
    const add = (other: AttackObject | undefined, relation: Relation, from: string, word: RelatedEntity['relation']): void => {
      if (other === undefined) return
      const { citations } = relation
      const said = { text: text(from, relation), citations, indicators: 0 }
      if (other.kind === 'technique') {
        if (object.kind !== 'technique')
          techniques.set(other.id, { id: other.id, name: other.name, tactics: other.tactics, ...said, indicators: null })
        return
      }
      const entity = known.byAttackId.get(other.id)
      if (entity) related.set(`${word} ${other.id}`, { ...refOf(entity), relation: word, attackId: other.id, ...said })
    }
    for (const relation of object.relations)
      if (relation.kind === 'uses') add(known.attack.objects.get(relation.to), relation, object.id, 'uses')
      else if (relation.kind === 'attributed-to') add(known.attack.objects.get(relation.to), relation, object.id, 'attributed-to')
    for (const { from, relation } of known.attack.incoming(object.id))
      if (relation.kind === 'uses') add(from, relation, from.id, 'used-by')
      else if (relation.kind === 'attributed-to') add(from, relation, from.id, 'attributes')
  }
  return {
    objects,
    descriptions: texts.map(({ description }) => description).filter(description => description !== ''),
    techniques: [...techniques.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    related: [...related.values()].sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1)),
    targets: [
      ...new Set(objects.flatMap(({ relations }) => relations.filter(({ kind }) => kind === 'targets').map(({ to }) => to))),
    ],
  }
}
