/** Everything known of one indicator, and why its score is what it is. */
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { inert } from '../../client/inert.ts'
import { indicatorQuery } from '../../client/queries.ts'
import { CopyButton } from '../../ui/button.tsx'
import { ProblemNote, SkeletonRows } from '../../ui/note.tsx'
import { Section } from '../../ui/section.tsx'
import { Ioc, typeLabel } from '../../ui/text.tsx'
import { Verdict } from '../../ui/verdict.tsx'
import { Waterfall } from '../../ui/waterfall.tsx'
import { Assertions } from './assertions.tsx'
import { DecayCurve } from './decay-curve.tsx'
import { EnrichmentPanel } from './enrichment.tsx'
import { History } from './history.tsx'
import { IndicatorFacts } from './indicator-facts.tsx'
import { LinksPanel } from './links.tsx'
import { Related } from './related.tsx'
import { RiskTerms } from './risk-terms.tsx'
import { VerdictPanel } from './verdict-panel.tsx'

const route = getRouteApi('/shell/indicators/$id')

const Loading = () => (
  <div role="status" aria-label="Loading" className="px-3 pt-4">
    <p className="skeleton h-7 w-96 max-w-full" />
    <p className="skeleton mt-4 h-16 w-full max-w-160" />
    <SkeletonRows rows={8} height={52} />
  </div>
)

export const IndicatorPage = () => {
  const { id } = route.useParams()
  const { data, error, refetch } = useQuery(indicatorQuery(id))
  if (error && !data) return <ProblemNote error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  return (
    <article className="grid grid-cols-[minmax(0,1fr)] xl:min-h-full xl:grid-cols-[minmax(0,1fr)_22rem]">
      <title>{`${inert(data.defanged).slice(0, 80)} · KeysGuard`}</title>
      <div className="min-w-0">
        <header className="px-3 pt-4 pb-4">
          <p className="caption">{typeLabel(data.type)}</p>
          <div className="mt-1 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
            <h1 className="max-h-36 min-w-0 flex-1 basis-80 overflow-y-auto text-17 leading-6 font-semibold">
              <Ioc type={data.type} value={data.value} fit="full" />
            </h1>
            <span className="flex gap-2">
              <CopyButton text={data.defanged}>Copy defanged</CopyButton>
              <CopyButton text={data.value}>Copy value</CopyButton>
            </span>
          </div>
          <div className="mt-3">
            <Verdict detail={data} />
          </div>
        </header>
        <Section title="Why this score" className="border-t border-line">
          <Waterfall explanation={data.explanation} assertions={data.assertions} severity={data.severity} />
        </Section>
        <VerdictPanel detail={data} />
        <Section title="What each source says" className="border-t border-line">
          <Assertions assertions={data.assertions} />
        </Section>
        <LinksPanel id={id} />
        <EnrichmentPanel id={id} />
        <Section title="History" className="border-t border-line">
          <History entries={data.history} />
        </Section>
      </div>
      <div className="min-w-0 border-line max-xl:border-t xl:border-l">
        <Section title="Score over time">
          <DecayCurve explanation={data.explanation} />
        </Section>
        {data.explanation.risk && (
          <Section title="Why this risk" className="border-t border-line">
            <RiskTerms risk={data.explanation.risk} score={data.explanation.score} />
          </Section>
        )}
        <Section title="Facts" className="border-t border-line">
          <IndicatorFacts detail={data} />
        </Section>
        <Section title="Related" className="border-t border-line">
          <Related related={data.related} />
        </Section>
      </div>
    </article>
  )
}
