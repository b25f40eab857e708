/** What a report is, where it comes from, and how far its review is. */
import type { ReportDetail } from '@keysguard/model'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { count } from '../../client/format.ts'
import { changeReport, reportQuery } from '../../client/reports.ts'
import { Button } from '../../ui/button.tsx'
import { Failed } from '../../ui/failed.tsx'
import { OutsideLink } from '../../ui/report-link.tsx'
import { TlpMark } from '../../ui/stamp.tsx'
import { Outside } from '../../ui/text.tsx'
import { Ago } from '../../ui/time.tsx'
import { EditReport } from './edit-report.tsx'
import { RemoveReport } from './remove-report.tsx'
import type { Pane } from './report.tsx'

interface ReportHeadProps {
  readonly report: ReportDetail
  readonly mayTriage: boolean
  /** What a narrow window shows. */
  readonly pane: Pane
  readonly onPane: (pane: Pane) => void
}

export const ReportHead = ({ report, mayTriage, pane, onPane }: ReportHeadProps) => (
  <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 px-3 pt-4 pb-3">
    <div className="min-w-0">
      <p className="caption">Report{report.sample && ' of the built-in sample day'}</p>
      <h1 className="mt-1 text-17 leading-6 font-semibold break-words">
        <Outside>{report.title}</Outside>
      </h1>
      <Origin report={report} />
      <Progress report={report} />
    </div>
    {mayTriage && (
      <div className="flex flex-wrap items-center gap-2">
        <StateButton report={report} />
        <EditReport report={report} />
        {report.source === null && <RemoveReport id={report.id} accepted={report.counts.accepted} />}
      </div>
    )}
    <fieldset className="flex w-full gap-1.5 lg:hidden">
      <legend className="sr-only">What is shown</legend>
      {PANES.map(([name, word]) => (
        <Button
          key={name}
          aria-pressed={pane === name}
          className="flex-1 aria-pressed:border-tool aria-pressed:text-tool"
          onClick={() => onPane(name)}
        >
          {word}
        </Button>
      ))}
    </fieldset>
  </header>
)

const PANES: readonly (readonly [Pane, string])[] = [
  ['findings', 'Findings'],
  ['text', 'Text'],
]

const Origin = ({ report: { source, reporter, published, addedAt, tlp, url, link } }: { report: ReportDetail }) => (
  <p className="mt-1 flex flex-wrap items-baseline gap-x-4 gap-y-0.5 text-fg2">
    <span>
      {source === null ? 'added by ' : 'from '}
      <Outside>{source ?? reporter ?? 'somebody'}</Outside>
      {source !== null && reporter !== null && (
        <>
          , by <Outside>{reporter}</Outside>
        </>
      )}
    </span>
    {published !== null && (
      <span>
        published <Ago at={published} />
      </span>
    )}
    <span>
      here <Ago at={addedAt} />
    </span>
    <TlpMark tlp={tlp} />
    {url !== null && (
      <span className="min-w-0 break-all">
        <OutsideLink title="As published" url={url} />
      </span>
    )}
    {link !== null && (
      <Link to="/links/$kind/$value" params={{ kind: 'report', value: link }} className="text-tool hover:underline">
        Its indicators
      </Link>
    )}
  </p>
)

const Progress = ({ report: { counts, leftOut } }: { report: ReportDetail }) => (
  <p className="mt-1 text-fg2">
    <span className="numeral text-fg">{count(counts.proposed)}</span> to review,{' '}
    <span className="num">{count(counts.accepted)}</span> accepted, <span className="num">{count(counts.rejected)}</span> rejected
    {leftOut > 0 && <span className="text-med">; {count(leftOut)} more were found than are kept of one report</span>}
  </p>
)

const StateButton = ({ report: { id, state } }: { report: ReportDetail }) => {
  const queries = useQueryClient()
  const marking = useMutation({
    mutationFn: () => changeReport(id, { state: state === 'reviewed' ? 'to-review' : 'reviewed' }),
    onSuccess: report => {
      queries.setQueryData(reportQuery(id).queryKey, report)
      void queries.invalidateQueries({ queryKey: ['reports'] })
    },
  })
  return (
    <>
      {marking.error && <Failed error={marking.error} />}
      <Button disabled={marking.isPending} onClick={() => marking.mutate()}>
        {state === 'reviewed' ? 'To be reviewed again' : 'Mark as reviewed'}
      </Button>
    </>
  )
}
