import {
  Asset,
  AssetImport,
  IndicatorKey,
  ListAction,
  ListCard,
  ListImport,
  ListMatch,
  ListPage,
  may,
  Rejudgement,
  type Role,
  RoutingAnswer,
  Tlp,
  VerdictEntry,
  VerdictResult,
  VerdictWord,
  Watch,
} from '@keysguard/model'
import { z } from 'zod'
import { operation } from '../../kit/operation.ts'

export const MOST_VERDICTS = 10_000
const Nothing = z.object({})
const ListId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'an id is of lower-case letters, digits and dashes')
const Value = z.string().min(1).max(8_192)
const Done = z.object({ done: z.literal(true) })

/** What is marked for a closed circle is read only by those who may say something themselves. */
const CLOSED: readonly Tlp[] = ['amber+strict', 'red']
export const readable = (entries: readonly VerdictEntry[], role: Role): VerdictEntry[] =>
  entries.map(entry => (CLOSED.includes(entry.tlp) && !may(role, 'ingest') ? { ...entry, reason: null } : entry))

export const listLists = operation({
  id: 'list-lists',
  summary: 'Lists of what is hardly ever malicious: why, what follows from each, how much it suppresses',
  access: 'read',
  input: Nothing,
  output: z.object({ items: z.array(ListCard) }),
  run: async ({ knowledge }) => ({ items: await knowledge.judgement.lists() }),
})

export const readList = operation({
  id: 'read-list',
  summary: 'One list, with its entries that contain a text, at most 200',
  access: 'read',
  input: z.object({ id: z.string().max(64), containing: z.string().max(500).default('') }),
  output: ListPage,
  run: ({ knowledge }, { id, containing }) => knowledge.judgement.list(id, containing),
})

export const putList = operation({
  id: 'put-list',
  summary: 'Import a list, or import it anew: a MISP warning list (JSON) or one entry a line; what it may hit is judged again',
  access: 'manage-sources',
  input: z.object({
    id: ListId,
    text: z.string().min(1).max(64_000_000),
    name: z.string().trim().min(1).max(200).optional(),
    why: z.string().trim().min(1).max(1_000).optional(),
    action: ListAction.optional(),
    match: ListMatch.optional(),
    beneath: z.boolean().optional(),
  }),
  output: ListImport,
  run: ({ knowledge }, brought) => knowledge.judgement.putList(brought),
})

export const updateList = operation({
  id: 'update-list',
  summary: 'Switch a list on or off, or change what follows from it; what it may hit is judged again',
  access: 'manage-sources',
  input: z.object({ id: z.string().max(64), enabled: z.boolean().optional(), action: ListAction.optional() }),
  output: ListCard,
  run: ({ knowledge }, { id, enabled = null, action = null }) => knowledge.judgement.chooseForList(id, { enabled, action }),
})

export const removeList = operation({
  id: 'remove-list',
  summary: 'Remove an imported list; what it suppressed is released',
  access: 'manage-sources',
  input: z.object({ id: z.string().max(64) }),
  output: z.object({ removed: z.literal(true) }),
  run: async ({ knowledge }, { id }) => {
    await knowledge.judgement.removeList(id)
    return { removed: true }
  },
})

export const listAssets = operation({
  id: 'list-assets',
  summary: 'What belongs to you: never suppressed by mistake, never routed out to be blocked',
  access: 'read',
  input: Nothing,
  output: z.object({ items: z.array(Asset) }),
  run: async ({ knowledge }) => ({ items: await knowledge.judgement.assets() }),
})

export const addAssets = operation({
  id: 'add-assets',
  summary: 'Add own assets: one network, address, domain or hash a line, with a note behind a comma',
  access: 'manage-sources',
  input: z.object({ text: z.string().min(1).max(16_000_000) }),
  output: AssetImport,
  run: ({ knowledge, caller }, { text }) => knowledge.judgement.addAssets(text, caller.account),
})

export const removeAssets = operation({
  id: 'remove-assets',
  summary: 'Remove own assets; what they suppressed is released',
  access: 'manage-sources',
  input: z.object({ values: z.array(Value).min(1).max(MOST_VERDICTS) }),
  output: z.object({ removed: z.number().int() }),
  run: async ({ knowledge }, { values }) => ({ removed: await knowledge.judgement.removeAssets(values) }),
})

