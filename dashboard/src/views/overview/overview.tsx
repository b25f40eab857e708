/** The first page: what came in, how bad it is, from whom, and whether the sources are well. */
import { useQuery } from '@tanstack/react-query'
import { overviewQuery } from '../../client/queries.ts'
import { ProblemNote } from '../../ui/note.tsx'
import { Breakdown } from './breakdown.tsx'
import { Figures } from './figures.tsx'
import { OverviewSkeleton } from './overview-skeleton.tsx'
import { SampleBanner } from './sample-banner.tsx'
import { SeverityChart } from './severity-chart.tsx'
import { SourceHealthList } from './source-health-list.tsx'
import { Stream } from './stream.tsx'
import { TopRisks } from './top-risks.tsx'

export const OverviewPage = () => {
  const { data, error, refetch } = useQuery(overviewQuery)
  return (
    <>
      <title>Overview · KeysGuard</title>
      <h1 className="sr-only">Overview</h1>
      {!data && error && <ProblemNote error={error} retry={() => void refetch()} />}
      {!data && !error && <OverviewSkeleton />}
      {data && (
        <div className="grid grid-cols-[minmax(0,1fr)] xl:h-full xl:grid-cols-[minmax(0,1fr)_22rem]">
          <div className="min-w-0 max-xl:contents xl:overflow-y-auto">
            {data.sample && <SampleBanner />}
            <Figures overview={data} />
            <SeverityChart ticks={data.tape.ticks} />
            <div className="min-w-0 max-xl:order-2">
              <Breakdown overview={data} />
              <SourceHealthList sources={data.sources} />
              <TopRisks risks={data.topRisks} />
              <p className="border-t border-line px-3 py-3 text-12 text-fg3">
                KeysGuard {data.version} · store: {data.store}
              </p>
            </div>
          </div>
          <Stream latest={data.latest} sources={data.sources} />
        </div>
      )}
    </>
  )
}
