/** Rows that were refused, with the reason and the raw text; a replay reads them again with today's parser. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { replayQuarantine } from '../../client/commands.ts'
import { plural } from '../../client/format.ts'
import { quarantineQuery } from '../../client/queries.ts'
import { Button } from '../../ui/button.tsx'
import { Empty, ProblemNote, problemText, SkeletonRows } from '../../ui/note.tsx'
import { RawRecord } from '../../ui/raw-record.tsx'
import { useMayManage } from '../../ui/source-actions.tsx'
import { Outside } from '../../ui/text.tsx'
import { Ago } from '../../ui/time.tsx'

const Replay = ({ id }: { id: string }) => {
  const queries = useQueryClient()
  const replay = useMutation({
    mutationFn: () => replayQuarantine(id),
    onSettled: () => queries.invalidateQueries({ queryKey: ['sources'] }),
  })
  if (!useMayManage()) return null
  const accepted = replay.data && replay.data.counts.received - replay.data.counts.rejected
  return (
    <p className="flex flex-wrap items-center gap-3 px-3 py-2">
      <Button disabled={replay.isPending} onClick={() => replay.mutate()}>
        {replay.isPending ? 'Replaying…' : 'Replay all'}
      </Button>
      <span role="status" className="text-fg2">
        {accepted !== undefined &&
          `${plural(accepted, 'row')} came in, ${plural(replay.data?.counts.rejected ?? 0, 'row')} refused again.`}
        {replay.error && problemText(replay.error).what}
      </span>
    </p>
  )
}

export const Quarantine = ({ id }: { id: string }) => {
  const { data, error, refetch } = useQuery(quarantineQuery(id))
  if (error && !data) return <ProblemNote error={error} retry={() => void refetch()} />
  if (!data) return <SkeletonRows rows={3} height={44} />
  if (data.items.length === 0) return <Empty title="Empty">Every row of the last runs was readable.</Empty>
  return (
    <>
      <Replay id={id} />
      <ul>
        {data.items.map(row => (
          <li key={row.id} className="grid gap-x-4 border-t border-line px-3 py-2 md:grid-cols-[12rem_minmax(0,1fr)]">
            <p>
              <Outside className="font-semibold">{row.reason}</Outside>
              <Ago at={row.at} className="block text-12 text-fg3" />
            </p>
            <div className="min-w-0">
              <Outside className="text-fg2">{row.detail}</Outside>
              <RawRecord raw={row.raw} summary="Raw row" />
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}
