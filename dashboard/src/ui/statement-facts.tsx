/** Everything a source said of an indicator, as labelled facts: for its page, and for the rows of a trial. */
import { type EntityKind, type Statement, THREAT_TYPES } from '@keysguard/model'
import { Link } from '@tanstack/react-router'
import { bytes, percent } from '../client/format.ts'
import { EntityLink } from './entity-link.tsx'
import type { FactRow } from './facts.tsx'
import { Notches } from './notches.tsx'
import { ReportLink } from './report-link.tsx'
import { TlpMark } from './stamp.tsx'
import { Outside } from './text.tsx'
import { Ago } from './time.tsx'

const text = (value: string | undefined) => (value === undefined || value === '' ? undefined : <Outside>{value}</Outside>)

const MOST_SHOWN = 12

/** Each of a list in a frame of its own, so that names with commas in them stay apart. */
const Names = ({ names }: { names: readonly string[] }) => (
  <span className="flex flex-wrap gap-1">
    {[...new Set(names)].slice(0, MOST_SHOWN).map(name => (
      <Outside key={name} className="max-w-full truncate border border-line bg-panel px-1 text-12 leading-5">
        {name}
      </Outside>
    ))}
    {names.length > MOST_SHOWN && <span className="text-12 text-fg3">and {names.length - MOST_SHOWN} more</span>}
  </span>
)

const names = (list: readonly string[] | undefined) =>
  list === undefined || list.length === 0 ? undefined : <Names names={list} />

const TECHNIQUE = /^T\d{4}(?:\.\d{3})?$/

/** Each leads to its own page. */
const Entities = ({ kind, names }: { kind: EntityKind; names: readonly string[] }) => (
  <span className="flex flex-wrap gap-1">
    {[...new Set(names)].slice(0, MOST_SHOWN).map(name => (
      <EntityLink
        key={name}
        kind={kind}
        name={name}
        className="max-w-full truncate border border-line bg-panel px-1 text-12 leading-5 text-tool hover:underline"
      />
    ))}
    {names.length > MOST_SHOWN && <span className="text-12 text-fg3">and {names.length - MOST_SHOWN} more</span>}
  </span>
)

const entities = (kind: EntityKind, list: readonly string[] | undefined) =>
  list === undefined || list.length === 0 ? undefined : <Entities kind={kind} names={list} />

/** ATT&CK ids lead to their page here; what is no id is only read. */
const Techniques = ({ ids }: { ids: readonly string[] }) => (
  <span className="flex flex-wrap gap-1">
    {[...new Set(ids)].slice(0, MOST_SHOWN).map(id =>
      TECHNIQUE.test(id) ? (
        <Link
          key={id}
          to="/attack/$id"
          params={{ id }}
          className="mono border border-line bg-panel px-1 text-11 leading-5 text-tool hover:underline"
        >
          {id}
        </Link>
      ) : (
        <Outside key={id} className="mono border border-line bg-panel px-1 text-11 leading-5">
          {id}
        </Outside>
      ),
    )}
    {ids.length > MOST_SHOWN && <span className="text-12 text-fg3">and {ids.length - MOST_SHOWN} more</span>}
  </span>
)

/** Where the source of reviewed reports says which one it was. */
const REPORT_ID = 'Report id'

const KeptReport = ({ id }: { id: string }) => (
  <Link to="/reports/$id" params={{ id }} className="mono text-11 break-all text-tool hover:underline">
    {id}
  </Link>
)

const fileText = ({ name, kind, sizeBytes }: NonNullable<Statement['file']>): string =>
  [name, kind, sizeBytes === undefined ? undefined : bytes(sizeBytes)].filter(Boolean).join(' · ')

export const factsOf = (said: Statement): FactRow[] => [
  { label: 'Threat', value: said.threat && THREAT_TYPES[said.threat] },
  { label: 'Malware', value: said.malware && <EntityLink kind="malware" name={said.malware} /> },
  { label: 'Actors', value: entities('actor', said.actors) },
  { label: 'Campaigns', value: entities('campaign', said.campaigns) },
  { label: 'Techniques', value: said.techniques && said.techniques.length > 0 && <Techniques ids={said.techniques} /> },
  { label: 'Kill chain', value: names(said.killChain) },
  { label: 'Targets', value: names(said.targets) },
  {
    label: 'Confidence',
    value: said.confidence !== undefined && <Notches share={said.confidence / 100} label="Stated confidence" />,
  },
  { label: 'CVSS', value: said.cvss !== undefined && <span className="num font-semibold">{said.cvss.toFixed(1)}</span> },
  {
    label: 'EPSS',
    value: said.epss !== undefined && (
      <span className="num" title="Probability of exploitation within 30 days">
        {percent(said.epss)}
      </span>
    ),
  },
  { label: 'First seen', value: said.firstSeen && <Ago at={said.firstSeen} /> },
  { label: 'Last seen', value: said.lastSeen && <Ago at={said.lastSeen} /> },
  { label: 'Reachable', value: said.online === undefined ? undefined : said.online ? 'yes' : 'no' },
  { label: 'Port', value: said.port },
  { label: 'Country', value: text(said.country) },
  { label: 'Network', value: said.asn && <span className="mono text-12">AS{said.asn}</span> },
  { label: 'File', value: said.file && text(fileText(said.file)) },
  { label: 'Tags', value: text(said.tags?.join(', ')) },
  { label: 'Marking', value: said.tlp && <TlpMark tlp={said.tlp} /> },
  { label: 'Report', value: said.report && <ReportLink {...said.report} isKept={said.details?.[REPORT_ID] !== undefined} /> },
  { label: 'Reporter', value: text(said.reporter) },
  { label: 'Reference', value: said.reference && <Outside className="mono text-12 break-all">{said.reference}</Outside> },
  { label: 'Description', value: text(said.description) },
  ...Object.entries(said.details ?? {}).map(([label, value]) => ({
    label,
    value: label === REPORT_ID && /^[0-9a-f]{32}$/.test(value) ? <KeptReport id={value} /> : text(value),
  })),
]
