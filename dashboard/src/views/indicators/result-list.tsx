// biome-ignore-all lint/a11y/useSemanticElements: rows placed by script need boxes that a table element does not give; the roles say what they are
// biome-ignore-all lint/a11y/useFocusableInteractive: the link in each row takes the focus
/** The list: only the rows in sight exist, however many are found. j and k walk it, Enter opens a row beside it. */
import type { IndicatorSummary } from '@keysguard/model'
import { Link, useNavigate } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import { defang } from '../../client/defang.ts'
import { useShortcuts } from '../../client/shortcuts.ts'
import { Risk } from '../../ui/severity.tsx'
import { Ioc, Outside, typeLabel } from '../../ui/text.tsx'
import { threatLine } from '../../ui/threat.ts'
import { Ago } from '../../ui/time.tsx'

const ROW_PX = 32
/** Below the container width of `@lg` a row has two lines. */
const NARROW_ROW_PX = 56
const NARROW_BELOW_PX = 512
const AHEAD = 20

const GRID =
  'grid grid-cols-[3.25rem_minmax(0,1fr)] items-center gap-x-4 px-3 @lg:grid-cols-[3.25rem_minmax(0,1.6fr)_minmax(0,1fr)_5rem] @5xl:grid-cols-[3.25rem_minmax(0,2fr)_8rem_minmax(0,1.2fr)_minmax(0,1fr)_5rem]'
const MIDDLE = '@max-lg:hidden'
const WIDE = '@max-5xl:hidden'

const Head = () => (
  <div role="row" className={`${GRID} h-8 shrink-0 border-b border-line @max-lg:hidden`}>
    {[
      ['Risk', ''],
      ['Indicator', ''],
      ['Type', WIDE],
      ['Threat', MIDDLE],
      ['Sources', WIDE],
      ['Last seen', `${MIDDLE} text-right`],
    ].map(([title, visibility]) => (
      <span key={title} role="columnheader" className={`caption ${visibility}`}>
        {title}
      </span>
    ))}
  </div>
)

const Row = ({ row, isOpen }: { row: IndicatorSummary; isOpen: boolean }) => (
  <>
    <span role="cell">
      <Risk severity={row.severity} risk={row.risk} />
    </span>
    <span role="cell" className="min-w-0">
      <Link
        to="/indicators"
        search={previous => ({ ...previous, open: row.id })}
        replace={isOpen}
        className={`block after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-tool ${row.suppressedBy === null ? '' : 'line-through decoration-fg3'}`}
      >
        <Ioc type={row.type} value={row.value} className="text-12" />
      </Link>
      <span className="flex min-w-0 gap-2 text-12 text-fg2 @lg:hidden">
        <span className="truncate">{threatLine(row)}</span>
        <Ago at={row.lastSeen} className="ml-auto text-fg3" />
      </span>
    </span>
    <span role="cell" className={`truncate text-fg2 ${WIDE}`}>
      {typeLabel(row.type)}
    </span>
    <span role="cell" className={`truncate text-fg2 ${MIDDLE}`}>
      {threatLine(row)}
    </span>
    <span role="cell" className={`truncate text-12 text-fg2 ${WIDE}`}>
      <Outside>{row.sources.join(', ')}</Outside>
    </span>
    <span role="cell" className={`text-right text-12 text-fg2 ${MIDDLE}`}>
      <Ago at={row.lastSeen} />
    </span>
  </>
)

interface ResultListProps {
  readonly items: readonly IndicatorSummary[]
  readonly open: string | undefined
  readonly isStale: boolean
  readonly hasMore: boolean
  readonly onMore: () => void
}

export const ResultList = ({ items, open, isStale, hasMore, onMore }: ResultListProps) => {
  const scroller = useRef<HTMLDivElement>(null)
  const navigate = useNavigate()
  const [narrow, setNarrow] = useState(false)
  const height = narrow ? NARROW_ROW_PX : ROW_PX
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 8,
    onChange: ({ scrollRect }) => scrollRect && setNarrow(scrollRect.width < NARROW_BELOW_PX),
  })
  const rows = virtual.getVirtualItems()
  const lastShown = rows.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasMore && lastShown >= items.length - AHEAD) onMore()
  }, [hasMore, lastShown, items.length, onMore])
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured anew when the height of a row changes
  useEffect(() => virtual.measure(), [height])

  const focused = (): number => {
    const index = document.activeElement?.closest('[data-index]')?.getAttribute('data-index')
    return index == null ? items.findIndex(item => item.id === open) : Number(index)
  }
  const step = (by: number) => (): void => {
    const index = Math.max(0, Math.min(items.length - 1, focused() + by))
    virtual.scrollToIndex(index)
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"] a`)?.focus())
  }
  const current = (): IndicatorSummary | undefined => items[focused()]
  useShortcuts({
    j: step(1),
    k: step(-1),
    o: () => {
      const row = current()
      if (row) void navigate({ to: '/indicators/$id', params: { id: row.id } })
    },
    c: () => {
      const row = current()
      if (row) void navigator.clipboard.writeText(defang(row.type, row.value))
    },
  })

  return (
    <div
      role="table"
      aria-label="Indicators found"
      aria-rowcount={hasMore ? -1 : items.length}
      className={`flex min-h-0 flex-1 flex-col ${isStale ? 'opacity-60' : ''}`}
    >
      <Head />
      <div ref={scroller} role="rowgroup" className="min-h-0 flex-1 overflow-y-auto">
        <div role="presentation" className="relative w-full" style={{ height: virtual.getTotalSize() }}>
          {rows.map(({ index, start }) => {
            const row = items[index]
            if (row === undefined) return null
            return (
              <div
                key={row.id}
                role="row"
                data-index={index}
                aria-rowindex={index + 1}
                className={`${GRID} absolute inset-x-0 top-0 border-b border-line hover:bg-panel ${row.id === open ? 'bg-raise shadow-[inset_2px_0_var(--tool)]' : ''}`}
                style={{ height, transform: `translateY(${start}px)` }}
              >
                <Row row={row} isOpen={open !== undefined} />
              </div>
            )
          })}
        </div>
      </div>
    </div>
  )
}
