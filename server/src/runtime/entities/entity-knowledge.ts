/** Entities over the store: what the operations ask for. */
import type { Tlp } from '@keysguard/model'
import type { Entities } from '../../knowledge.ts'
import type { Knowing } from '../../store/write-rows.ts'
import type { AttackKnowledge } from '../attack/attack-knowledge.ts'
import { EntityGauge } from './gauge.ts'
import { EntityLibrary } from './library.ts'
import { listEntities } from './list.ts'
import { techniquePage, vulnerabilityPage } from './numbered-pages.ts'
import { pageOf } from './page.ts'
import { SameDesk } from './same-desk.ts'

export interface EntityKnowledge extends Entities {
  /** Resolves when nothing is being counted. */
  settled(): Promise<void>
}

export const createEntityKnowledge = (
  knowing: Knowing,
  attack: AttackKnowledge,
  now: () => number,
  onError: (error: unknown) => void,
): EntityKnowledge => {
  const library = new EntityLibrary(knowing.database, attack.library, knowing.sources)
  const gauge = new EntityGauge(knowing, now, onError)
  const desk = new SameDesk(knowing, library, now)
  const look = async (reads: Tlp) => {
    const known = await library.current(reads)
    return { known, gauged: await gauge.of(known) }
  }
  /** They are counted whatever their marking. */
  const techniques = async (reads: Tlp): Promise<ReadonlyMap<string, number>> =>
    reads === 'red' ? (await attack.counts()).techniques : new Map()
  return {
    list: async listing => {
      const { known, gauged } = await look(listing.reads)
      const open = desk.openCounts(known, gauged)
      const needed = listing.kind === 'technique' || (listing.kind === null && listing.q.trim() !== '')
      return listEntities(
        { knowing, known, gauged, open, techniques: needed ? await techniques(listing.reads) : new Map() },
        listing,
      )
    },
    read: async ({ kind, id }, reads, at) => {
      const { known, gauged } = await look(reads)
      const context = { knowing, known, gauged, desk, reads, now: at }
      if (kind === 'vulnerability') return vulnerabilityPage(context, id)
      if (kind !== 'technique') {
        const entity = known.byAttackId.get(known.attack.find(id)?.id ?? '') ?? known.catalogue.find(kind, id)
        return entity === undefined ? null : pageOf(context, entity)
      }
      const object = known.attack.find(id)
      if (object?.kind !== 'technique') return null
      return techniquePage(context, object, (await techniques(reads)).get(object.id) ?? 0)
    },
    same: async listing => {
      const { known, gauged } = await look(listing.reads)
      return desk.list(known, gauged, listing)
    },
    decide: order => desk.decide(order),
    settled: () => gauge.settled(),
  }
}
