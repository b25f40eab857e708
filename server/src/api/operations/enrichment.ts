import { EnricherCard, Enrichment, IndicatorKey } from '@keysguard/model'
import { z } from 'zod'
import { recognise } from '../../indicators/index.ts'
import { type OperationContext, operation } from '../../kit/operation.ts'
import { Problem } from '../../problem.ts'

const Id = z.object({ id: z.string().min(1).max(200) })
const Found = z.object({ items: z.array(Enrichment) })
const Request = z.object({
  /** One enricher; without it all that can be asked without contacting the indicator itself. */
  enricher: z.string().min(1).max(200).optional(),
  /** Ask again although an answer holds. */
  fresh: z.boolean().default(false),
})

const found = (items: Enrichment[] | null): z.infer<typeof Found> => {
  if (items !== null) return { items }
  throw new Problem('not-found', 'No indicator has this id.', { todo: 'Ask about its value instead: POST /api/v1/enrich.' })
}

const cardOf = async ({ knowledge }: OperationContext, id: string): Promise<EnricherCard> => {
  const card = (await knowledge.enriching.cards()).find(enricher => enricher.id === id)
  if (card) return card
  throw new Problem('not-found', `There is no enricher called ${id}.`, { todo: 'List them with `keysguard enrichers`.' })
}

export const listEnrichers = operation({
  id: 'list-enrichers',
  summary: 'Every enricher: what it tells of what, who learns of a question, what it needs, what may still be asked',
  access: 'read',
  input: z.object({}),
  output: z.object({ items: z.array(EnricherCard) }),
  run: async ({ knowledge }) => ({ items: await knowledge.enriching.cards() }),
})

export const updateEnricher = operation({
  id: 'update-enricher',
  summary: 'Switch an enricher on or off, change its settings (an empty value takes the default back)',
  access: 'manage-sources',
  input: Id.extend({
    enabled: z.boolean().optional(),
    settings: z.record(z.string().max(100), z.string().max(4_000)).optional(),
  }),
  output: EnricherCard,
  run: async (context, { id, enabled, settings }) => {
    await cardOf(context, id)
    await context.knowledge.enriching.configure(id, { enabled, settings })
    return cardOf(context, id)
  },
})

export const listEnrichments = operation({
  id: 'list-enrichments',
  summary: 'What enrichers answered about an indicator, and which can be asked; starts those that need no asking',
  access: 'read',
  input: z.object({ id: IndicatorKey }),
  output: Found,
  run: async ({ knowledge }, { id }) => found(await knowledge.enriching.of(id)),
})

export const enrichIndicator = operation({
  id: 'enrich-indicator',
  summary: 'Ask enrichers about an indicator and wait for their answers: one, or all that have no answer that holds',
  access: 'ingest',
  input: Request.extend({ id: IndicatorKey }),
  output: Found,
  run: async ({ knowledge }, { id, enricher = null, fresh }) => found(await knowledge.enriching.ask(id, { enricher, fresh })),
})

export const enrichValue = operation({
  id: 'enrich-value',
  summary: 'Ask enrichers about a value, known here or not; it may be defanged',
  access: 'ingest',
  input: Request.extend({ value: z.string().min(1).max(8_192) }),
  output: Found,
  run: async ({ knowledge }, { value, enricher = null, fresh }) => {
    const indicator = recognise(value)
    if (indicator) return found(await knowledge.enriching.askAbout(indicator, { enricher, fresh }))
    throw new Problem('bad-value', 'This is not an indicator of a known type.', {
      todo: 'Give an address, a domain, a URL, a hash, a CVE …',
    })
  },
})
