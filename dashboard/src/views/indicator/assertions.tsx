/** The sources side by side: what each says, how far it can be trusted, and the record it said it in. */
import { type Assertion, type Statement, THREAT_TYPES } from '@keysguard/model'
import { Link } from '@tanstack/react-router'
import { plural } from '../../client/format.ts'
import { type FactRow, Facts } from '../../ui/facts.tsx'
import { Notches } from '../../ui/notches.tsx'
import { RawRecord } from '../../ui/raw-record.tsx'
import { credibilityOf, Stamp, TlpMark } from '../../ui/stamp.tsx'
import { Outside } from '../../ui/text.tsx'
import { Ago } from '../../ui/time.tsx'

const text = (value: string | undefined) => (value === undefined || value === '' ? undefined : <Outside>{value}</Outside>)

const rowsOf = (said: Statement): FactRow[] => [
  { label: 'Threat', value: said.threat && THREAT_TYPES[said.threat] },
  { label: 'Malware', value: text(said.malware) },
  {
    label: 'Confidence',
    value:
      said.confidence === undefined ? (
        <span className="text-fg3">not stated</span>
      ) : (
        <Notches share={said.confidence / 100} label="Stated confidence" />
      ),
  },
  { label: 'First seen', value: said.firstSeen && <Ago at={said.firstSeen} /> },
  { label: 'Last seen', value: said.lastSeen && <Ago at={said.lastSeen} /> },
  { label: 'Reachable', value: said.online === undefined ? undefined : said.online ? 'yes' : 'no' },
  { label: 'Port', value: said.port },
  { label: 'Country', value: text(said.country) },
  { label: 'Network', value: said.asn && <span className="mono text-12">AS{said.asn}</span> },
  { label: 'Tags', value: text(said.tags?.join(', ')) },
  { label: 'Marking', value: said.tlp && <TlpMark tlp={said.tlp} /> },
  { label: 'Reporter', value: text(said.reporter) },
  { label: 'Reference', value: said.reference && <Outside className="mono text-12 break-all">{said.reference}</Outside> },
  { label: 'Description', value: text(said.description) },
  ...Object.entries(said.details ?? {}).map(([label, value]) => ({ label, value: text(value) })),
]

const Column = ({ assertion, all }: { assertion: Assertion; all: readonly Assertion[] }) => (
  <li className="min-w-0 border-t border-line">
    <div className="px-3 pt-2 pb-2">
      <h3 className="flex items-center gap-2 text-15 font-semibold">
        <Link to="/sources/$id" params={{ id: assertion.source }} className="truncate hover:text-tool hover:underline">
          <Outside>{assertion.sourceName}</Outside>
        </Link>
        <Stamp reliability={assertion.reliability} credibility={credibilityOf(assertion, all)} />
      </h3>
      <p className="text-12 text-fg2">
        {plural(assertion.reports, 'report')}, last <Ago at={assertion.lastReported} />
        {assertion.withdrawnAt !== null && (
          <>
            {' '}
            · no longer listed since <Ago at={assertion.withdrawnAt} />
          </>
        )}
      </p>
    </div>
    <Facts rows={rowsOf(assertion.statement)} />
    {assertion.raw !== null && (
      <div className="px-3 pb-3">
        <RawRecord raw={assertion.raw} />
      </div>
    )}
  </li>
)

export const Assertions = ({ assertions }: { assertions: readonly Assertion[] }) => (
  <ul className="grid grid-cols-[repeat(auto-fit,minmax(min(18rem,100%),1fr))]">
    {assertions.map(assertion => (
      <Column key={assertion.source} assertion={assertion} all={assertions} />
    ))}
  </ul>
)
