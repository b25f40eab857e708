/** One threat: what it is, what ties it together, who belongs to it, and how it came about. */
import { LINK_KINDS, type ThreatDetail } from '@keysguard/model'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { plural } from '../../client/format.ts'
import { inert } from '../../client/inert.ts'
import { threatQuery } from '../../client/queries.ts'
import { EntityLink } from '../../ui/entity-link.tsx'
import { Facts } from '../../ui/facts.tsx'
import { ProblemNote, SkeletonRows } from '../../ui/note.tsx'
import { Section } from '../../ui/section.tsx'
import { Risk, SeverityMark } from '../../ui/severity.tsx'
import { SharedValue } from '../../ui/shared-value.tsx'
import { Ioc, Outside } from '../../ui/text.tsx'
import { Ago } from '../../ui/time.tsx'
import { Timeline } from '../../ui/timeline.tsx'
import { ThreatHistory } from './threat-history.tsx'
import { ThreatWork } from './threat-work.tsx'

const route = getRouteApi('/shell/threats/$id')

export const ThreatPage = () => {
  const { id } = route.useParams()
  const { data, error, refetch } = useQuery(threatQuery(id))
  if (error && !data) return <ProblemNote error={error} retry={() => void refetch()} />
  if (!data) {
    return (
      <div role="status" aria-label="Loading" className="px-3 pt-4">
        <SkeletonRows rows={8} height={52} />
      </div>
    )
  }
  return (
    <article className="grid grid-cols-[minmax(0,1fr)] xl:min-h-full xl:grid-cols-[minmax(0,1fr)_22rem]">
      <title>{`${inert(data.title).slice(0, 80)} · KeysGuard`}</title>
      <div className="min-w-0">
        <header className="px-3 pt-4 pb-4">
          <p className="caption">Threat {data.id}</p>
          <h1 className="mt-1 text-17 leading-6 font-semibold break-words">
            <Outside>{data.title}</Outside>
          </h1>
          <p className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1">
            <SeverityMark severity={data.severity} word />
            <span>
              risk <span className="numeral">{Math.round(data.risk)}</span>
            </span>
            <span>{plural(data.members, 'indicator')}</span>
            <span className="text-fg2">TLP:{data.tlp.toUpperCase()}</span>
          </p>
          <p className="mt-2 max-w-160 text-fg2 break-words">
            <Outside>{data.summary}</Outside>
          </p>
          <Ended threat={data} />
        </header>
        <Section title="What ties them" className="border-t border-line">
          <Bonds bonds={data.bonds} />
        </Section>
        <Section title="Indicators" className="border-t border-line">
          <Members threat={data} />
        </Section>
      </div>
      <div className="min-w-0 border-line max-xl:border-t xl:border-l">
        <ThreatWork key={data.id} threat={data} />
        <Section title="First seen" className="border-t border-line">
          <Timeline timeline={data.timeline} />
        </Section>
        <Section title="Facts" className="border-t border-line">
          <ThreatFacts threat={data} />
        </Section>
        <Section title="History" className="border-t border-line">
          <ThreatHistory threat={data} />
        </Section>
      </div>
    </article>
  )
}

const Ended = ({ threat: { state, mergedInto } }: { threat: ThreatDetail }) => {
  if (state === 'gone') return <p className="mt-2 text-med">Nothing holds it together any more.</p>
  if (mergedInto === null) return null
  return (
    <p className="mt-2 text-med">
      It goes on in{' '}
      <Link to="/threats/$id" params={{ id: String(mergedInto) }} className="underline">
        threat {mergedInto}
      </Link>
      .
    </p>
  )
}

const Bonds = ({ bonds }: Pick<ThreatDetail, 'bonds'>) => (
  <ul className="pb-2">
    {bonds.slice(0, 30).map(({ kind, value, weight, members }) => (
      <li key={`${kind} ${value}`} className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 border-t border-line px-3 py-1.5">
        <span className="w-full shrink-0 text-fg3 lg:w-36">{LINK_KINDS[kind]}</span>
        <Link to="/links/$kind/$value" params={{ kind, value }} className="min-w-0 hover:text-tool hover:underline">
          <SharedValue kind={kind} value={value} />
        </Link>
        <span className="text-12 text-fg3">
          {plural(members, 'indicator')}, weight <span className="numeral">{weight.toFixed(2)}</span>
        </span>
      </li>
    ))}
  </ul>
)

const Members = ({ threat: { shown, members } }: { threat: ThreatDetail }) => (
  <>
    <ul className="px-3">
      {shown.map(({ id, type, value, severity, risk, lastSeen, pinned }) => (
        <li key={id} className="border-t border-line">
          <Link
            to="/indicators/$id"
            params={{ id }}
            className="grid min-h-8 grid-cols-[3.25rem_minmax(0,1fr)_auto] items-center gap-x-3 py-1 hover:text-tool pointer-coarse:min-h-11"
          >
            <Risk severity={severity} risk={risk} />
            <Ioc type={type} value={value} className="text-12" />
            <span className="text-12 text-fg3">
              {pinned && 'pinned, '}
              <Ago at={lastSeen} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
    {shown.length < members && <p className="px-3 py-2 text-12 text-fg3">The riskiest {shown.length} are shown.</p>}
  </>
)

const Named = ({
  kind,
  all,
}: {
  kind: 'actor' | 'malware' | 'technique'
  all: readonly { name: string; members?: number }[]
}) => (
  <span className="flex flex-wrap gap-x-2">
    {all.map(({ name, members }) => (
      <span key={name}>
        <EntityLink kind={kind} name={name} />
        {members !== undefined && <span className="text-fg3"> {members}</span>}
      </span>
    ))}
  </span>
)

const ThreatFacts = ({ threat: { malware, actors, techniques, firstSeen, lastSeen } }: { threat: ThreatDetail }) => (
  <Facts
    rows={[
      { label: 'Malware', value: malware.length > 0 && <Named kind="malware" all={malware.map(name => ({ name }))} /> },
      { label: 'Sources name', value: actors.length > 0 && <Named kind="actor" all={actors} /> },
      { label: 'Techniques', value: techniques.length > 0 && <Named kind="technique" all={techniques} /> },
      { label: 'First seen', value: <Ago at={firstSeen} /> },
      { label: 'Last seen', value: <Ago at={lastSeen} /> },
    ]}
  />
)
