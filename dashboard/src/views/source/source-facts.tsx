/** What a source declares, and how it is configured here. */
import { type SourceCard, TERMS } from '@keysguard/model'
import { Link } from '@tanstack/react-router'
import { count, duration } from '../../client/format.ts'
import { webAddress } from '../../client/web-address.ts'
import { Facts } from '../../ui/facts.tsx'
import { Linked } from '../../ui/field.tsx'
import { TlpMark } from '../../ui/stamp.tsx'
import { Outside } from '../../ui/text.tsx'
import { Ago } from '../../ui/time.tsx'

const Homepage = ({ address }: { address: string }) => {
  const href = webAddress(address)
  if (href === null) return <Outside className="break-all">{address}</Outside>
  return (
    <a href={href} target="_blank" rel="noopener noreferrer" className="break-all text-tool hover:underline">
      {href}
    </a>
  )
}

const SourceLinks = ({ ids }: { ids: readonly string[] }) => (
  <span className="flex flex-wrap gap-x-2">
    {ids.map(id => (
      <Link key={id} to="/sources/$id" params={{ id }} className="mono text-12 text-tool hover:underline">
        {id}
      </Link>
    ))}
  </span>
)

export const SourceFacts = ({ source }: { source: SourceCard }) => (
  <Facts
    rows={[
      {
        label: 'Indicators',
        value: (
          <Link to="/indicators" search={{ q: `source:${source.id}` }} className="num text-tool hover:underline">
            {count(source.indicators)}
          </Link>
        ),
      },
      { label: 'Quarantined', value: <span className="num">{count(source.quarantined)}</span> },
      { label: 'Last success', value: source.lastSuccessAt === null ? 'never' : <Ago at={source.lastSuccessAt} /> },
      {
        label: 'Fresh for',
        value: source.freshness && (
          <span className={source.freshness.met || source.lastSuccessAt === null ? undefined : 'text-crit'}>
            {duration(source.freshness.objectiveMinutes * 60_000)} after a success
          </span>
        ),
      },
      { label: 'Runs every', value: source.everyMinutes > 0 && duration(source.everyMinutes * 60_000) },
      { label: 'Homepage', value: source.homepage !== '' && <Homepage address={source.homepage} /> },
      { label: 'Licence', value: <Outside>{source.licence}</Outside> },
      { label: 'Terms', value: TERMS[source.terms] },
      { label: 'Marking', value: <TlpMark tlp={source.tlp} /> },
      { label: 'Copies from', value: source.derivedFrom.length > 0 && <SourceLinks ids={source.derivedFrom} /> },
      { label: 'Needs', value: source.needs.length > 0 && <Linked>{source.needs.join('; ')}</Linked> },
      { label: 'Data', value: source.sample ? 'built-in sample day' : undefined },
    ]}
  />
)
