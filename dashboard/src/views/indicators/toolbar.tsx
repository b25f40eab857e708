/** How many, in which order, and the way out with exactly these. */
import type { SearchPage, SORTS } from '@keysguard/model'
import { Download, ListFilter } from 'lucide-react'
import { useState } from 'react'
import { count, plural } from '../../client/format.ts'
import { useLive } from '../../client/live.ts'
import { exportHref } from '../../client/queries.ts'
import { Button, buttonClass } from '../../ui/button.tsx'

type Sort = (typeof SORTS)[number]
const SORT_NAMES: Readonly<Record<Sort, string>> = { risk: 'Risk', newest: 'Newest' }
const SORT_ORDER: readonly Sort[] = ['risk', 'newest']
const FORMATS = [
  ['csv', 'CSV, for a spreadsheet'],
  ['jsonl', 'JSON lines, one indicator each'],
  ['stix', 'STIX 2.1 bundle'],
] as const

const total = ({ total: { count: found, exact } }: SearchPage): string =>
  exact ? plural(found, 'indicator') : `${count(found)}+ indicators`

const ExportMenu = ({ query }: { query: string }) => (
  <>
    <button type="button" popoverTarget="export-menu" className={`${buttonClass()} [anchor-name:--export]`}>
      <Download className="size-3.5" aria-hidden="true" />
      <span className="@max-md:sr-only">Export</span>
    </button>
    <div
      id="export-menu"
      popover="auto"
      className="fixed inset-auto m-0 w-64 border border-edge bg-panel py-1 text-fg shadow-(--shadow) [position-anchor:--export] [position-area:bottom_span-left]"
    >
      {FORMATS.map(([format, label]) => (
        <a
          key={format}
          href={exportHref(query, format)}
          download
          className="flex min-h-9 items-center px-3 hover:bg-raise pointer-coarse:min-h-11"
        >
          {label}
        </a>
      ))}
      <p className="border-t border-line px-3 pt-2 pb-1 text-12 text-fg2">Exactly what the query finds.</p>
    </div>
  </>
)

/** How many were announced since this result was fetched. */
const useArrivals = (page: SearchPage | undefined): number => {
  const { arrived } = useLive()
  const [seen, setSeen] = useState({ page, arrived })
  if (seen.page !== page) setSeen({ page, arrived })
  return seen.page === page ? arrived - seen.arrived : 0
}

interface ToolbarProps {
  readonly page: SearchPage | undefined
  readonly failed: boolean
  readonly query: string
  readonly sort: Sort
  readonly onSort: (sort: Sort) => void
  readonly onFilters: () => void
  readonly onRefresh: () => void
}

export const Toolbar = ({ page, failed, query, sort, onSort, onFilters, onRefresh }: ToolbarProps) => {
  const arrivals = useArrivals(page)
  return (
    <div className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-3 py-1">
      <p role="status" className="num">
        <span className="font-semibold">{page ? total(page) : failed ? 'No result' : 'Searching…'}</span>
        {page && <span className="ml-2 text-12 text-fg3 @max-lg:hidden">{page.tookMs.toFixed(page.tookMs < 10 ? 1 : 0)} ms</span>}
      </p>
      {arrivals > 0 && (
        <button type="button" onClick={onRefresh} className="num rounded-ctl bg-tool-wash px-2 leading-6 font-semibold text-tool">
          {plural(arrivals, 'new', 'new')} since, refresh
        </button>
      )}
      <div className="ml-auto flex items-center gap-2">
        <fieldset className="flex">
          <legend className="sr-only">Order</legend>
          {SORT_ORDER.map(each => (
            <button
              key={each}
              type="button"
              aria-pressed={each === sort}
              onClick={() => onSort(each)}
              className="min-h-7 border-b-2 border-transparent px-2 text-12 font-semibold text-fg2 hover:text-fg aria-pressed:border-tool aria-pressed:text-fg pointer-coarse:min-h-11"
            >
              {SORT_NAMES[each]}
            </button>
          ))}
        </fieldset>
        <Button className="lg:hidden" onClick={onFilters}>
          <ListFilter className="size-3.5" aria-hidden="true" />
          Filters
        </Button>
        <ExportMenu query={query} />
      </div>
    </div>
  )
}
