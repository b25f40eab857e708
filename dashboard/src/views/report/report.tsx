/** A report: its text, and beside it what was found in it, reviewed with one key an item. */
import { findingKinds, may, type ReportDetail, type ReportFinding } from '@keysguard/model'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { inert } from '../../client/inert.ts'
import { sessionQuery } from '../../client/queries.ts'
import { reportQuery } from '../../client/reports.ts'
import { ProblemNote, SkeletonRows } from '../../ui/note.tsx'
import { Findings } from './findings.tsx'
import { ReportHead } from './report-head.tsx'
import { ReportText } from './report-text.tsx'

const route = getRouteApi('/shell/reports/$id')

export const ReportPage = () => {
  const { id } = route.useParams()
  const { data, error, refetch } = useQuery(reportQuery(id))
  const { data: session } = useQuery(sessionQuery)
  if (error && !data) return <ProblemNote error={error} retry={() => void refetch()} />
  if (!data || !session) {
    return (
      <div role="status" aria-label="Loading" className="px-3 pt-4">
        <SkeletonRows rows={10} height={52} />
      </div>
    )
  }
  return <Reviewing key={id} report={data} mayTriage={may(session.role, 'triage')} />
}

/** As they stand in the list: by kind, within it as the server has them. */
const ordered = (findings: readonly ReportFinding[]): ReportFinding[] =>
  findingKinds.flatMap(kind => findings.filter(finding => finding.kind === kind))

export type Pane = 'findings' | 'text'

const Reviewing = ({ report, mayTriage }: { report: ReportDetail; mayTriage: boolean }) => {
  const findings = useMemo(() => ordered(report.findings), [report.findings])
  const [current, setCurrent] = useState(() => (findings.find(({ status }) => status === 'proposed') ?? findings[0])?.id ?? 0)
  const [pane, setPane] = useState<Pane>('findings')
  return (
    <article className="flex flex-col lg:h-full">
      <title>{`${inert(report.title).slice(0, 80)} · KeysGuard`}</title>
      <ReportHead report={report} mayTriage={mayTriage} pane={pane} onPane={setPane} />
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] border-t border-line lg:grid-cols-[minmax(0,1fr)_minmax(24rem,30rem)]">
        <ReportText text={report.text} findings={findings} current={current} onPick={setCurrent} isShown={pane === 'text'} />
        <Findings
          report={report}
          findings={findings}
          current={current}
          onPick={setCurrent}
          mayTriage={mayTriage}
          isShown={pane === 'findings'}
        />
      </div>
    </article>
  )
}
