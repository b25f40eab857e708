/** One entity: what it is called and by whom, what is seen of it, and with whom and what it goes together. */
import { ENTITY_KINDS, type EntityDetail } from '@keysguard/model'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, Navigate } from '@tanstack/react-router'
import { count, plural } from '../../client/format.ts'
import { inert } from '../../client/inert.ts'
import { entityQuery, layerHref } from '../../client/queries.ts'
import { webAddress } from '../../client/web-address.ts'
import { buttonClass } from '../../ui/button.tsx'
import { ProblemNote, SkeletonRows } from '../../ui/note.tsx'
import { SamePairs } from '../../ui/same-pairs.tsx'
import { Section } from '../../ui/section.tsx'
import { Risk, SeverityMark } from '../../ui/severity.tsx'
import { Ioc, Outside } from '../../ui/text.tsx'
import { Ago } from '../../ui/time.tsx'
import { EntityAside } from './entity-aside.tsx'
import { RelatedEntities, Techniques } from './entity-relations.tsx'

const route = getRouteApi('/shell/entities/$kind/$id')

export const EntityPage = () => {
  const { kind, id } = route.useParams()
  const { data, error, refetch } = useQuery({ ...entityQuery(kind, id), enabled: kind !== 'technique' })
  if (kind === 'technique') return <Navigate to="/attack/$id" params={{ id }} replace />
  if (error && !data) return <ProblemNote error={error} retry={() => void refetch()} />
  if (!data)
    return (
      <div role="status" aria-label="Loading" className="px-3 pt-4">
        <SkeletonRows rows={10} height={44} />
      </div>
    )
  // An alias or an ATT&CK id leads to the one address the entity has.
  if (data.kind !== kind || data.id !== id)
    return <Navigate to="/entities/$kind/$id" params={{ kind: data.kind, id: data.id }} replace />
  return <Loaded entity={data} />
}

const Loaded = ({ entity }: { entity: EntityDetail }) => {
  const open = entity.same.filter(({ decision }) => decision === null)
  return (
    <article className="grid grid-cols-[minmax(0,1fr)] xl:min-h-full xl:grid-cols-[minmax(0,1fr)_22rem]">
      <title>{`${inert(entity.name).slice(0, 80)} · KeysGuard`}</title>
      <div className="min-w-0">
        <Head entity={entity} />
        {open.length > 0 && (
          <Section title="Possible same as" className="border-t border-line">
            <SamePairs pairs={open} />
          </Section>
        )}
        <Section title="Indicators" aside={<All entity={entity} />} className="border-t border-line">
          <Riskiest entity={entity} />
        </Section>
        {entity.related.length > 0 && (
          <Section title="Related" className="border-t border-line">
            <RelatedEntities related={entity.related} />
          </Section>
        )}
        {entity.techniques.length > 0 && (
          <Section
            title="Techniques"
            className="border-t border-line"
            aside={<span className="num text-12 text-fg3">{plural(entity.techniques.length, 'technique')}</span>}
          >
            <Techniques techniques={entity.techniques} />
          </Section>
        )}
      </div>
      <EntityAside entity={entity} />
    </article>
  )
}

const Head = ({ entity }: { entity: EntityDetail }) => {
  const { kind, name, names, attack, descriptions, joined, indicators, sources, vulnerability } = entity
  const aliases = names.slice(1)
  const mitre = attack === null ? null : webAddress(attack.url)
  return (
    <header className="px-3 pt-4 pb-4">
      <p className="caption">
        <Link to="/entities" search={{ kind }} className="hover:text-tool">
          {ENTITY_KINDS[kind]}
        </Link>
        {attack !== null && <span className="mono"> {attack.id}</span>}
      </p>
      <h1 className="mt-1 text-17 leading-6 font-semibold break-words">
        <Outside>{name}</Outside>
      </h1>
      {aliases.length > 0 && (
        <p className="mt-1 max-w-[90ch] text-fg2 break-words">
          also{' '}
          <Outside>
            {aliases
              .slice(0, 12)
              .map(alias => alias.name)
              .join(', ')}
          </Outside>
          {aliases.length > 12 && ` and ${aliases.length - 12} more`}
        </p>
      )}
      {joined.length > 0 && (
        <p className="mt-1 text-fg2">
          With <Outside>{joined.map(one => one.name).join(', ')}</Outside>, by decision.
        </p>
      )}
      <p className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1">
        {vulnerability !== null && <SeverityMark severity={vulnerability.severity} word />}
        <span>
          {indicators.exact ? '' : 'More than '}
          {plural(indicators.count, 'indicator')}
        </span>
        <span className="text-fg2">{plural(sources.length, 'source')}</span>
        {vulnerability?.exploited && (
          <span className="font-semibold text-crit">
            Known to be exploited{vulnerability.exploited.due !== null && `, to be fixed by ${vulnerability.exploited.due}`}
          </span>
        )}
      </p>
      {descriptions.map(({ text, by }) => (
        <p key={`${by.id} ${text.slice(0, 40)}`} className="mt-2 max-w-[80ch] whitespace-pre-line text-fg2 break-words">
          <Outside>{text}</Outside> <span className="text-12 text-fg3">{inert(by.name)}</span>
        </p>
      ))}
      <div className="mt-2 flex flex-wrap gap-2 empty:hidden">
        {attack !== null && (
          <a className={buttonClass()} href={layerHref('objects', [attack.id])} download={`${attack.id}.json`}>
            Navigator layer
          </a>
        )}
        {mitre !== null && (
          <a className={buttonClass()} href={mitre} target="_blank" rel="noopener noreferrer">
            At MITRE
          </a>
        )}
        {vulnerability !== null && (
          <Link className={buttonClass()} to="/indicators/$id" params={{ id: vulnerability.indicator }}>
            Why this risk
          </Link>
        )}
      </div>
    </header>
  )
}

const All = ({ entity: { indicators } }: { entity: EntityDetail }) =>
  indicators.q === null || indicators.count === 0 ? null : (
    <Link to="/indicators" search={{ q: indicators.q }} className="text-12 text-tool hover:underline">
      All {count(indicators.count)}
      {indicators.exact ? '' : ' and more'}
    </Link>
  )

const Riskiest = ({ entity: { indicators } }: { entity: EntityDetail }) => {
  const { items, lookedAt, count: all, exact, q } = indicators
  if (items.length === 0) return <p className="px-3 pb-3 text-fg2">No source names it of an indicator here.</p>
  return (
    <>
      <ul className="px-3">
        {items.map(({ id, type, value, severity, risk, lastSeen }) => (
          <li key={id} className="border-t border-line">
            <Link
              to="/indicators/$id"
              params={{ id }}
              className="grid min-h-8 grid-cols-[3.25rem_minmax(0,1fr)_auto] items-center gap-x-3 py-1 hover:text-tool pointer-coarse:min-h-11"
            >
              <Risk severity={severity} risk={risk} />
              <Ioc type={type} value={value} className="text-12" />
              <span className="text-12 text-fg3">
                <Ago at={lastSeen} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {lookedAt > items.length && (
        <p className="px-3 py-2 text-12 text-fg3">
          The riskiest {items.length}
          {all > lookedAt && (exact || q === null) ? ` of ${count(lookedAt)} that were looked at` : ''} are shown.
        </p>
      )}
    </>
  )
}
