/** Enrichers over a store, asked over the replay server or by a test's own means. */

import { createNetwork } from '../../server/src/egress/network.ts'
import { createEgress } from '../../server/src/egress.ts'
import { enrichers } from '../../server/src/enrichers/index.ts'
import type { Enriched, Enricher, Subject } from '../../server/src/kit/enricher.ts'
import type { Values } from '../../server/src/kit/settings.ts'
import type { Replay } from '../../server/src/replay/replay-server.ts'
import { Enrichers } from '../../server/src/runtime/enrichment/enrichers.ts'
import { type Outside, putQuestion } from '../../server/src/runtime/enrichment/put-question.ts'
import type { UnitSettings } from '../../server/src/runtime/unit-settings.ts'
import type { KeptAnswer } from '../../server/src/store/enrichments.ts'
import type { Knowing } from '../../server/src/store/write-rows.ts'

/** The day the samples were written for. */
export const SAMPLE_DAY = Date.UTC(2026, 0, 15, 23)

/** The way out, open to these hosts of this machine only. */
export const outsideTo = (...urls: readonly string[]): Outside => {
  const allow = urls.map(url => new URL(url).host)
  return { egress: createEgress({ allow, sleep: async () => undefined }), network: createNetwork({ allow }) }
}

interface EnrichingOptions {
  readonly registry?: readonly Enricher[]
  readonly outside?: Outside
  readonly now?: () => number
  readonly offline?: boolean
}

export const enrichingFor = (
  knowing: Knowing,
  settings: UnitSettings,
  { registry = enrichers, outside = outsideTo(), now = Date.now, offline = false }: EnrichingOptions = {},
): Enrichers => new Enrichers({ knowing, outside, registry, settings, now, offline })

/** What an enricher is asked about, with nothing known of it here. */
export const about = (type: Subject['type'], value: string, said: Subject['said'] = []): Subject => ({ type, value, said })

/** Puts one question to the replayed provider, past budgets and markings: `values` change its settings. */
export const askReplay = (
  enricher: Enricher,
  subject: Subject,
  replay: Replay,
  values: Values = {},
): Promise<KeptAnswer | null> =>
  putQuestion(
    {
      enricher,
      subject,
      values: {
        ...Object.fromEntries(Object.entries(enricher.config).map(([key, { value }]) => [key, value])),
        ...replay.config[enricher.id],
        ...values,
      },
      signal: AbortSignal.timeout(10_000),
      now: SAMPLE_DAY,
    },
    outsideTo(replay.url),
  )

/** Facts as an object, for tests to read. */
export const factsOf = (answer: KeptAnswer | null): Readonly<Record<string, string>> =>
  Object.fromEntries((answer?.facts ?? []).map(({ label, text }) => [label, text]))

/** What an enricher makes of a provider's document, as facts; throws when the document is not of its schema. */
export const readDocument = (enricher: Enricher, subject: Subject, document: unknown): Enriched | null => {
  if (enricher.kind !== 'asks') throw new Error(`${enricher.id} asks nobody`)
  return enricher.read(enricher.answer.parse(document), { subject, now: SAMPLE_DAY })
}
