/** Beside an entity: its figures, who speaks of it, and what people decided. */
import type { EntityDetail } from '@keysguard/model'
import { Link } from '@tanstack/react-router'
import { percent, plural } from '../../client/format.ts'
import { inert } from '../../client/inert.ts'
import { webAddress } from '../../client/web-address.ts'
import { Facts } from '../../ui/facts.tsx'
import { SamePairs } from '../../ui/same-pairs.tsx'
import { Section } from '../../ui/section.tsx'
import { Risk } from '../../ui/severity.tsx'
import { Stamp } from '../../ui/stamp.tsx'
import { Outside } from '../../ui/text.tsx'
import { Ago } from '../../ui/time.tsx'
import { Timeline } from '../../ui/timeline.tsx'

const RULE = 'border-t border-line xl:first:border-t-0'

export const EntityAside = ({ entity }: { entity: EntityDetail }) => {
  const { timeline, names, threats, sources, reports, same, history, indicators } = entity
  const decided = same.filter(({ decision }) => decision !== null)
  return (
    <div className="min-w-0 border-line max-xl:border-t xl:border-l">
      <Section title="Facts" className={RULE}>
        <EntityFacts entity={entity} />
      </Section>
      {timeline.length > 0 && (
        <Section
          title="First seen"
          aside={<span className="text-12 text-fg3">{plural(indicators.lookedAt, 'indicator')} looked at</span>}
          className={RULE}
        >
          <Timeline timeline={timeline} />
        </Section>
      )}
      {names.length > 1 && (
        <Section title="Names" className={RULE}>
          <Names names={names} />
        </Section>
      )}
      {threats.length > 0 && (
        <Section title="Threats" className={RULE}>
          <Threats threats={threats} />
        </Section>
      )}
      {sources.length > 0 && (
        <Section title="Sources that speak of it" className={RULE}>
          <Sources sources={sources} />
        </Section>
      )}
      {reports.length > 0 && (
        <Section title="Reports" className={RULE}>
          <Reports reports={reports} />
        </Section>
      )}
      {decided.length > 0 && (
        <Section title="Decided" className={RULE}>
          <SamePairs pairs={decided} />
        </Section>
      )}
      {history.length > 0 && (
        <Section title="History" className={RULE}>
          <History history={history} />
        </Section>
      )}
    </div>
  )
}

const EntityFacts = ({ entity: { vulnerability, targets, facts, firstSeen, lastSeen } }: { entity: EntityDetail }) => (
  <Facts
    rows={[
      { label: 'Risk', value: vulnerability && <Risk severity={vulnerability.severity} risk={vulnerability.risk} /> },
      { label: 'CVSS', value: vulnerability && (vulnerability.cvss?.toFixed(1) ?? 'not stated') },
      { label: 'EPSS', value: vulnerability && (vulnerability.epss === null ? 'not stated' : percent(vulnerability.epss)) },
      { label: 'In KEV since', value: vulnerability && (vulnerability.exploited?.since ?? 'not listed') },
      { label: 'To be fixed by', value: vulnerability?.exploited?.due },
      { label: 'Ransomware', value: vulnerability?.exploited?.ransomware && 'known to use it' },
      { label: 'First seen', value: firstSeen },
      { label: 'Last seen', value: lastSeen },
      {
        label: 'Targets',
        value: targets.length > 0 && <Outside className="break-words">{targets.map(({ name }) => name).join(', ')}</Outside>,
      },
      ...facts.map(({ label, value, by }) => ({
        label,
        value: (
          <span className="break-words" title={inert(by.name)}>
            <Outside>{value}</Outside>
          </span>
        ),
      })),
    ]}
  />
)

const Names = ({ names }: Pick<EntityDetail, 'names'>) => (
  <ul className="px-3 pb-3">
    {names.map(({ name, by, alsoOf }) => (
      <li key={name} className="border-t border-line py-1">
        <Outside className="break-words">{name}</Outside>
        <span className="block text-12 text-fg3">
          <Outside>{by.map(one => one.name).join(', ')}</Outside>
          {alsoOf.length > 0 && (
            <>
              {by.length > 0 && '; '}also of{' '}
              {alsoOf.map(({ kind, id, name: other }) => (
                <Link
                  key={`${kind}/${id}`}
                  to="/entities/$kind/$id"
                  params={{ kind, id }}
                  className="mr-1 text-tool hover:underline"
                >
                  <Outside>{other}</Outside>
                </Link>
              ))}
            </>
          )}
        </span>
      </li>
    ))}
  </ul>
)

const Threats = ({ threats }: Pick<EntityDetail, 'threats'>) => (
  <ul className="px-3 pb-3">
    {threats.map(({ id, title, severity, risk, members }) => (
      <li key={id} className="border-t border-line">
        <Link
          to="/threats/$id"
          params={{ id: String(id) }}
          className="grid min-h-8 grid-cols-[3.25rem_minmax(0,1fr)] items-center gap-x-3 py-1 hover:text-tool pointer-coarse:min-h-11"
        >
          <Risk severity={severity} risk={risk} />
          <span className="min-w-0">
            <Outside className="block truncate">{title}</Outside>
            <span className="text-12 text-fg3">{plural(members, 'indicator')}</span>
          </span>
        </Link>
      </li>
    ))}
  </ul>
)

const Sources = ({ sources }: Pick<EntityDetail, 'sources'>) => (
  <ul className="px-3 pb-3">
    {sources.map(({ id, name, reliability, firstSeen, lastSeen }) => (
      <li key={id} className="flex flex-wrap items-center gap-x-2 border-t border-line py-1">
        <Link to="/sources/$id" params={{ id }} className="min-w-0 truncate hover:text-tool hover:underline">
          <Outside>{name}</Outside>
        </Link>
        <Stamp reliability={reliability} />
        <span className="ml-auto text-12 text-fg3">
          {firstSeen !== null && firstSeen !== lastSeen && `${firstSeen} to `}
          {lastSeen}
        </span>
      </li>
    ))}
  </ul>
)

const Reports = ({ reports }: Pick<EntityDetail, 'reports'>) => (
  <ul className="px-3 pb-3">
    {reports.map(({ title, url, by, indicators }) => {
      const href = webAddress(url ?? '')
      return (
        <li key={url ?? title} className="border-t border-line py-1">
          {href?.startsWith('https:') ? (
            <a href={href} target="_blank" rel="noopener noreferrer nofollow" className="break-words text-tool hover:underline">
              <Outside>{title}</Outside>
            </a>
          ) : (
            <Outside className="break-words">{title}</Outside>
          )}
          <span className="block text-12 text-fg3">
            <Outside>{by.name}</Outside>, {plural(indicators, 'indicator')}
          </span>
        </li>
      )
    })}
  </ul>
)

const SAID = { same: 'the same', different: 'different', undone: 'taken back' } as const

const History = ({ history }: Pick<EntityDetail, 'history'>) => (
  <ol className="px-3 pb-3">
    {history.map(({ id, a, b, decision, reason, by, at }) => (
      <li key={id} className="border-t border-line py-1">
        <span className="break-words">
          <Outside>{a.name}</Outside> and <Outside>{b.name}</Outside>: {SAID[decision]}
        </span>
        <span className="block text-12 text-fg3">
          <Outside>{by}</Outside>, <Ago at={at} />
          {reason !== '' && (
            <>
              : <Outside>{reason}</Outside>
            </>
          )}
        </span>
      </li>
    ))}
  </ol>
)