export const giveVerdicts = operation({
  id: 'give-verdicts',
  summary: `Say of up to ${MOST_VERDICTS} values that they are malicious or benign, or take that back; it wins over all evidence, now and later`,
  access: 'ingest',
  input: z.object({
    values: z.array(Value).min(1).max(MOST_VERDICTS),
    verdict: VerdictWord,
    reason: z.string().trim().max(2_000).default(''),
    expiresAt: z.iso.datetime({ offset: true }).optional(),
    tlp: Tlp.default('green'),
  }),
  output: VerdictResult,
  run: ({ knowledge, caller }, { expiresAt, ...order }) =>
    knowledge.judgement.decide({
      ...order,
      author: caller.account,
      expiresAt: expiresAt === undefined ? null : Date.parse(expiresAt),
    }),
})

export const undoVerdicts = operation({
  id: 'undo-verdicts',
  summary: 'Take back verdicts that were given at once; what was said before counts again',
  access: 'ingest',
  input: z.object({ batch: z.uuid() }),
  output: z.object({ undone: z.number().int() }),
  run: async ({ knowledge, caller }, { batch }) => ({ undone: await knowledge.judgement.undo(batch, caller.account) }),
})

export const listVerdicts = operation({
  id: 'list-verdicts',
  summary: 'Verdicts, the newest first; `before` is the id of the last one seen',
  access: 'read',
  input: z.object({ before: z.coerce.number().int().optional(), limit: z.coerce.number().int().min(1).max(500).default(100) }),
  output: z.object({ items: z.array(VerdictEntry) }),
  run: async ({ knowledge, caller }, { before = null, limit }) => ({
    items: readable(await knowledge.judgement.verdicts({ key: null, before, limit }), caller.role),
  }),
})

export const verdictHistory = operation({
  id: 'read-verdicts',
  summary: 'Verdicts on one indicator, the newest first',
  access: 'read',
  input: z.object({ id: IndicatorKey }),
  output: z.object({ items: z.array(VerdictEntry) }),
  run: async ({ knowledge, caller }, { id }) => ({
    items: readable(await knowledge.judgement.verdicts({ key: id, before: null, limit: 500 }), caller.role),
  }),
})

export const checkRouting = operation({
  id: 'check-routing',
  summary: 'May these be routed out to be blocked, and what would a block hit? Nothing is routed',
  access: 'read',
  input: z.object({ values: z.array(Value).min(1).max(1_000) }),
  output: z.object({ items: z.array(RoutingAnswer) }),
  run: async ({ knowledge }, { values }) => ({ items: knowledge.judgement.mayRoute(values) }),
})

export const reportSightings = operation({
  id: 'report-sightings',
  summary: 'Say that indicators were seen in your own telemetry: they concern you more',
  access: 'ingest',
  input: z.object({ values: z.array(Value).min(1).max(MOST_VERDICTS), at: z.iso.datetime({ offset: true }).optional() }),
  output: z.object({ known: z.number().int() }),
  run: async ({ knowledge, now }, { values, at }) => ({
    known: await knowledge.judgement.sight(values, at === undefined ? now : Math.min(now, Date.parse(at))),
  }),
})

export const readWatch = operation({
  id: 'read-watch',
  summary: 'What is watched for: words, sectors, countries, families',
  access: 'read',
  input: Nothing,
  output: Watch,
  run: ({ knowledge }) => knowledge.judgement.watch(),
})

export const setWatch = operation({
  id: 'set-watch',
  summary: 'Set what is watched for; risk is reckoned anew',
  access: 'manage-sources',
  input: Watch,
  output: Done,
  run: async ({ knowledge }, watch) => {
    await knowledge.judgement.setWatch(watch)
    return { done: true }
  },
})

export const listRejudgements = operation({
  id: 'list-rejudgements',
  summary: 'What was judged again because a list, an asset, a verdict or the watch has changed, the newest first',
  access: 'read',
  input: Nothing,
  output: z.object({ items: z.array(Rejudgement) }),
  run: async ({ knowledge }) => ({ items: await knowledge.judgement.jobs() }),
})
