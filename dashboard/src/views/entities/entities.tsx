/** Who and what is behind indicators: a list for each kind, a search over all names, and what may be the same. */
import { ENTITY_KINDS, type Entity, type EntityKind, entityKinds } from '@keysguard/model'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { count } from '../../client/format.ts'
import { entitiesQuery } from '../../client/queries.ts'
import { useSettled } from '../../client/settled.ts'
import { Button } from '../../ui/button.tsx'
import { CONTROL } from '../../ui/field.tsx'
import { Empty, ProblemNote, SkeletonRows } from '../../ui/note.tsx'
import { EntityRow } from './entity-row.tsx'
import { SameList } from './same-list.tsx'

const route = getRouteApi('/shell/entities')

export const EntitiesPage = () => {
  const { kind, q = '', show } = route.useSearch()
  const settled = useSettled(q, 150)
  const query = useInfiniteQuery(entitiesQuery({ kind, q: settled }))
  const [first] = query.data?.pages ?? []
  const items = query.data?.pages.flatMap(page => page.items) ?? []
  return (
    <div className="flex min-h-full flex-col">
      <title>Entities · KeysGuard</title>
      <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2 px-3 pt-4 pb-2">
        <div className="min-w-0">
          <h1 className="text-17 leading-6 font-semibold">Entities</h1>
          <p className="mt-0.5 text-fg2">Who and what is behind indicators, each under all the names it goes by.</p>
        </div>
        <NameFilter />
      </header>
      <KindTabs kinds={first?.kinds ?? []} />
      {show === 'same' ? (
        <SameList kind={kind} />
      ) : (
        <>
          {query.error && !first && <ProblemNote error={query.error} retry={() => void query.refetch()} />}
          {!first && !query.error && (
            <div role="status" aria-label="Loading">
              <SkeletonRows rows={14} height={52} />
            </div>
          )}
          {first && items.length === 0 && <Nothing q={q} kind={kind} />}
          {items.length > 0 && <List items={items} />}
          {query.hasNextPage && (
            <p className="border-t border-line px-3 py-3">
              <Button disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {query.isFetchingNextPage ? 'Loading…' : 'Show more'}
              </Button>
            </p>
          )}
        </>
      )}
    </div>
  )
}

const List = ({ items }: { items: readonly Entity[] }) => (
  <ul aria-label="Entities" className="border-t border-line">
    {items.map(entity => (
      <EntityRow key={`${entity.kind}/${entity.id}`} entity={entity} />
    ))}
  </ul>
)

const Nothing = ({ q, kind }: { q: string; kind: EntityKind | undefined }) => (
  <div className="border-t border-line">
    {q === '' ? (
      <Empty title={`No ${kind === undefined ? 'entities' : ENTITY_KINDS[kind].toLowerCase()} yet`}>
        {kind === 'vulnerability' ? (
          <>
            Vulnerabilities come from sources such as CISA KEV, EPSS and NVD.{' '}
            <Link to="/sources" className="text-tool underline">
              Look at the sources
            </Link>
          </>
        ) : (
          'They appear as soon as a source names one.'
        )}
      </Empty>
    ) : (
      <Empty title="Nothing goes by this name">
        Names are compared without case, spaces and punctuation.{' '}
        <Link to="/indicators" search={{ q }} className="text-tool underline">
          Search indicators instead
        </Link>
      </Empty>
    )}
  </div>
)

const TAB =
  'flex min-h-9 shrink-0 items-center gap-1.5 border-b-2 border-transparent px-2.5 text-12 font-semibold text-fg2 hover:text-fg aria-[current]:border-tool aria-[current]:text-fg pointer-coarse:min-h-11'

const KindTabs = ({ kinds }: { kinds: readonly { readonly kind: EntityKind; readonly count: number | null }[] }) => {
  const { kind, show } = route.useSearch()
  const counted = (of: EntityKind): number | null => kinds.find(one => one.kind === of)?.count ?? null
  return (
    <nav aria-label="Kinds" className="flex overflow-x-auto px-0.5">
      {([undefined, ...entityKinds] as const).map(of => {
        const many = of === undefined ? null : counted(of)
        return (
          <Link
            key={of ?? 'all'}
            to="/entities"
            search={({ q }) => ({ kind: of, q })}
            aria-current={show !== 'same' && kind === of ? 'true' : undefined}
            activeOptions={{ exact: true, includeSearch: true }}
            className={TAB}
          >
            {of === undefined ? 'All' : PLURAL[of]}
            {many !== null && <span className="num font-normal text-fg3">{count(many)}</span>}
          </Link>
        )
      })}
      <Link
        to="/entities"
        search={{ show: 'same' }}
        aria-current={show === 'same' ? 'true' : undefined}
        activeOptions={{ exact: true, includeSearch: true }}
        className={`${TAB} ml-auto`}
      >
        May be the same
      </Link>
    </nav>
  )
}

const PLURAL: Readonly<Record<EntityKind, string>> = {
  actor: 'Actors',
  malware: 'Malware',
  tool: 'Tools',
  campaign: 'Campaigns',
  vulnerability: 'Vulnerabilities',
  technique: 'Techniques',
}

const NameFilter = () => {
  const { q = '' } = route.useSearch()
  const navigate = route.useNavigate()
  const [text, setText] = useState(q)
  const ask = (next: string): void => {
    setText(next)
    void navigate({ search: ({ kind }) => ({ kind, q: next.trim() }), replace: true })
  }
  return (
    <input
      type="search"
      aria-label="Name or alias"
      placeholder="Name or alias"
      autoComplete="off"
      spellCheck={false}
      value={text}
      onChange={event => ask(event.target.value)}
      className={`${CONTROL} md:max-w-72`}
    />
  )
}
