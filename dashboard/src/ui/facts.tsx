/** Label and value, one fact a line. */
import type { ReactNode } from 'react'
import { inert } from '../client/inert.ts'

export interface FactRow {
  readonly label: string
  readonly value: ReactNode
}

const said = (rows: readonly FactRow[]): readonly FactRow[] =>
  rows.filter(({ value }) => value !== undefined && value !== null && value !== false && value !== '')

export const Facts = ({ rows }: { rows: readonly FactRow[] }) => (
  <dl className="grid grid-cols-[7.5rem_minmax(0,1fr)] gap-x-3 gap-y-1.5 px-3 pb-3">
    {said(rows).map(({ label, value }) => (
      <div key={label} className="contents">
        <dt className="text-fg3">{inert(label)}</dt>
        <dd className="min-w-0">{value}</dd>
      </div>
    ))}
  </dl>
)

/** The same on one line, or as few as it takes. */
export const FactLine = ({ rows }: { rows: readonly FactRow[] }) => (
  <dl className="flex flex-wrap items-center gap-x-4 gap-y-1 text-12">
    {said(rows).map(({ label, value }) => (
      <div key={label} className="flex min-w-0 items-baseline gap-1.5">
        <dt className="shrink-0 text-fg3">{inert(label)}</dt>
        <dd className="min-w-0">{value}</dd>
      </div>
    ))}
  </dl>
)
