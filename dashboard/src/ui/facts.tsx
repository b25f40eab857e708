/** Label and value, one fact a line. */
import type { ReactNode } from 'react'

export interface FactRow {
  readonly label: string
  readonly value: ReactNode
}

export const Facts = ({ rows }: { rows: readonly FactRow[] }) => (
  <dl className="grid grid-cols-[7.5rem_minmax(0,1fr)] gap-x-3 gap-y-1.5 px-3 pb-3">
    {rows
      .filter(({ value }) => value !== undefined && value !== null && value !== false && value !== '')
      .map(({ label, value }) => (
        <div key={label} className="contents">
          <dt className="text-fg3">{label}</dt>
          <dd className="min-w-0">{value}</dd>
        </div>
      ))}
  </dl>
)
