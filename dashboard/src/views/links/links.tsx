/** Everything that has one value: where one goes on from an indicator. */
import { type EntityKind, LINK_KINDS, linkKinds } from '@keysguard/model'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { count } from '../../client/format.ts'
import { inert } from '../../client/inert.ts'
import { linkedQuery } from '../../client/queries.ts'
import { Button } from '../../ui/button.tsx'
import { NeighbourLine } from '../../ui/neighbour.tsx'
import { ProblemNote, SkeletonRows } from '../../ui/note.tsx'
import { SharedValue } from '../../ui/shared-value.tsx'
import { Outside } from '../../ui/text.tsx'

const route = getRouteApi('/shell/links/$kind/$value')

/** Values that have a page of their own. */
const ENTITY_OF: Readonly<Record<string, EntityKind>> = {
  actor: 'actor',
  malware: 'malware',
  campaign: 'campaign',
  cve: 'vulnerability',
}

export const LinksPage = () => {
  const { kind: asked, value } = route.useParams()
  const { of } = route.useSearch()
  const kind = linkKinds.find(each => each === asked)
  const query = useInfiniteQuery(linkedQuery(asked, value, of))
  const entity = asked in ENTITY_OF ? ENTITY_OF[asked] : undefined
  const [first] = query.data?.pages ?? []
  const items = query.data?.pages.flatMap(page => page.items) ?? []
  return (
    <article>
      <title>{`${inert(value).slice(0, 80)} · KeysGuard`}</title>
      <header className="px-3 pt-4 pb-3">
        <p className="caption">{kind === undefined ? 'Links' : LINK_KINDS[kind]}</p>
        <h1 className="mt-1 text-17 leading-6 font-semibold">
          {kind === undefined ? <Outside>{value}</Outside> : <SharedValue kind={kind} value={value} />}
        </h1>
        {entity !== undefined && (
          <p className="mt-1">
            <Link to="/entities/$kind/$id" params={{ kind: entity, id: value }} className="text-tool hover:underline">
              Everything about it
            </Link>
          </p>
        )}
        {kind === 'report' && (
          <p className="mt-1">
            <Link to="/reports" search={{ q: value }} className="text-tool hover:underline">
              Look for it among the reports
            </Link>
          </p>
        )}
        {first && (
          <p className="mt-1 text-fg2">
            {first.indicators.exact ? '' : 'More than '}
            {count(first.indicators.count)} {first.indicators.count === 1 ? 'indicator has' : 'indicators have'} it
            {first.hub ? '. So many share it that it connects nothing.' : `, weight ${first.weight.toFixed(2)}.`}
            {of !== undefined && (
              <>
                {' '}
                Shown are those that had it when{' '}
                <Link to="/indicators/$id" params={{ id: of }} className="text-tool hover:underline">
                  this indicator
                </Link>{' '}
                had it.
              </>
            )}
          </p>
        )}
      </header>
      {query.error && !first && <ProblemNote error={query.error} retry={() => void query.refetch()} />}
      {!first && !query.error && (
        <div role="status" aria-label="Loading">
          <SkeletonRows rows={8} height={36} />
        </div>
      )}
      {first && items.length === 0 && <p className="border-t border-line px-3 py-3 text-fg2">Nobody known has it.</p>}
      {items.length > 0 && (
        <ul className="border-t border-line px-3 py-1">
          {items.map(neighbour => (
            <NeighbourLine key={neighbour.id} neighbour={neighbour} />
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <p className="px-3 py-3">
          <Button disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {query.isFetchingNextPage ? 'Loading…' : 'Show more'}
          </Button>
        </p>
      )}
    </article>
  )
}
