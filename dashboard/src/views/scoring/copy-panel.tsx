/** Who copies whom: beside its origin a copy counts only what is its own. */
import type { ScoringReport } from '@keysguard/model'
import { Link } from '@tanstack/react-router'
import { percent, plural } from '../../client/format.ts'
import { Section } from '../../ui/section.tsx'
import { Outside } from '../../ui/text.tsx'

export const CopyPanel = ({ report: { sources } }: { report: ScoringReport }) => {
  const nameOf = (id: string): string => sources.find(source => source.id === id)?.name ?? id
  const pairs = sources
    .flatMap(({ id, name, copies }) => copies.map(copy => ({ id, name, ...copy })))
    .sort((a, b) => a.rho - b.rho)
  return (
    <Section title="Who copies whom" className="border-t border-line">
      {pairs.length === 0 && (
        <p className="px-3 pb-3 text-fg2">
          No copying has been found. A source copies when it says, again and again, what another said shortly before.
        </p>
      )}
      <ul>
        {pairs.map(({ id, name, from, rho, shared }) => (
          <li key={`${id} ${from}`} className="grid gap-x-3 border-t border-line px-3 py-1.5 md:grid-cols-[minmax(0,1fr)_auto]">
            <span className="min-w-0">
              <Link to="/sources/$id" params={{ id }} className="hover:text-tool">
                <Outside>{name}</Outside>
              </Link>{' '}
              <span className="text-fg3">copies</span>{' '}
              <Link to="/sources/$id" params={{ id: from }} className="hover:text-tool">
                <Outside>{nameOf(from)}</Outside>
              </Link>
            </span>
            <span className="num text-12 text-fg2">
              {percent(1 - rho)} taken from there; {plural(shared, 'report')} shared
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
