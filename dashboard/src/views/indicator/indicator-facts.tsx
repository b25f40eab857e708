/** The plain facts in one column. */
import type { IndicatorDetail } from '@keysguard/model'
import { Link } from '@tanstack/react-router'
import { duration, percent } from '../../client/format.ts'
import { toggled } from '../../client/query-text.ts'
import { CopyButton } from '../../ui/button.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Notches } from '../../ui/notches.tsx'
import { TlpMark } from '../../ui/stamp.tsx'
import { Outside } from '../../ui/text.tsx'
import { Ago } from '../../ui/time.tsx'

const TagLinks = ({ field, values }: { field: 'tag' | 'malware'; values: readonly string[] }) => (
  <span className="flex flex-wrap gap-x-2">
    {values.map(value => (
      <Link
        key={value}
        to="/indicators"
        search={{ q: toggled('', field, value, 'included') }}
        className="text-tool hover:underline"
      >
        <Outside>{value}</Outside>
      </Link>
    ))}
  </span>
)

export const IndicatorFacts = ({ detail }: { detail: IndicatorDetail }) => {
  const { explanation } = detail
  return (
    <>
      <Facts
        rows={[
          { label: 'Was malicious', value: percent(explanation.everMalicious) },
          { label: 'Still active', value: percent(explanation.stillActive) },
          { label: 'Certainty', value: <Notches share={1 - explanation.uncertainty} label="Certainty" /> },
          { label: 'Conflict', value: <Notches share={explanation.conflict} label="Conflict" /> },
          { label: 'Decay class', value: explanation.decayClass },
          { label: 'Half-life', value: duration(explanation.halfLifeDays * 86_400_000) },
          { label: 'Last active', value: <Ago at={explanation.lastActive} /> },
          { label: 'First seen', value: <Ago at={detail.firstSeen} /> },
          { label: 'Last seen', value: <Ago at={detail.lastSeen} /> },
          { label: 'Known here', value: <Ago at={detail.addedAt} /> },
          { label: 'Malware', value: detail.malware.length > 0 && <TagLinks field="malware" values={detail.malware} /> },
          { label: 'Tags', value: detail.tags.length > 0 && <TagLinks field="tag" values={detail.tags} /> },
          { label: 'Marking', value: <TlpMark tlp={detail.tlp} /> },
          { label: 'Origin', value: detail.sample ? 'built-in sample day' : undefined },
          { label: 'STIX id', value: <span className="mono text-11 break-all">{detail.stixId}</span> },
        ]}
      />
      <p className="px-3 pb-3">
        <CopyButton text={detail.stixId}>Copy STIX id</CopyButton>
      </p>
    </>
  )
}
