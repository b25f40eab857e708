/** Who reports what others report: a row a source, a column each other, warm where the row is in the column. Arrows walk; the cell is said below. */
import type { QualityReport, SourceQuality } from '@keysguard/model'
import { type KeyboardEvent, memo, useState } from 'react'
import { percent, plural } from '../../client/format.ts'
import { inert } from '../../client/inert.ts'
import { Empty } from '../../ui/note.tsx'
import { Section } from '../../ui/section.tsx'
import { type Overlap, overlapOf, shareIn, wordsOf } from './overlap.ts'

export const OverlapMatrix = ({ report }: { report: QualityReport }) => {
  const [overlap] = useState(() => overlapOf(report))
  const [chosen, setChosen] = useState<readonly [number, number]>([0, 0])
  const { sources, left, pair } = overlap
  const own = sources[chosen[0]]
  const other = sources[chosen[1]]
  if (own === undefined || other === undefined)
    return (
      <Section title="Overlap">
        <Empty title="Nothing in common yet">No two sources have reported the same indicator.</Empty>
      </Section>
    )
  return (
    <Section title="Overlap" aside={left > 0 && <span className="num text-12 text-fg3">{plural(left, 'source')} not drawn</span>}>
      <p role="status" className="min-h-14 max-w-[90ch] px-3 pb-2 text-fg2">
        {wordsOf(own, other, pair(own, other))}
      </p>
      <div className="relative overflow-auto border-y border-line lg:max-h-[70vh]">
        <Grid overlap={overlap} onChoose={setChosen} />
      </div>
    </Section>
  )
}

interface GridProps {
  readonly overlap: Overlap
  readonly onChoose: (cell: readonly [number, number]) => void
}

const Grid = memo(({ overlap, onChoose }: GridProps) => {
  const { sources, pair } = overlap
  return (
    <table className="border-separate border-spacing-0 text-11" data-overlap="">
      <caption className="sr-only">Share of what the source of a row reports that the source of a column reports too</caption>
      <thead>
        <tr>
          <td className="sticky top-0 left-0 z-2 bg-bg" />
          {sources.map(source => (
            <th key={source.source} scope="col" className="sticky top-0 z-1 h-28 bg-bg pb-1 align-bottom font-normal text-fg2">
              <span className="mx-auto block max-h-26 w-6 truncate text-left leading-6 [writing-mode:sideways-lr]">
                {inert(source.name)}
              </span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sources.map((own, row) => (
          <tr key={own.source}>
            <th
              scope="row"
              className="sticky left-0 z-1 max-w-40 truncate bg-bg px-2 text-left font-normal text-fg2 max-md:max-w-24"
            >
              {inert(own.name)}
            </th>
            {sources.map((other, column) => (
              <td key={other.source} className="p-0">
                <Cell
                  own={own}
                  other={other}
                  share={shareIn(own, other, pair(own, other))}
                  reachable={row === 0 && column === 0}
                  onChoose={() => onChoose([row, column])}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
})

interface CellProps {
  readonly own: SourceQuality
  readonly other: SourceQuality
  readonly share: number | null
  readonly reachable: boolean
  readonly onChoose: () => void
}

const Cell = ({ own, other, share, reachable, onChoose }: CellProps) => {
  const isSame = own === other
  return (
    <button
      type="button"
      tabIndex={reachable ? 0 : -1}
      onFocus={onChoose}
      onMouseEnter={onChoose}
      onKeyDown={walk}
      className="block size-6 border-r border-b border-bg focus-visible:relative focus-visible:z-1"
      style={{
        background: isSame
          ? 'var(--line)'
          : `color-mix(in oklab, var(--area-high) ${Math.round((share ?? 0) * 100)}%, var(--raise))`,
      }}
    >
      <span className="sr-only">{isSame ? 'itself' : share === null ? 'not comparable' : percent(share)}</span>
    </button>
  )
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
}

const walk = (event: KeyboardEvent<HTMLButtonElement>): void => {
  const step = STEPS[event.key]
  const cell = event.currentTarget.closest('td')
  const row = cell?.closest('tr')
  if (step === undefined || !cell || !row) return
  const rows = [...(row.parentElement?.children ?? [])]
  const next = rows[rows.indexOf(row) + step[0]]?.children[[...row.children].indexOf(cell) + step[1]]
  const button = next?.querySelector('button')
  if (!button) return
  event.preventDefault()
  button.focus()
}
