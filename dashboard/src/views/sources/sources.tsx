/** All sources, by what they want of a person: those that need attention first, those that nobody has connected last. */
import type { SourceCard } from '@keysguard/model'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Plus, Scale } from 'lucide-react'
import { useRef } from 'react'
import { plural } from '../../client/format.ts'
import { SOURCE_GROUPS, type SourceGroup } from '../../client/location.ts'
import { sourcesQuery } from '../../client/queries.ts'
import { useShortcuts } from '../../client/shortcuts.ts'
import { byName, GROUP_NAMES, groupOf, inGroup, matchesText } from '../../client/source-groups.ts'
import { buttonClass } from '../../ui/button.tsx'
import { Empty, ProblemNote, SkeletonRows } from '../../ui/note.tsx'
import { Section } from '../../ui/section.tsx'
import { useMayManage } from '../../ui/source-actions.tsx'
import { FleetStrip } from './fleet-strip.tsx'
import { GroupTabs, TextFilter } from './source-filter.tsx'
import { SourceRow } from './source-row.tsx'

const route = getRouteApi('/shell/sources')

/** Where there is none of a kind, what that means. */
const NOBODY: Readonly<Record<SourceGroup, string>> = {
  attention: 'Every source that is switched on came in at its last run.',
  fine: 'No source has come in yet: connect one that needs a key, or switch one on.',
  key: 'Every source has what it needs.',
  off: 'Every source is switched on.',
  own: 'No feed was added here yet. Any address with rows of indicators can become one.',
}

const links = (list: HTMLElement | null): HTMLElement[] => [...(list?.querySelectorAll<HTMLElement>('a[data-source]') ?? [])]

export const SourcesPage = () => {
  const { show, q = '' } = route.useSearch()
  const { data, error, refetch } = useQuery(sourcesQuery)
  const mayManage = useMayManage()
  const list = useRef<HTMLDivElement>(null)
  const filter = useRef<HTMLInputElement>(null)
  const step = (by: number) => (): void => {
    const all = links(list.current)
    const at = all.findIndex(link => link.matches(':focus'))
    const next = all[at === -1 ? 0 : Math.max(0, Math.min(all.length - 1, at + by))]
    next?.focus()
    next?.closest('li')?.scrollIntoView({ block: 'nearest' })
  }
  useShortcuts({ j: step(1), k: step(-1), '/': () => filter.current?.select() })
  const sources = data?.items ?? []
  const shown = sources.filter(card => (show === undefined || inGroup(card, show)) && matchesText(card, q)).sort(byName)
  return (
    <div ref={list}>
      <title>Sources · KeysGuard</title>
      <div className="flex min-h-12 flex-wrap items-center gap-x-4 gap-y-2 px-3 py-2">
        <h1 className="text-17 font-semibold">Sources</h1>
        {data && <FleetStrip sources={sources} />}
        <Link to="/sources/quality" className={`${buttonClass()} ml-auto`}>
          <Scale className="size-3.5" aria-hidden="true" /> Quality
        </Link>
        {mayManage && (
          <Link to="/feeds/new" className={buttonClass()}>
            <Plus className="size-3.5" aria-hidden="true" /> Add a feed
          </Link>
        )}
      </div>
      <div className="sticky top-0 z-10 border-b border-line bg-bg md:flex md:items-center md:justify-between md:pr-3">
        <GroupTabs sources={sources} />
        <span className="block py-1 max-md:px-3 max-md:pb-2 md:w-60">
          <TextFilter field={filter} onDown={step(1)} />
        </span>
      </div>
      <p role="status" className="sr-only">
        {data ? `${plural(shown.length, 'source')} shown` : ''}
      </p>
      {error && !data && <ProblemNote error={error} retry={() => void refetch()} />}
      {!data && !error && (
        <div role="status" aria-label="Loading">
          <SkeletonRows rows={14} height={56} />
        </div>
      )}
      {data && shown.length === 0 && <Nothing show={show} q={q} isEmpty={sources.length === 0} />}
      {show === undefined ? <Grouped sources={shown} /> : <Rows sources={shown} />}
    </div>
  )
}

const Rows = ({ sources }: { sources: readonly SourceCard[] }) => (
  <ul>
    {sources.map(source => (
      <SourceRow key={source.id} source={source} />
    ))}
  </ul>
)

const Grouped = ({ sources }: { sources: readonly SourceCard[] }) =>
  SOURCE_GROUPS.filter(group => group !== 'own').map(group => {
    const members = sources.filter(card => groupOf(card) === group)
    if (members.length === 0) return null
    return (
      <Section key={group} title={GROUP_NAMES[group]} aside={<span className="num text-12 text-fg3">{members.length}</span>}>
        <Rows sources={members} />
      </Section>
    )
  })

interface NothingProps {
  readonly show: SourceGroup | undefined
  readonly q: string
  readonly isEmpty: boolean
}

const Nothing = ({ show, q, isEmpty }: NothingProps) => {
  if (isEmpty) {
    return (
      <Empty title="No sources">
        Every source that ships with KeysGuard is switched off in the configuration.{' '}
        <code className="mono text-12">keysguard sources</code> lists them.
      </Empty>
    )
  }
  return (
    <Empty title={q === '' ? 'None' : 'Nothing matches'}>
      {q === '' && show !== undefined ? NOBODY[show] : 'No source here has these words in its name, provider or description. '}
      {q !== '' && (
        <Link to="/sources" className="font-semibold text-tool underline">
          Show all sources
        </Link>
      )}
    </Empty>
  )
}
