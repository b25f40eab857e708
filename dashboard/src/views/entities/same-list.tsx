/** Pairs that may be the same, the surest first, and what people decided. */
import type { EntityKind } from '@keysguard/model'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { sameQuery } from '../../client/queries.ts'
import { Button } from '../../ui/button.tsx'
import { Empty, ProblemNote, SkeletonRows } from '../../ui/note.tsx'
import { SamePairs } from '../../ui/same-pairs.tsx'

const STATES = [
  ['open', 'Open'],
  ['same', 'The same'],
  ['different', 'Different'],
] as const
type State = (typeof STATES)[number][0]

export const SameList = ({ kind }: { kind: EntityKind | undefined }) => {
  const [state, setState] = useState<State>('open')
  const query = useInfiniteQuery(sameQuery(state, kind))
  const items = query.data?.pages.flatMap(page => page.items) ?? []
  return (
    <section aria-label="May be the same" className="border-t border-line">
      <fieldset className="flex flex-wrap items-center gap-1.5 px-3 py-2">
        <legend className="sr-only">Decided or not</legend>
        {STATES.map(([one, word]) => (
          <Button key={one} aria-pressed={state === one} kind={state === one ? 'main' : 'plain'} onClick={() => setState(one)}>
            {word}
          </Button>
        ))}
      </fieldset>
      {query.error && !query.data && <ProblemNote error={query.error} retry={() => void query.refetch()} />}
      {!query.data && !query.error && (
        <div role="status" aria-label="Loading">
          <SkeletonRows rows={6} height={84} />
        </div>
      )}
      {query.data && items.length === 0 && (
        <Empty title={state === 'open' ? 'Nothing to decide' : 'Nothing decided yet'}>
          Two that share a name, a spelling, or more indicators than chance would give them are proposed here. Nothing is joined
          until a person says so.
        </Empty>
      )}
      <SamePairs pairs={items} />
      {query.hasNextPage && (
        <p className="border-t border-line px-3 py-3">
          <Button disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            Show more
          </Button>
        </p>
      )}
    </section>
  )
}
