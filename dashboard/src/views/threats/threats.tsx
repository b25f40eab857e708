/** The board of threats: a column for each step of the work, the riskiest on top. */
import { THREAT_STATUSES, type Threat } from '@keysguard/model'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { plural } from '../../client/format.ts'
import { threatsQuery } from '../../client/queries.ts'
import { STATUS_WORD } from '../../client/threat-words.ts'
import { ProblemNote, SkeletonRows } from '../../ui/note.tsx'
import { Risk } from '../../ui/severity.tsx'
import { Outside } from '../../ui/text.tsx'
import { Ago } from '../../ui/time.tsx'

export const ThreatsPage = () => {
  const { data, error, refetch } = useQuery(threatsQuery)
  return (
    <div className="flex min-h-full flex-col">
      <title>Threats · KeysGuard</title>
      <header className="px-3 pt-4 pb-3">
        <h1 className="text-17 leading-6 font-semibold">Threats</h1>
        <p className="mt-0.5 text-fg2">
          Indicators that are the work of the same people, as far as what they have in common tells. Who they are called by is
          under{' '}
          <Link to="/entities" className="text-tool underline">
            Entities
          </Link>
          .
        </p>
      </header>
      {error && !data && <ProblemNote error={error} retry={() => void refetch()} />}
      {!data && !error && (
        <div role="status" aria-label="Loading">
          <SkeletonRows rows={6} height={72} />
        </div>
      )}
      {data && data.items.length === 0 && (
        <p className="border-t border-line px-3 py-3 text-fg2">
          Nothing hangs together yet: three indicators that share something rare make a threat.
        </p>
      )}
      {data && data.items.length > 0 && (
        <div className="grid flex-1 content-start border-t lg:content-stretch border-line lg:grid-cols-4 lg:divide-x lg:divide-line">
          {THREAT_STATUSES.map(status => (
            <Column key={status} status={status} threats={data.items.filter(threat => threat.status === status)} />
          ))}
        </div>
      )}
    </div>
  )
}

const Column = ({ status, threats }: { status: Threat['status']; threats: readonly Threat[] }) => (
  <section aria-labelledby={`threats-${status}`} className="min-w-0 max-lg:border-b max-lg:border-line">
    <h2 id={`threats-${status}`} className="caption px-3 pt-3 pb-2">
      {STATUS_WORD[status]} <span className="numeral text-fg3">{threats.length}</span>
    </h2>
    {threats.length === 0 && <p className="px-3 pb-3 text-12 text-fg3">None</p>}
    <ul>
      {threats.map(threat => (
        <Card key={threat.id} threat={threat} />
      ))}
    </ul>
  </section>
)

const Card = ({ threat: { id, title, risk, severity, members, owner, lastSeen } }: { threat: Threat }) => (
  <li className="border-t border-line">
    <Link
      to="/threats/$id"
      params={{ id: String(id) }}
      className="grid grid-cols-[3.25rem_minmax(0,1fr)] items-start gap-x-3 px-3 py-2 hover:bg-raise"
    >
      <Risk severity={severity} risk={risk} />
      <span className="min-w-0">
        <span className="line-clamp-2 font-semibold break-words">
          <Outside>{title}</Outside>
        </span>
        <span className="mt-0.5 flex flex-wrap gap-x-3 text-12 text-fg3">
          <span>{plural(members, 'indicator')}</span>
          <span>
            seen <Ago at={lastSeen} />
          </span>
          {owner !== null && <Outside>{owner}</Outside>}
        </span>
      </span>
    </Link>
  </li>
)
