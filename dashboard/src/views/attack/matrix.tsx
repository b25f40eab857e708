/** Tactics side by side, on a phone below one another; arrows walk, Enter opens, x chooses. */
import type { AttackMatrix, MatrixTechnique } from '@keysguard/model'
import { Link, useNavigate } from '@tanstack/react-router'
import type { KeyboardEvent } from 'react'
import { count } from '../../client/format.ts'
import type { HEATS } from '../../client/location.ts'

type By = (typeof HEATS)[number]

interface MatrixProps {
  readonly matrix: AttackMatrix
  readonly by: By
  readonly find: string
  readonly picked: readonly string[]
  readonly onPick: (id: string) => void
}

const figureOf = (technique: MatrixTechnique, by: By): number =>
  by === 'groups' ? technique.groups : by === 'coverage' ? (technique.coverage ?? 0) : technique.stated + technique.byFamily

const says = (technique: MatrixTechnique, by: By): string =>
  by === 'groups'
    ? `${count(technique.groups)} groups`
    : by === 'coverage'
      ? technique.coverage === null
        ? 'not covered'
        : `${technique.coverage} % covered`
      : `${count(technique.stated)} indicators named by sources, ${count(technique.byFamily)} of families that use it`

/** Counts span orders of magnitude: heat is by their logarithm. */
const heatOf = (value: number, most: number): number => (value <= 0 || most <= 0 ? 0 : Math.log1p(value) / Math.log1p(most))

export const Matrix = ({ matrix, by, find, picked, onPick }: MatrixProps) => {
  const byId = new Map(matrix.techniques.map(technique => [technique.id, technique]))
  const wanted = find.trim().toLowerCase()
  const shows = (technique: MatrixTechnique): boolean =>
    wanted === '' ||
    technique.name.toLowerCase().includes(wanted) ||
    technique.id.toLowerCase().startsWith(wanted) ||
    technique.parts.some(id => byId.get(id)?.name.toLowerCase().includes(wanted) || id.toLowerCase() === wanted)
  const most = by === 'coverage' ? 100 : Math.max(0, ...matrix.techniques.map(technique => figureOf(technique, by)))
  const columns = matrix.tactics.map(tactic => ({
    ...tactic,
    cells: tactic.techniques.flatMap(id => byId.get(id) ?? []).filter(shows),
  }))
  return (
    <div
      data-matrix=""
      className="grid border-y border-line lg:max-h-[64vh] lg:auto-cols-[minmax(8.25rem,1fr)] lg:grid-flow-col lg:overflow-auto"
    >
      {columns.map((column, place) => (
        <section
          key={column.id}
          aria-label={column.name}
          className="min-w-0 border-line max-lg:border-b lg:border-r"
          data-column={place}
        >
          <div className="flex items-baseline justify-between gap-2 border-b border-line bg-bg px-2 py-1.5 lg:sticky lg:top-0 lg:z-1 lg:block lg:min-h-16">
            <Link
              to="/attack/$id"
              params={{ id: column.id }}
              className="block text-12 font-semibold hover:text-tool hover:underline"
            >
              {column.name}
            </Link>
            <span className="num text-11 text-fg3">
              {column.cells.filter(cell => figureOf(cell, by) > 0).length} of {column.cells.length}
            </span>
          </div>
          <ul className="max-lg:grid max-lg:grid-cols-2">
            {column.cells.map((cell, row) => (
              <Cell
                key={cell.id}
                cell={cell}
                by={by}
                heat={by === 'coverage' ? (cell.coverage ?? 0) / 100 : heatOf(figureOf(cell, by), most)}
                reachable={place === 0 && row === 0}
                picked={picked.includes(cell.id)}
                onPick={onPick}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

interface CellProps {
  readonly cell: MatrixTechnique
  readonly by: By
  readonly heat: number
  /** By Tab: one of the grid; arrows reach the others. */
  readonly reachable: boolean
  readonly picked: boolean
  readonly onPick: (id: string) => void
}

/** The strongest wash that text still reads on. */
const WASH = 34

const Cell = ({ cell, by, heat, reachable, picked, onPick }: CellProps) => {
  const navigate = useNavigate()
  const colour = by === 'coverage' ? 'var(--tool)' : 'var(--area-high)'
  return (
    <li
      className="relative border-b border-line"
      style={{ background: `color-mix(in oklab, ${colour} ${Math.round(heat * WASH)}%, transparent)` }}
    >
      <a
        href={`/attack/${cell.id}`}
        data-cell=""
        tabIndex={reachable ? 0 : -1}
        title={`${cell.id}: ${says(cell, by)}`}
        onKeyDown={event => {
          if (event.key === 'x') onPick(cell.id)
          else walk(event)
        }}
        onClick={event => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return
          event.preventDefault()
          void navigate({ to: '/attack/$id', params: { id: cell.id } })
        }}
        className={`block min-h-9 px-2 py-1 pr-6 text-12 leading-4 hover:text-tool pointer-coarse:min-h-11 ${picked ? 'font-semibold shadow-[inset_3px_0_0_var(--tool)]' : ''}`}
      >
        {cell.name}
        {cell.parts.length > 0 && <span className="num text-11 text-fg2"> +{cell.parts.length}</span>}
        <span className="sr-only">, {says(cell, by)}</span>
      </a>
      <button
        type="button"
        tabIndex={-1}
        aria-pressed={picked}
        aria-label={`Choose ${cell.name}`}
        onClick={() => onPick(cell.id)}
        className="absolute top-0.5 right-0.5 grid size-6 place-items-center text-12 text-fg3 hover:text-tool aria-pressed:text-tool pointer-coarse:size-9"
      >
        {picked ? '✓' : '+'}
      </button>
      {heat > 0 && (
        <span
          aria-hidden="true"
          className="absolute bottom-0 left-0 h-0.5"
          style={{ width: `${Math.max(6, heat * 100)}%`, background: colour }}
        />
      )}
    </li>
  )
}

/** To the next cell that is shown: down and up within a tactic, left and right to the same height of the next one. */
const walk = (event: KeyboardEvent<HTMLElement>): void => {
  const step = { ArrowDown: [0, 1], ArrowUp: [0, -1], ArrowRight: [1, 0], ArrowLeft: [-1, 0] }[event.key]
  const from = event.currentTarget
  const grid = from.closest('[data-matrix]')
  if (step === undefined || grid === null) return
  const columns = [...grid.querySelectorAll<HTMLElement>('[data-column]')]
    .map(column => [...column.querySelectorAll<HTMLElement>('[data-cell]')])
    .filter(cells => cells.length > 0)
  const column = columns.findIndex(cells => cells.includes(from))
  const row = columns[column]?.indexOf(from) ?? 0
  const cells = columns[column + (step[0] ?? 0)]
  const next = cells?.[Math.min(cells.length - 1, row + (step[1] ?? 0))]
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}
