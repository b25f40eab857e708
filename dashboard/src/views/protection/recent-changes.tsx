/** What came of the last changes: what was judged again, suppressed, released. */
import { useQuery } from '@tanstack/react-query'
import { count } from '../../client/format.ts'
import { rejudgementsQuery } from '../../client/judgement.ts'
import { Section } from '../../ui/section.tsx'
import { Outside } from '../../ui/text.tsx'
import { Ago } from '../../ui/time.tsx'

const SHOWN = 6

export const RecentChanges = () => {
  const { data } = useQuery(rejudgementsQuery)
  const jobs = data?.items ?? []
  return (
    <Section title="Judged again" className="border-t border-line">
      {data && jobs.length === 0 && <p className="px-3 pb-3 text-fg2">Nothing has changed yet.</p>}
      <ul>
        {jobs.slice(0, SHOWN).map(({ id, cause, startedAt, finishedAt, judged, suppressed, released, rescored }) => (
          <li key={id} className="grid gap-x-4 border-t border-line px-3 py-1.5 md:grid-cols-[minmax(0,1fr)_auto]">
            <Outside className="min-w-0">{cause}</Outside>
            <Ago at={startedAt} className="text-12 text-fg3" />
            <span className="num text-12 text-fg2 md:col-span-2">
              {finishedAt === null && 'Still going on: '}
              {count(judged)} judged, {count(suppressed)} suppressed, {count(released)} released, {count(rescored)} scored anew
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
