/** An entity on a line: what it is called, what is seen of it, and of a vulnerability how bad it is. */
import { ENTITY_KINDS, type Entity } from '@keysguard/model'
import { Link } from '@tanstack/react-router'
import { count, percent, plural } from '../../client/format.ts'
import { Risk } from '../../ui/severity.tsx'
import { Outside } from '../../ui/text.tsx'

const ALIASES = 8

export const EntityRow = ({ entity }: { entity: Entity }) => {
  const { kind, id, name, aliases, attackId, open } = entity
  return (
    <li className="border-b border-line">
      <Link
        to="/entities/$kind/$id"
        params={{ kind, id }}
        className="grid min-h-13 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 px-3 py-1.5 hover:bg-raise md:grid-cols-[minmax(0,1fr)_13rem_9rem]"
      >
        <span className="min-w-0">
          <span className="flex min-w-0 items-baseline gap-2">
            <Outside className="truncate font-semibold">{name}</Outside>
            <span className="caption shrink-0">{ENTITY_KINDS[kind]}</span>
            {attackId !== null && <span className="mono shrink-0 text-11 text-fg3 max-md:hidden">{attackId}</span>}
          </span>
          <span className="block truncate text-12 text-fg2">
            <Outside>{aliases.slice(0, ALIASES).join(', ')}</Outside>
          </span>
        </span>
        <span className="text-12 text-fg2 max-md:hidden">{open > 0 && `${plural(open, 'other')} may be the same`}</span>
        {entity.vulnerability === null ? <Seen entity={entity} /> : <Figures figures={entity.vulnerability} />}
      </Link>
    </li>
  )
}

const Seen = ({ entity: { indicators, sources, lastSeen } }: { entity: Entity }) => (
  <span className="text-right text-12 text-fg2">
    <span className="numeral block text-13 text-fg">
      {indicators === null ? '…' : `${indicators.exact ? '' : '> '}${count(indicators.count)}`}
      <span className="sr-only"> indicators</span>
    </span>
    {lastSeen === null ? 'not seen here' : `${plural(sources.length, 'source')}, ${lastSeen}`}
  </span>
)

const Figures = ({ figures: { cvss, epss, kev, risk, severity } }: { figures: NonNullable<Entity['vulnerability']> }) => (
  <span className="flex flex-col items-end gap-0.5 text-12 text-fg2">
    <Risk severity={severity} risk={risk} />
    <span className="flex gap-2 whitespace-nowrap">
      {cvss !== null && <span className="num">CVSS {cvss.toFixed(1)}</span>}
      {epss !== null && <span className="num">EPSS {percent(epss)}</span>}
      {kev && (
        <span className="font-semibold text-crit" title="In CISA's catalogue of known exploited vulnerabilities">
          KEV
        </span>
      )}
    </span>
  </span>
)
