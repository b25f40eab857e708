/** One source: what it is, each of its runs as a ledger that balances, and what was refused. */
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { inert } from '../../client/inert.ts'
import { sourceQuery } from '../../client/queries.ts'
import { Health, OutcomeStrip } from '../../ui/health.tsx'
import { ProblemNote, SkeletonRows } from '../../ui/note.tsx'
import { Section } from '../../ui/section.tsx'
import { SourceActions } from '../../ui/source-actions.tsx'
import { Stamp } from '../../ui/stamp.tsx'
import { Outside } from '../../ui/text.tsx'
import { Ago } from '../../ui/time.tsx'
import { Quarantine } from './quarantine.tsx'
import { RunLedger } from './run-ledger.tsx'
import { SourceFacts } from './source-facts.tsx'

const route = getRouteApi('/shell/sources/$id')

export const SourcePage = () => {
  const { id } = route.useParams()
  const { data: source, error, refetch } = useQuery(sourceQuery(id))
  if (error && !source) return <ProblemNote error={error} retry={() => void refetch()} />
  if (!source) {
    return (
      <div role="status" aria-label="Loading">
        <SkeletonRows rows={12} height={44} />
      </div>
    )
  }
  return (
    <article className="grid grid-cols-[minmax(0,1fr)] xl:min-h-full xl:grid-cols-[minmax(0,1fr)_22rem]">
      <title>{`${inert(source.name)} · KeysGuard`}</title>
      <div className="min-w-0">
        <header className="px-3 pt-4 pb-4">
          <Outside className="caption">{source.provider}</Outside>
          <div className="mt-1 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
            <h1 className="flex items-center gap-3 text-17 font-semibold">
              <Outside>{source.name}</Outside>
              <Stamp reliability={source.reliability} />
            </h1>
            <SourceActions source={source} />
          </div>
          <p className="mt-1 max-w-[72ch] text-fg2">
            <Outside>{source.description}</Outside>
          </p>
          <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
            <Health health={source.health} />
            <OutcomeStrip runs={source.recent} />
            {source.nextRunAt !== null && (
              <span className="text-fg2">
                Next run <Ago at={source.nextRunAt} />
              </span>
            )}
          </div>
          {source.lastRun && (
            <p className="mt-2 max-w-[72ch]">
              <Outside>{source.lastRun.reason}</Outside>
            </p>
          )}
        </header>
        <Section title="Runs" className="border-t border-line">
          <RunLedger id={id} />
        </Section>
        <Section title="Quarantine" className="border-t border-line">
          <Quarantine id={id} />
        </Section>
      </div>
      <div className="min-w-0 border-line max-xl:border-t xl:border-l">
        <Section title="Facts">
          <SourceFacts source={source} />
        </Section>
      </div>
    </article>
  )
}
