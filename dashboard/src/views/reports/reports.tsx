/** Reports, the newest first: what they say waits to be looked at, and more can be added. */
import { may, type Report, type ReportState } from '@keysguard/model'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { count, plural } from '../../client/format.ts'
import { sessionQuery } from '../../client/queries.ts'
import { reportsQuery } from '../../client/reports.ts'
import { useSettled } from '../../client/settled.ts'
import { Button } from '../../ui/button.tsx'
import { CONTROL } from '../../ui/field.tsx'
import { Empty, ProblemNote, SkeletonRows } from '../../ui/note.tsx'
import { TlpMark } from '../../ui/stamp.tsx'
import { Outside } from '../../ui/text.tsx'
import { Ago } from '../../ui/time.tsx'
import { AddReports } from './add-reports.tsx'

const route = getRouteApi('/shell/reports')

export const ReportsPage = () => {
  const { show, q = '' } = route.useSearch()
  const settled = useSettled(q, 150)
  const query = useInfiniteQuery(reportsQuery({ show, q: settled }))
  const { data: session } = useQuery(sessionQuery)
  const mayAdd = session !== undefined && may(session.role, 'ingest')
  const [first] = query.data?.pages ?? []
  const items = query.data?.pages.flatMap(page => page.items) ?? []
  return (
    <div className="flex min-h-full flex-col">
      <title>Reports · KeysGuard</title>
      <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2 px-3 pt-4 pb-2">
        <div className="min-w-0">
          <h1 className="text-17 leading-6 font-semibold">Reports</h1>
          <p className="mt-0.5 text-fg2">What people write about threats, and what is found in it.</p>
        </div>
        <TitleFilter />
      </header>
      {mayAdd && <AddReports />}
      <StateTabs toReview={first?.toReview ?? null} />
      {query.error && !first && <ProblemNote error={query.error} retry={() => void query.refetch()} />}
      {!first && !query.error && (
        <div role="status" aria-label="Loading">
          <SkeletonRows rows={12} height={52} />
        </div>
      )}
      {first && items.length === 0 && <Nothing q={q} show={show} mayAdd={mayAdd} />}
      {items.length > 0 && (
        <ul aria-label="Reports" className="border-t border-line">
          {items.map(report => (
            <ReportRow key={report.id} report={report} />
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <p className="px-3 py-3">
          <Button disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {query.isFetchingNextPage ? 'Loading…' : 'Show more'}
          </Button>
        </p>
      )}
    </div>
  )
}

const ReportRow = ({ report: { id, title, source, reporter, published, addedAt, tlp, counts } }: { report: Report }) => (
  <li className="border-b border-line">
    <Link
      to="/reports/$id"
      params={{ id }}
      className="grid min-h-13 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 px-3 py-1.5 hover:bg-raise md:grid-cols-[minmax(0,1fr)_6rem_9rem]"
    >
      <span className="min-w-0">
        <Outside className="block truncate font-semibold">{title}</Outside>
        <span className="flex min-w-0 gap-x-1.5 text-12 text-fg2">
          <span className="truncate">
            {source === null ? 'added by ' : ''}
            <Outside>{source ?? reporter ?? 'somebody'}</Outside>
          </span>
          <Ago at={published ?? addedAt} className="shrink-0 text-fg3" />
        </span>
      </span>
      <span className="max-md:hidden">
        <TlpMark tlp={tlp} />
      </span>
      <span className="text-right text-12 text-fg2">
        {counts.proposed > 0 ? (
          <>
            <span className="numeral block text-13 text-fg">{count(counts.proposed)}</span>
            to review
          </>
        ) : (
          <>
            {/* Of the same height, so that the rows stay alike. */}
            <span className="block">reviewed</span>
            {plural(counts.accepted, 'accepted', 'accepted')}
          </>
        )}
      </span>
    </Link>
  </li>
)

const TAB =
  'flex min-h-9 shrink-0 items-center gap-1.5 border-b-2 border-transparent px-2.5 text-12 font-semibold text-fg2 hover:text-fg aria-[current]:border-tool aria-[current]:text-fg pointer-coarse:min-h-11'

const STATES: readonly (readonly [ReportState | undefined, string])[] = [
  [undefined, 'All'],
  ['to-review', 'To review'],
  ['reviewed', 'Reviewed'],
]

const StateTabs = ({ toReview }: { toReview: number | null }) => {
  const { show } = route.useSearch()
  return (
    <nav aria-label="States" className="flex overflow-x-auto px-0.5">
      {STATES.map(([state, name]) => (
        <Link
          key={name}
          to="/reports"
          search={({ q }) => ({ show: state, q })}
          aria-current={show === state ? 'true' : undefined}
          activeOptions={{ exact: true, includeSearch: true }}
          className={TAB}
        >
          {name}
          {state === 'to-review' && toReview !== null && <span className="num font-normal text-fg3">{count(toReview)}</span>}
        </Link>
      ))}
    </nav>
  )
}

const Nothing = ({ q, show, mayAdd }: { q: string; show: ReportState | undefined; mayAdd: boolean }) => (
  <div className="border-t border-line">
    {q !== '' ? (
      <Empty title="No report is called so">
        Titles are searched, and whole addresses. A source may name a report without telling what it says.{' '}
        <Link to="/links/$kind/$value" params={{ kind: 'report', value: q }} className="text-tool underline">
          Which indicators name it?
        </Link>
      </Empty>
    ) : show === 'to-review' ? (
      <Empty title="Nothing waits to be reviewed">What sources find by themselves is taken in without you.</Empty>
    ) : (
      <Empty title="No reports yet">
        {mayAdd ? 'Drop a PDF, a mail or a saved page above, or paste a text. ' : ''}
        Blogs (RSS), mailboxes, OTX, MISP and STIX bring theirs by themselves.{' '}
        <Link to="/sources" className="text-tool underline">
          Look at the sources
        </Link>
      </Empty>
    )}
  </div>
)

const TitleFilter = () => {
  const { q = '' } = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <input
      type="search"
      aria-label="Title or address"
      placeholder="Title or address"
      autoComplete="off"
      spellCheck={false}
      value={q}
      onChange={({ target }) => void navigate({ search: ({ show }) => ({ show, q: target.value }), replace: true })}
      className={`${CONTROL} md:max-w-72`}
    />
  )
}
