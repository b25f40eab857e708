/** Who said something new, when: newest first, as in a log. */
import { type ObservationEntry, THREAT_TYPES } from '@keysguard/model'
import { Empty } from '../../ui/note.tsx'
import { RawRecord } from '../../ui/raw-record.tsx'
import { Outside } from '../../ui/text.tsx'
import { Ago, Utc } from '../../ui/time.tsx'

const gist = ({ statement }: ObservationEntry): string =>
  [
    statement.threat && THREAT_TYPES[statement.threat],
    statement.malware,
    statement.actors?.slice(0, 3).join(', '),
    statement.campaigns?.slice(0, 3).join(', '),
    statement.confidence === undefined ? undefined : `confidence ${statement.confidence}`,
    statement.online === undefined ? undefined : statement.online ? 'reachable' : 'not reachable',
    statement.report?.title,
    statement.tags?.join(', '),
  ]
    .filter(Boolean)
    .join(' · ')

export const History = ({ entries }: { entries: readonly ObservationEntry[] }) => {
  if (entries.length === 0) return <Empty title="No history">The record of what was said is kept from the first run on.</Empty>
  return (
    <ol className="px-3 pb-4">
      {entries.map((entry, index) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: two sources can speak in the same millisecond; the list only grows at a reload
          key={`${entry.at}-${entry.source}-${index}`}
          className="relative grid gap-x-4 border-l border-line py-1.5 pl-4 before:absolute before:top-3 before:-left-1 before:size-1.75 before:rounded-full before:bg-edge md:grid-cols-[11.5rem_minmax(0,1fr)]"
        >
          <p className="text-12">
            <Utc at={entry.at} className="text-fg2" />
            <Ago at={entry.at} className="block text-fg3" />
          </p>
          <div className="min-w-0">
            <p>
              <Outside className="font-semibold">{entry.sourceName}</Outside>{' '}
              <Outside className="text-fg2">{gist(entry)}</Outside>
            </p>
            {entry.raw !== null && <RawRecord raw={entry.raw} />}
          </div>
        </li>
      ))}
    </ol>
  )
}
