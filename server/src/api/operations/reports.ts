import { FindingKind, Report, ReportDetail, ReportState, ReviewDecision, Tlp } from '@keysguard/model'
import { z } from 'zod'
import { operation } from '../../kit/operation.ts'
import { Problem } from '../../problem.ts'

const Id = z.object({ id: z.string().regex(/^[0-9a-f]{32}$/, 'an id has 32 hex digits') })
const Reads = z.object({
  /** As if nothing marked more closed were known. */
  tlp: Tlp.default('red'),
})
/** A place in the list: when the last one was added, and its id. */
const Cursor = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT[\d:.]{8,20}Z?(?:[+-]\d\d(?::\d\d)?)?,[0-9a-f]{32}$/, 'a cursor is what a page gave as `next`')
  .transform(text => {
    const [addedAt = '', id = ''] = text.split(',')
    return { addedAt, id }
  })
const WebAddress = z.url({ protocol: /^https?$/ }).max(2_000)

export const Added = z.object({
  report: ReportDetail,
  /** The same text was there already: it is one report. */
  known: z.boolean(),
})

export const listReports = operation({
  id: 'list-reports',
  summary: 'Reports, the newest first: what was found in each, and how much of it waits for a decision',
  access: 'read',
  input: Reads.extend({
    state: ReportState.optional(),
    /** Part of the title, or its address. */
    q: z.string().trim().max(2_000).default(''),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: Cursor.optional(),
  }),
  output: z.object({ items: z.array(Report), next: z.string().nullable(), toReview: z.number().int() }),
  run: async ({ knowledge }, { tlp, state = null, q, limit, cursor = null }) => {
    const [items, toReview] = await Promise.all([
      knowledge.reports.list({ reads: tlp, state, containing: q, limit, after: cursor }),
      knowledge.reports.toReview(tlp),
    ])
    const last = items.at(-1)
    return { items, next: last === undefined || items.length < limit ? null : `${last.addedAt},${last.id}`, toReview }
  },
})

export const readReport = operation({
  id: 'read-report',
  summary: 'A report: its text, and what was found in it, each with its places and what was decided',
  access: 'read',
  input: Id.extend(Reads.shape),
  output: ReportDetail,
  run: async ({ knowledge }, { id, tlp }) => {
    const report = await knowledge.reports.read(id, tlp)
    if (report) return report
    throw new Problem('not-found', `There is no report ${id}.`, { todo: 'List them with `keysguard reports`.' })
  },
})

export const addReport = operation({
  id: 'add-report',
  summary: 'Add a report as text; files go to /reports/file',
  access: 'ingest',
  input: z.object({
    text: z.string().min(1),
    title: z.string().trim().max(300).default(''),
    url: WebAddress.optional(),
    published: z.string().max(60).optional(),
    tlp: Tlp.default('amber'),
  }),
  output: Added,
  run: ({ knowledge, caller }, { url = null, published = null, ...report }) =>
    knowledge.reports.add({ ...report, url, published }, caller.account),
})

export const updateReport = operation({
  id: 'update-report',
  summary: 'Say what a report is called, where it is, how it is marked, or that it has been looked at',
  access: 'triage',
  input: Id.extend({
    title: z.string().trim().min(1).max(300).optional(),
    url: WebAddress.nullable().optional(),
    tlp: Tlp.optional(),
    state: ReportState.optional(),
  }),
  output: ReportDetail,
  run: ({ knowledge }, { id, ...change }) => knowledge.reports.change(id, change),
})

export const removeReport = operation({
  id: 'remove-report',
  summary: 'Remove a report that a person added; what was accepted in it is withdrawn',
  access: 'triage',
  input: Id,
  output: z.object({ done: z.literal(true) }),
  run: async ({ knowledge }, { id }) => {
    await knowledge.reports.remove(id)
    return { done: true as const }
  },
})

export const reviewReport = operation({
  id: 'review-report',
  summary: 'Accept or reject findings, by id or all that are proposed of a kind; accepted indicators become observations',
  access: 'triage',
  input: Id.extend({
    decision: ReviewDecision,
    findings: z.array(z.number().int().min(1)).min(1).max(2_000).optional(),
    kind: FindingKind.optional(),
  }),
  output: ReportDetail,
  run: ({ knowledge, caller }, { id, decision, findings, kind }) => {
    if ((findings === undefined) === (kind === undefined))
      throw new Problem('bad-request', 'Name findings or a kind, one of the two.', {
        todo: 'Compare the request with /api/openapi.json.',
      })
    const which = kind === undefined ? { ids: findings ?? [] } : { kind }
    return knowledge.reports.decide({ report: id, which, decision }, caller.account)
  },
})

export const undoReview = operation({
  id: 'undo-review',
  summary: 'Take the last decision about a report back',
  access: 'triage',
  input: Id,
  output: ReportDetail,
  run: ({ knowledge }, { id }) => knowledge.reports.undo(id),
})
