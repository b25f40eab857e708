/** All sources: how each is doing, what it brought, when it runs next. */
import { useQuery } from '@tanstack/react-query'
import { sourcesQuery } from '../../client/queries.ts'
import { Empty, ProblemNote, SkeletonRows } from '../../ui/note.tsx'
import { SourceRow } from './source-row.tsx'

export const SourcesPage = () => {
  const { data, error, refetch } = useQuery(sourcesQuery)
  return (
    <>
      <title>Sources · KeysGuard</title>
      <div className="flex h-12 items-center px-3">
        <h1 className="text-17 font-semibold">Sources</h1>
        <p className="num ml-3 text-fg2">
          {data &&
            `${data.items.filter(source => source.health === 'healthy' || source.health === 'running').length} of ${data.items.length} are well`}
        </p>
      </div>
      {error && !data && <ProblemNote error={error} retry={() => void refetch()} />}
      {!data && !error && (
        <div role="status" aria-label="Loading">
          <SkeletonRows rows={12} height={56} />
        </div>
      )}
      {data?.items.length === 0 && (
        <Empty title="No sources">
          Every source that ships with KeysGuard is switched off in the configuration.{' '}
          <code className="mono text-12">keysguard sources</code> lists them.
        </Empty>
      )}
      <ul className="border-t border-line">
        {data?.items.map(source => (
          <SourceRow key={source.id} source={source} />
        ))}
      </ul>
    </>
  )
}
