/** What scores are made with: how right each source is, how fast each kind fades, who copies whom, and the versions of all that. */
import type { ScoringReport } from '@keysguard/model'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { count, plural } from '../../client/format.ts'
import { learnScoring, scoringQuery } from '../../client/scoring.ts'
import { Button } from '../../ui/button.tsx'
import { ProblemNote, problemText, SkeletonRows } from '../../ui/note.tsx'
import { useMayManage } from '../../ui/source-actions.tsx'
import { Ago } from '../../ui/time.tsx'
import { CopyPanel } from './copy-panel.tsx'
import { FadingPanel } from './fading-panel.tsx'
import { PrecisionPanel } from './precision-panel.tsx'
import { VersionPanel } from './version-panel.tsx'

export const ScoringPage = () => {
  const { data, error, refetch } = useQuery(scoringQuery)
  return (
    <>
      <title>Scoring · KeysGuard</title>
      <header className="px-3 pt-3 pb-3">
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <h1 className="text-17 font-semibold">Scoring</h1>
          {data && <Learning report={data} />}
        </div>
        <p className="mt-1 max-w-[72ch] text-fg2">
          A score is the chance that an indicator was ever malicious, which is what its sources are worth, times the chance that
          it still is, which is how fast its kind fades. Both begin with what ships and are learnt once a day; what you set goes
          first.
        </p>
      </header>
      {error && !data && <ProblemNote error={error} retry={() => void refetch()} />}
      {!data && !error && (
        <div role="status" aria-label="Loading">
          <SkeletonRows rows={14} height={44} />
        </div>
      )}
      {data && <Figures report={data} />}
    </>
  )
}

const Figures = ({ report }: { report: ScoringReport }) => (
  <>
    <Rescoring report={report} />
    <div className="grid grid-cols-[minmax(0,1fr)] xl:grid-cols-2">
      <div className="min-w-0 border-line xl:border-r">
        <PrecisionPanel report={report} />
        <CopyPanel report={report} />
      </div>
      <div className="min-w-0">
        <FadingPanel report={report} />
        <VersionPanel report={report} />
      </div>
    </div>
  </>
)

const Learning = ({ report: { sample } }: { report: ScoringReport }) => {
  const queries = useQueryClient()
  const mayManage = useMayManage()
  const learning = useMutation({
    mutationFn: learnScoring,
    onSettled: () => queries.invalidateQueries({ queryKey: ['scoring'] }),
  })
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-12 text-fg2">
      <span role="status">
        {learning.error && problemText(learning.error).what}
        {learning.data?.learnt === false && 'Too little is known to learn from.'}
        {!learning.error && learning.data?.learnt !== false && sample && (
          <>
            Learnt <Ago at={sample.at} /> from {plural(sample.cases, 'indicator')}
          </>
        )}
      </span>
      {mayManage && (
        <Button disabled={learning.isPending} onClick={() => learning.mutate()}>
          {learning.isPending ? 'Learning…' : 'Learn now'}
        </Button>
      )}
    </div>
  )
}

const Rescoring = ({ report: { left, indicators } }: { report: ScoringReport }) => {
  const done = indicators === 0 ? 1 : 1 - left / indicators
  return (
    <div className="border-t border-line px-3 py-2">
      <p className="num text-12 text-fg2">
        {left > 0
          ? `Scored anew: ${count(indicators - left)} of ${count(indicators)}; the rest still shows its earlier score.`
          : `${plural(indicators, 'indicator')}, all scored by these figures.`}
      </p>
      {/* Its line is kept, so that nothing moves when it begins or ends. */}
      <div className="mt-1 h-1">
        {left > 0 && (
          <div
            role="progressbar"
            aria-label="Scored anew"
            aria-valuenow={Math.floor(done * 100)}
            aria-valuemin={0}
            aria-valuemax={100}
            className="h-full bg-line"
          >
            <div className="h-full w-(--share) bg-tool" style={{ '--share': `${done * 100}%` }} />
          </div>
        )}
      </div>
    </div>
  )
}
