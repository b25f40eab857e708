/** What people see of enrichers: cards, and their answers beside an indicator. */
import type { EnricherCard, Enrichment, EnrichmentAnswer, IndicatorKey } from '@keysguard/model'
import type { Database } from '../../engines/database/database.ts'
import { canonicalise, keyOf } from '../../indicators/index.ts'
import { amongKnown, type KeptAnswer, type KeptEnrichment } from '../../store/enrichments.ts'
import type { UnitSettings } from '../unit-settings.ts'
import type { Readiness } from './readiness.ts'

const about = ({ enricher, state, reason, quota }: Readiness) => ({
  name: enricher.name,
  provider: enricher.provider,
  homepage: enricher.homepage,
  licence: enricher.licence,
  terms: enricher.terms,
  tells: enricher.tells,
  state,
  reason,
  quota,
})

export const cardOf = (
  readiness: Readiness,
  settings: UnitSettings,
  lately: Pick<EnricherCard, 'problem' | 'stated' | 'counts'>,
): EnricherCard => {
  const { enricher, values } = readiness
  return {
    ...about(readiness),
    id: enricher.id,
    description: enricher.description,
    accepts: [...enricher.accepts],
    enabled: values.enabled === 'yes',
    needs: settings.missing(enricher),
    settings: settings.cards(enricher).filter(({ key }) => key !== 'enabled'),
    ...lately,
  }
}

export interface Beside {
  readonly readiness: Readiness
  readonly kept: KeptEnrichment | undefined
  readonly failure: string | null
}

/** In the order given. What a provider calls an indicator and is none is left out, and so is the one asked about. */
export const enrichmentsOf = async (database: Database, key: IndicatorKey, all: readonly Beside[]): Promise<Enrichment[]> => {
  const led = all.map(({ kept }) => relatedOf(kept?.answer?.related ?? []).filter(({ id }) => id !== key))
  const known = await amongKnown(database, [...new Set(led.flatMap(related => related.map(({ id }) => id)))])
  return all.map(({ readiness, kept, failure }, index) => ({
    ...about(readiness),
    enricher: readiness.enricher.id,
    failure,
    answer:
      kept === undefined
        ? null
        : answerOf(
            kept,
            (led[index] ?? []).map(related => ({ ...related, known: known.has(related.id) })),
          ),
  }))
}

const answerOf = (kept: KeptEnrichment, related: EnrichmentAnswer['related']): EnrichmentAnswer => ({
  at: new Date(kept.at).toISOString(),
  expiresAt: new Date(kept.expiresAt).toISOString(),
  found: kept.answer !== null,
  facts: kept.answer?.facts ?? [],
  statement: kept.answer?.statement ?? null,
  related,
})

const relatedOf = (related: KeptAnswer['related']) => {
  const found = new Map<IndicatorKey, { readonly id: IndicatorKey } & KeptAnswer['related'][number]>()
  for (const { type, value } of related) {
    const canonical = canonicalise(type, value)
    if (!canonical.ok) continue
    const id = keyOf(canonical.indicator)
    found.set(id, { id, ...canonical.indicator })
  }
  return [...found.values()]
}
