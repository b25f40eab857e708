import { QuarantinedRow, Run, SourceCard, Trial } from '@keysguard/model'
import { z } from 'zod'
import { type OperationContext, operation } from '../../kit/operation.ts'
import { Problem } from '../../problem.ts'

const Id = z.object({ id: z.string().min(1).max(200) })
export const SettingValues = z.record(z.string().max(100), z.string().max(4_000))
const Listed = Id.extend({ limit: z.coerce.number().int().min(1).max(500).default(50) })

/** The card of a source; throws 'not-found'. */
export const cardOf = async ({ knowledge, now }: OperationContext, id: string): Promise<SourceCard> => {
  const card = (await knowledge.sources(now)).find(source => source.id === id)
  if (card) return card
  throw new Problem('not-found', `There is no source called ${id}.`, { todo: 'List them with `keysguard sources`.' })
}

export const listSources = operation({
  id: 'list-sources',
  summary: 'Every source: what it is, how it is doing, when it runs next',
  access: 'read',
  input: z.object({}),
  output: z.object({ items: z.array(SourceCard) }),
  run: async ({ knowledge, now }) => ({ items: await knowledge.sources(now) }),
})

export const readSource = operation({
  id: 'read-source',
  summary: 'One source',
  access: 'read',
  input: Id,
  output: SourceCard,
  run: (context, { id }) => cardOf(context, id),
})

export const listRuns = operation({
  id: 'list-runs',
  summary: 'Runs of a source with their ledgers, newest first',
  access: 'read',
  input: Listed,
  output: z.object({ items: z.array(Run) }),
  run: async (context, { id, limit }) => {
    await cardOf(context, id)
    return { items: await context.knowledge.runs(id, limit) }
  },
})

export const listQuarantine = operation({
  id: 'list-quarantine',
  summary: 'Rows of a source that were refused, newest first',
  access: 'read',
  input: Listed,
  output: z.object({ items: z.array(QuarantinedRow) }),
  run: async (context, { id, limit }) => {
    await cardOf(context, id)
    return { items: await context.knowledge.quarantine(id, limit) }
  },
})

export const replayQuarantine = operation({
  id: 'replay-quarantine',
  summary: 'Judge the refused rows of a source again, after a fix',
  access: 'manage-sources',
  input: Id,
  output: Run,
  run: ({ knowledge }, { id }) => knowledge.replayQuarantine(id),
})

export const runSource = operation({
  id: 'run-source',
  summary: 'Run a source now and wait for the end; `since` reads it again from a date',
  access: 'manage-sources',
  input: Id.extend({ since: z.iso.datetime({ offset: true }).or(z.iso.date()).optional() }),
  output: Run,
  run: ({ knowledge }, { id, since }) => knowledge.runSource(id, since),
})

export const updateSource = operation({
  id: 'update-source',
  summary: 'Pause or resume a source, switch it on or off, change its settings (an empty value takes the default back)',
  access: 'manage-sources',
  input: Id.extend({ paused: z.boolean().optional(), enabled: z.boolean().optional(), settings: SettingValues.optional() }),
  output: SourceCard,
  run: async (context, { id, paused, enabled, settings }) => {
    const { knowledge } = context
    if (settings !== undefined) await knowledge.setSettings(id, settings)
    if (enabled !== undefined) await knowledge.setEnabled(id, enabled)
    if (paused !== undefined) await knowledge.setPaused(id, paused)
    return cardOf(context, id)
  },
})

export const trySource = operation({
  id: 'try-source',
  summary: 'Ask a source with settings that are not saved yet, and show its first rows; nothing is stored',
  access: 'manage-sources',
  input: Id.extend({ settings: SettingValues.default({}) }),
  output: Trial,
  run: ({ knowledge }, { id, settings }) => knowledge.trySource(id, settings),
})
