/** An indicator that shares a value with another, on a line: how risky, what, who says so, when. */
import type { Neighbour } from '@keysguard/model'
import { Link } from '@tanstack/react-router'
import { Risk } from './severity.tsx'
import { Ioc, Outside } from './text.tsx'

/** The value itself says so: then nobody has to. */
const saidBy = ({ evidence }: Neighbour): readonly string[] =>
  evidence.flatMap(({ by, name }) => (by === 'value' ? [] : [by === 'enricher' ? `${name} (asked)` : name]))

export const NeighbourLine = ({ neighbour }: { neighbour: Neighbour }) => {
  const { id, type, value, severity, risk, from, to } = neighbour
  const by = saidBy(neighbour)
  return (
    <li>
      <Link
        to="/indicators/$id"
        params={{ id }}
        className="grid min-h-8 grid-cols-[3.25rem_minmax(0,1fr)] items-center gap-x-3 py-1 hover:text-tool lg:grid-cols-[3.25rem_minmax(0,1fr)_auto] pointer-coarse:min-h-11"
      >
        <Risk severity={severity} risk={risk} />
        <Ioc type={type} value={value} className="text-12" />
        <span className="text-12 text-fg3 max-lg:col-start-2">
          {by.length > 0 && (
            <>
              <Outside>{by.slice(0, 3).join(', ')}</Outside>,{' '}
            </>
          )}
          <span>{from === to ? to : `${from} to ${to}`}</span>
        </span>
      </Link>
    </li>
  )
}
