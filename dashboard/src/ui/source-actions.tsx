/** Run now, pause, resume; only for those who may. */
import { may, type SourceCard } from '@keysguard/model'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Pause, Play, RefreshCw } from 'lucide-react'
import { pauseSource, runSource } from '../client/commands.ts'
import { sessionQuery } from '../client/queries.ts'
import { Button } from './button.tsx'
import { problemText } from './note.tsx'

/** Whether the signed-in account may change sources. */
export const useMayManage = (): boolean => {
  const { data: session } = useQuery(sessionQuery)
  return session !== undefined && may(session.role, 'manage-sources')
}

export const SourceActions = ({ source }: { source: SourceCard }) => {
  const queries = useQueryClient()
  const refresh = () => queries.invalidateQueries({ queryKey: ['sources'] })
  const run = useMutation({ mutationFn: () => runSource(source.id), onSettled: refresh })
  const pause = useMutation({ mutationFn: () => pauseSource(source.id, !source.paused), onSettled: refresh })
  const isRunning = run.isPending || source.health === 'running'
  const error = run.error ?? pause.error
  if (!useMayManage()) return null
  const PauseIcon = source.paused ? Play : Pause
  return (
    <div className="flex items-center justify-end gap-2">
      {error && (
        <span role="alert" className="max-w-60 text-12 text-crit">
          {problemText(error).what}
        </span>
      )}
      <Button disabled={isRunning} onClick={() => run.mutate()} aria-label={`Run ${source.name} now`} title="Run now">
        <RefreshCw className={`size-3.5 ${isRunning ? 'pulse' : ''}`} aria-hidden="true" />
        <span>{isRunning ? 'Running' : 'Run now'}</span>
      </Button>
      <Button
        disabled={pause.isPending}
        onClick={() => pause.mutate()}
        aria-label={`${source.paused ? 'Resume' : 'Pause'} ${source.name}`}
        title={source.paused ? 'Resume' : 'Pause'}
      >
        <PauseIcon className="size-3.5" aria-hidden="true" />
      </Button>
    </div>
  )
}
