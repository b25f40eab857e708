/** The parts of a source's page. The address holds which one is open. */
import type { SourceCard } from '@keysguard/model'
import { Link } from '@tanstack/react-router'
import { count } from '../../client/format.ts'
import { SOURCE_VIEWS, type SourceView } from '../../client/location.ts'

export const VIEW_NAMES: Readonly<Record<SourceView, string>> = {
  runs: 'Runs',
  quality: 'Quality',
  settings: 'Settings',
  quarantine: 'Quarantine',
}

const TAB =
  'flex min-h-9 items-center gap-1.5 border-b-2 border-transparent px-3 text-12 font-semibold text-fg2 hover:text-fg aria-[current]:border-tool aria-[current]:text-fg pointer-coarse:min-h-11'

export const SourceTabs = ({ source, view }: { source: SourceCard; view: SourceView }) => (
  <nav aria-label="Parts of this page" className="flex border-b border-line">
    {SOURCE_VIEWS.map(each => (
      <Link
        key={each}
        to="/sources/$id"
        params={{ id: source.id }}
        search={{ view: each }}
        aria-current={each === view ? 'true' : undefined}
        className={TAB}
      >
        {VIEW_NAMES[each]}
        {each === 'quarantine' && source.quarantined > 0 && (
          <span className="num font-normal text-fg3">{count(source.quarantined)}</span>
        )}
        {each === 'settings' && source.needs.length > 0 && <span className="size-1.5 rounded-full bg-high" aria-hidden="true" />}
      </Link>
    ))}
  </nav>
)
