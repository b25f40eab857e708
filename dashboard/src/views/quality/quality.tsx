/** What each source is worth beside the others: who repeats whom, who is first, and every figure with what it rests on. */
import type { QualityReport } from '@keysguard/model'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { measureQuality } from '../../client/commands.ts'
import { plural } from '../../client/format.ts'
import { qualityQuery } from '../../client/queries.ts'
import { Button } from '../../ui/button.tsx'
import { Empty, ProblemNote, SkeletonRows } from '../../ui/note.tsx'
import { useMayManage } from '../../ui/source-actions.tsx'
import { Ago } from '../../ui/time.tsx'
import { LeadChart } from './lead-chart.tsx'
import { Measures } from './measures.tsx'
import { OverlapMatrix } from './overlap-matrix.tsx'

export const QualityPage = () => {
  const { data, error, refetch } = useQuery(qualityQuery)
  return (
    <>
      <title>Source quality · KeysGuard</title>
      <header className="flex min-h-12 flex-wrap items-center gap-x-4 gap-y-2 px-3 py-2">
        <h1 className="text-17 font-semibold">Source quality</h1>
        {data && data.at !== null && <Standing report={data} at={data.at} />}
        <MeasureNow />
      </header>
      {error && !data && <ProblemNote error={error} retry={() => void refetch()} />}
      {!data && !error && (
        <div role="status" aria-label="Loading">
          <SkeletonRows rows={14} height={36} />
        </div>
      )}
      {data && <Measured report={data} />}
    </>
  )
}

const Standing = ({ report: { reports, indicators, sample }, at }: { report: QualityReport; at: string }) => (
  <p className="text-fg2">
    <span className="num">{plural(reports, 'report')}</span> of <span className="num">{plural(indicators, 'indicator')}</span>
    {sample && ' of the sample day'}, measured <Ago at={at} />
  </p>
)

const MeasureNow = () => {
  const queries = useQueryClient()
  const measure = useMutation({
    mutationFn: measureQuality,
    onSuccess: report => {
      queries.setQueryData(qualityQuery.queryKey, report)
      return queries.invalidateQueries({ queryKey: ['source-quality'] })
    },
  })
  if (!useMayManage()) return null
  return (
    <span className="ml-auto flex items-center gap-3">
      {measure.error && (
        <span role="alert" className="text-12 text-crit">
          It could not be measured.
        </span>
      )}
      <Button disabled={measure.isPending} onClick={() => measure.mutate()}>
        {measure.isPending ? 'Measuring…' : 'Measure now'}
      </Button>
    </span>
  )
}

const Measured = ({ report }: { report: QualityReport }) => {
  if (report.at === null) return <Empty title="Being measured">The first measurement goes on. It is here in a moment.</Empty>
  if (report.reports === 0)
    return (
      <Empty title="Nothing to measure yet">
        No source has reported an indicator.{' '}
        <Link to="/sources" className="font-semibold text-tool underline">
          See how the sources are doing
        </Link>
      </Empty>
    )
  return (
    <>
      <OverlapMatrix key={report.at} report={report} />
      <LeadChart report={report} />
      <Measures report={report} />
    </>
  )
}
