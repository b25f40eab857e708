/** A declared feed, to be read and changed. */
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { inert } from '../../client/inert.ts'
import { feedQuery } from '../../client/queries.ts'
import { ProblemNote, SkeletonRows } from '../../ui/note.tsx'
import { FeedEditor } from './feed-editor.tsx'

const route = getRouteApi('/shell/feeds/$id')

export const FeedPage = () => {
  const { id } = route.useParams()
  const { data: feed, error, refetch } = useQuery(feedQuery(id))
  if (error && !feed) return <ProblemNote error={error} retry={() => void refetch()} />
  if (!feed) {
    return (
      <div role="status" aria-label="Loading">
        <SkeletonRows rows={20} height={20} />
      </div>
    )
  }
  return (
    <>
      <title>{`${inert(feed.id)}, feed · KeysGuard`}</title>
      <FeedEditor key={feed.id} feed={feed} draft={feed.yaml} />
    </>
  )
}
