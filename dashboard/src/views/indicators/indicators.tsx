/** Search: the query as text, facets that write it, the list, and the details beside it. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { IndicatorsSearch } from '../../client/location.ts'
import { searchQuery } from '../../client/queries.ts'
import { ModalDialog } from '../../ui/modal-dialog.tsx'
import { ProblemNote, SkeletonRows } from '../../ui/note.tsx'
import { Drawer } from './drawer.tsx'
import { Facets } from './facets.tsx'
import { NothingFound } from './nothing-found.tsx'
import { isQueryProblem, QueryBar } from './query-bar.tsx'
import { ResultList } from './result-list.tsx'
import { Toolbar } from './toolbar.tsx'

const route = getRouteApi('/shell/indicators')

export const IndicatorsPage = () => {
  const { q = '', sort = 'risk', open } = route.useSearch()
  const navigate = route.useNavigate()
  const [showsFilters, setShowsFilters] = useState(false)
  const search = useInfiniteQuery(searchQuery({ q, sort }))
  const { data, error } = search
  const items = useMemo(() => data?.pages.flatMap(page => page.items) ?? [], [data])
  const first = data?.pages[0]
  const go = (change: IndicatorsSearch): void => void navigate({ search: previous => ({ ...previous, ...change }) })
  const ask = (text: string): void =>
    void navigate({ search: ({ sort: kept }) => ({ q: text, ...(kept === undefined ? {} : { sort: kept }) }) })
  const facets = <Facets facets={first?.facets ?? []} query={q} onQuery={ask} />
  return (
    <div className="grid h-full grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)]">
      <title>{q === '' ? 'Indicators · KeysGuard' : `${q.slice(0, 60)} · KeysGuard`}</title>
      <h1 className="sr-only">Indicators</h1>
      <QueryBar key={q} query={q} error={error} onQuery={ask} />
      <div className="flex min-h-0">
        <aside aria-label="Filters" className="hidden w-52 shrink-0 overflow-y-auto border-r border-line lg:block">
          {facets}
        </aside>
        <div className="@container flex min-h-0 min-w-0 flex-1 flex-col">
          <Toolbar
            failed={error !== null}
            page={first}
            query={q}
            sort={sort}
            onSort={to => go({ sort: to })}
            onFilters={() => setShowsFilters(true)}
            onRefresh={() => void search.refetch()}
          />
          {error && !isQueryProblem(error) && <ProblemNote error={error} retry={() => void search.refetch()} />}
          {search.isPending && (
            <div role="status" aria-label="Loading">
              <SkeletonRows rows={18} height={32} />
            </div>
          )}
          {first && items.length === 0 && (
            <NothingFound title={q === '' ? 'No indicators yet' : 'Nothing matches'} onQuery={ask}>
              {q === ''
                ? 'They appear as soon as a source has run. Meanwhile, this is how one asks:'
                : 'Take a term away, or start from one of these. A value can be pasted defanged.'}
            </NothingFound>
          )}
          {error && isQueryProblem(error) && (
            <NothingFound title="How one asks" onQuery={ask}>
              Terms are joined by spaces; a minus excludes; “or” and parentheses make alternatives.
            </NothingFound>
          )}
          {items.length > 0 && (
            <ResultList
              items={items}
              open={open}
              isStale={search.isPlaceholderData}
              hasMore={search.hasNextPage && !search.isFetching}
              onMore={() => void search.fetchNextPage()}
            />
          )}
        </div>
        {open !== undefined && <Drawer id={open} items={items} />}
      </div>
      {showsFilters && (
        <ModalDialog label="Filters" onClose={() => setShowsFilters(false)} className="w-96">
          {facets}
        </ModalDialog>
      )}
    </div>
  )
}
