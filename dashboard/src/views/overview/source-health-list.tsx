/** The sources at a glance: those that need somebody first. */
import type { SourceCard, SourceHealth } from '@keysguard/model'
import { Link } from '@tanstack/react-router'
import { Health, OutcomeStrip } from '../../ui/health.tsx'
import { Section } from '../../ui/section.tsx'
import { Outside } from '../../ui/text.tsx'
import { Ago } from '../../ui/time.tsx'

const URGENCY: Readonly<Record<SourceHealth, number>> = {
  failing: 0,
  stale: 1,
  running: 2,
  waiting: 3,
  healthy: 4,
  paused: 5,
  'needs-key': 6,
  off: 7,
}
const MOST = 10

export const SourceHealthList = ({ sources }: { sources: readonly SourceCard[] }) => {
  const shown = sources.toSorted((a, b) => URGENCY[a.health] - URGENCY[b.health]).slice(0, MOST)
  return (
    <Section
      title="Source health"
      className="border-t border-line"
      aside={
        <Link to="/sources" className="text-12 font-semibold text-tool">
          All {sources.length} sources
        </Link>
      }
    >
      <ul className="grid px-3 pb-3 lg:grid-cols-2 lg:gap-x-6">
        {shown.map(source => (
          <li key={source.id} className="border-t border-line">
            <Link
              to="/sources/$id"
              params={{ id: source.id }}
              className="grid h-9 grid-cols-[1rem_minmax(0,1fr)_auto_4.5rem] items-center gap-2 hover:text-tool pointer-coarse:h-11"
            >
              <Health health={source.health} word={false} />
              <Outside className="truncate">{source.name}</Outside>
              <OutcomeStrip runs={source.recent} />
              <span className="text-right text-12 text-fg2">
                {source.lastSuccessAt ? <Ago at={source.lastSuccessAt} /> : 'never'}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  )
}
