/** One source: what it is, how to connect it, each of its runs as a ledger that balances, and what was refused. */
import type { SourceCard } from '@keysguard/model'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { FileCode } from 'lucide-react'
import { useState } from 'react'
import { inert } from '../../client/inert.ts'
import type { SourceView } from '../../client/location.ts'
import { sourceQuery } from '../../client/queries.ts'
import { buttonClass } from '../../ui/button.tsx'
import { Health, OutcomeStrip } from '../../ui/health.tsx'
import { ProblemNote, SkeletonRows } from '../../ui/note.tsx'
import { Section } from '../../ui/section.tsx'
import { PauseButton, RunButton, SwitchButton, useMayManage } from '../../ui/source-actions.tsx'
import { Stamp, TermsMark } from '../../ui/stamp.tsx'
import { Outside } from '../../ui/text.tsx'
import { Ago } from '../../ui/time.tsx'
import { Backfill } from './backfill.tsx'
import { Quarantine } from './quarantine.tsx'
import { RunLedger } from './run-ledger.tsx'
import { SourceFacts } from './source-facts.tsx'
import { SourceQuality } from './source-quality.tsx'
import { SourceSettings } from './source-settings.tsx'
import { SourceTabs, VIEW_NAMES } from './source-tabs.tsx'

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
  return <LoadedSource key={id} source={source} />
}

const LoadedSource = ({ source }: { source: SourceCard }) => {
  const { view: asked } = route.useSearch()
  // Where one comes to rests as it was at first: saving what was missing must not take the form away.
  const [first] = useState<SourceView>(source.needs.length > 0 ? 'settings' : 'runs')
  const view = asked ?? first
  return (
    <article className="grid grid-cols-[minmax(0,1fr)] xl:min-h-full xl:grid-cols-[minmax(0,1fr)_22rem]">
      <title>{`${inert(source.name)} · KeysGuard`}</title>
      <div className="min-w-0">
        <Head source={source} />
        <SourceTabs source={source} view={view} />
        <section aria-label={VIEW_NAMES[view]}>
          {view === 'runs' && <RunLedger id={source.id} />}
          {view === 'quality' && <SourceQuality id={source.id} />}
          {view === 'settings' && <SourceSettings source={source} />}
          {view === 'quarantine' && <Quarantine id={source.id} />}
        </section>
      </div>
      <div className="min-w-0 border-line max-xl:border-t xl:border-l">
        <Section title="Facts">
          <SourceFacts source={source} />
        </Section>
      </div>
    </article>
  )
}

const Head = ({ source }: { source: SourceCard }) => (
  <header className="px-3 pt-4 pb-3">
    <Outside className="caption">{source.provider}</Outside>
    <div className="mt-1 flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
      <h1 className="flex min-w-0 items-center gap-3 text-17 font-semibold">
        <Outside>{source.name}</Outside>
        <Stamp reliability={source.reliability} />
        <TermsMark terms={source.terms} />
      </h1>
      <Actions source={source} />
    </div>
    {source.description !== '' && (
      <p className="mt-1 max-w-[72ch] text-fg2">
        <Outside>{source.description}</Outside>
      </p>
    )}
    <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
      <Health health={source.needs.length > 0 && source.health === 'off' ? 'needs-key' : source.health} />
      {source.recent.length > 0 && <OutcomeStrip runs={source.recent} />}
      {source.lastSuccessAt !== null && (
        <span className="text-fg2">
          Fresh as of <Ago at={source.lastSuccessAt} />
        </span>
      )}
      {source.enabled && source.nextRunAt !== null && !source.paused && source.needs.length === 0 && (
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
)

/** What may be done with it now. A source that lacks something is connected below, under Settings. */
const Actions = ({ source }: { source: SourceCard }) => {
  if (!useMayManage() || source.everyMinutes === 0) return null
  const isReady = source.needs.length === 0
  return (
    <div className="flex flex-wrap items-center gap-2">
      {isReady && <RunButton source={source} />}
      {isReady && source.incremental && <Backfill source={source} />}
      {source.enabled && isReady && <PauseButton source={source} />}
      <SwitchButton source={source} />
      {source.own && (
        <Link to="/feeds/$id" params={{ id: source.id }} className={buttonClass()}>
          <FileCode className="size-3.5" aria-hidden="true" /> Edit the feed
        </Link>
      )}
    </div>
  )
}
