import { Threat, ThreatDetail, ThreatState, ThreatStatus, Tlp } from '@keysguard/model'
import { z } from 'zod'
import { type OperationContext, operation } from '../../kit/operation.ts'
import { Problem } from '../../problem.ts'

const Id = z.object({ id: z.coerce.number().int().min(1).max(2_147_483_647) })
const Reads = z.object({
  /** As if nothing marked more closed were known. */
  tlp: Tlp.default('red'),
})
/** A place in the list: risk and number of the last one. */
const Cursor = z
  .string()
  .regex(/^\d{1,3}(?:\.\d{1,17})?,\d{1,10}$/, 'a cursor is what a page gave as `next`')
  .transform(text => {
    const [risk = 0, id = 0] = text.split(',').map(Number)
    return { risk, id }
  })

const detail = async ({ knowledge, now }: OperationContext, id: number, reads: Tlp): Promise<ThreatDetail> => {
  const threat = await knowledge.threats.read(id, reads, now)
  if (threat) return threat
  throw new Problem('not-found', `There is no threat ${id}.`, { todo: 'List them with `keysguard threats`.' })
}

export const listThreats = operation({
  id: 'list-threats',
  summary: 'Indicators that are the work of the same people, as far as what they have in common tells; the riskiest first',
  access: 'read',
  input: Reads.extend({
    state: ThreatState.default('active'),
    status: ThreatStatus.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: Cursor.optional(),
  }),
  output: z.object({ items: z.array(Threat), next: z.string().nullable() }),
  run: async ({ knowledge }, { tlp, state, status = null, limit, cursor = null }) => {
    const items = await knowledge.threats.list({ reads: tlp, state, status, limit, after: cursor })
    const last = items.at(-1)
    return { items, next: last === undefined || items.length < limit ? null : `${last.risk},${last.id}` }
  },
})

export const readThreat = operation({
  id: 'read-threat',
  summary: 'A threat: what ties it together, its members, timeline, techniques, the actors that sources name, and its history',
  access: 'read',
  input: Id.extend(Reads.shape),
  output: ThreatDetail,
  run: (context, { id, tlp }) => detail(context, id, tlp),
})

export const updateThreat = operation({
  id: 'update-threat',
  summary: 'Set the status of a threat, who looks after it, or what it is called',
  access: 'ingest',
  input: Id.extend({
    status: ThreatStatus.optional(),
    owner: z.string().min(1).max(64).nullable().optional(),
    title: z.string().trim().min(1).max(200).optional(),
  }),
  output: ThreatDetail,
  run: async (context, { id, ...change }) => {
    await context.knowledge.threats.change(id, change, context.caller.account)
    return detail(context, id, 'red')
  },
})

export const undoThreatEvent = operation({
  id: 'undo-threat-event',
  summary: 'Take a merge or a split back; the indicators stay where they are put',
  access: 'ingest',
  input: Id.extend({ event: z.coerce.number().int().min(1).max(2_147_483_647) }),
  output: ThreatDetail,
  run: async (context, { id, event }) => {
    if (await context.knowledge.threats.undo(id, event, context.caller.account)) return detail(context, id, 'red')
    throw new Problem('conflict', 'There is nothing of this event to take back.', { todo: 'Look at the history of the threat.' })
  },
})
