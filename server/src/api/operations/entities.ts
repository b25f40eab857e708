import { EntityDetail, EntityKind, EntityList, SAME_WORDS, SamePair, Tlp } from '@keysguard/model'
import { z } from 'zod'
import { operation } from '../../kit/operation.ts'
import { Problem } from '../../problem.ts'

const Reads = z.object({
  /** As if nothing marked more closed were known. */
  tlp: Tlp.default('red'),
})
const Limit = z.coerce.number().int().min(1).max(200).default(50)
const Id = z.object({ kind: EntityKind, id: z.string().trim().min(1).max(200) })

export const listEntities = operation({
  id: 'list-entities',
  summary:
    'Actors, malware, tools, campaigns, vulnerabilities and techniques, by kind and by a name or alias; the closest first, else what most is seen of',
  access: 'read',
  input: Reads.extend({
    kind: EntityKind.optional(),
    q: z.string().trim().max(200).default(''),
    limit: Limit,
    /** What a page gave as `next`, with the same question. */
    cursor: z.string().max(4_000).optional(),
  }),
  output: EntityList,
  run: ({ knowledge, now }, { kind = null, q, tlp, limit, cursor = null }) =>
    knowledge.entities.list({ kind, q, reads: tlp, limit, cursor, now }),
})

export const readEntity = operation({
  id: 'read-entity',
  summary:
    'An entity: names and who says them, indicators, techniques, related entities, threats, sources, and what may be the same; by its id or a name that only it has',
  access: 'read',
  input: Id.extend(Reads.shape),
  output: EntityDetail,
  run: async ({ knowledge, now }, { kind, id, tlp }) => {
    const entity = await knowledge.entities.read({ kind, id }, tlp, now)
    if (entity) return entity
    throw new Problem('not-found', `There is no ${kind} ${id}.`, { todo: 'Look it up with `keysguard entities search`.' })
  },
})

export const listSame = operation({
  id: 'list-same-entities',
  summary: 'Entities that may be the same, each with its evidence, the surest first; or what people decided, the newest first',
  access: 'read',
  input: Reads.extend({
    state: z.enum(['open', 'same', 'different']).default('open'),
    kind: EntityKind.optional(),
    limit: Limit,
    cursor: z
      .string()
      .regex(/^\d{1,7}$/, 'a cursor is what a page gave as `next`')
      .optional(),
  }),
  output: z.object({ items: z.array(SamePair), next: z.string().nullable() }),
  run: ({ knowledge }, { state, kind = null, tlp, limit, cursor = null }) =>
    knowledge.entities.same({ state, kind, reads: tlp, limit, cursor }),
})

export const decideSame = operation({
  id: 'decide-same-entities',
  summary: 'Say that two entities are the same, which joins their pages, or are different; or take that back',
  access: 'ingest',
  input: z.object({
    a: Id,
    b: Id,
    decision: z.enum(SAME_WORDS),
    reason: z.string().trim().max(1_000).default(''),
  }),
  output: SamePair,
  run: ({ knowledge, caller }, order) => knowledge.entities.decide({ ...order, by: caller.account }),
})
