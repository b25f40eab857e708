/** Ranked bars that are links: what there is most of, and the search that shows it. */
import { Link } from '@tanstack/react-router'
import { count } from '../client/format.ts'
import { Outside } from './text.tsx'

export interface RankedRow {
  readonly key: string
  readonly label: string
  readonly count: number
  readonly q: string
}

export const Ranked = ({ rows }: { rows: readonly RankedRow[] }) => {
  const most = Math.max(1, ...rows.map(row => row.count))
  return (
    <ol className="px-3 pb-3">
      {rows.map(row => (
        <li key={row.key}>
          <Link to="/indicators" search={{ q: row.q }} className="group relative flex h-7 items-center gap-3 pointer-coarse:h-11">
            <span
              className="absolute inset-x-0 bottom-0.5 h-0.5 bg-line after:absolute after:inset-y-0 after:left-0 after:w-(--share) after:bg-fg3 group-hover:after:bg-tool"
              style={{ '--share': `${(row.count / most) * 100}%` }}
            />
            <Outside className="truncate group-hover:text-tool">{row.label}</Outside>
            <span className="num ml-auto text-12 text-fg2">{count(row.count)}</span>
          </Link>
        </li>
      ))}
    </ol>
  )
}
