/** Run now, pause, switch on and off; only for those who may, and only what makes sense as the source stands. */
import { may, type SourceCard } from '@keysguard/model'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Pause, Play, Power, RefreshCw } from 'lucide-react'
import { changeSource, runSource, type SourceChange } from '../client/commands.ts'
import { inert } from '../client/inert.ts'
import { sessionQuery } from '../client/queries.ts'
import { Button, buttonClass } from './button.tsx'
import { problemText } from './note.tsx'

/** Whether the signed-in account may change sources. */
export const useMayManage = (): boolean => {
  const { data: session } = useQuery(sessionQuery)
  return session !== undefined && may(session.role, 'manage-sources')
}

/** Changes a source, and everything that shows it. */
export const useChangeSource = (id: string) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (change: SourceChange) => changeSource(id, change),
    onSuccess: card => queries.setQueryData(['sources', id], card),
    onSettled: () => queries.invalidateQueries({ queryKey: ['sources'] }),
    // Settings may hold a secret: not kept after it was sent.
    gcTime: 0,
  })
}

const Complaint = ({ error }: { error: Error | null }) =>
  error && (
    <span role="alert" className="max-w-60 text-12 text-crit">
      {inert(problemText(error).what)}
    </span>
  )

export const RunButton = ({ source }: { source: SourceCard }) => {
  const queries = useQueryClient()
  const run = useMutation({
    mutationFn: () => runSource(source.id),
    onSettled: () => queries.invalidateQueries({ queryKey: ['sources'] }),
  })
  const isRunning = run.isPending || source.health === 'running'
  return (
    <>
      <Complaint error={run.error} />
      <Button
        disabled={isRunning}
        onClick={() => run.mutate()}
        aria-label={`Run ${inert(source.name)} now`}
        title="Run now"
        className="w-24"
      >
        <RefreshCw className={`size-3.5 ${isRunning ? 'pulse' : ''}`} aria-hidden="true" />
        {isRunning ? 'Running' : 'Run now'}
      </Button>
    </>
  )
}

export const PauseButton = ({ source }: { source: SourceCard }) => {
  const change = useChangeSource(source.id)
  const word = source.paused ? 'Resume' : 'Pause'
  const Icon = source.paused ? Play : Pause
  return (
    <>
      <Complaint error={change.error} />
      <Button
        disabled={change.isPending}
        onClick={() => change.mutate({ paused: !source.paused })}
        aria-label={`${word} ${inert(source.name)}`}
        title={word}
      >
        <Icon className="size-3.5" aria-hidden="true" />
      </Button>
    </>
  )
}

export const SwitchButton = ({ source }: { source: SourceCard }) => {
  const change = useChangeSource(source.id)
  const word = source.enabled ? 'Switch off' : 'Switch on'
  return (
    <>
      <Complaint error={change.error} />
      <Button
        disabled={change.isPending}
        onClick={() => change.mutate({ enabled: !source.enabled })}
        aria-label={`${word}: ${inert(source.name)}`}
      >
        <Power className="size-3.5" aria-hidden="true" />
        {word}
      </Button>
    </>
  )
}

/** The next step for a source, in a list of them. */
export const SourceActions = ({ source }: { source: SourceCard }) => {
  if (!useMayManage()) return null
  return (
    <div className="flex items-center justify-end gap-2">
      {source.needs.length > 0 ? (
        <Link
          to="/sources/$id"
          params={{ id: source.id }}
          search={{ view: 'settings' }}
          aria-label={`Connect ${inert(source.name)}`}
          className={buttonClass()}
        >
          Connect
        </Link>
      ) : source.enabled || source.everyMinutes === 0 ? (
        <>
          <RunButton source={source} />
          <PauseButton source={source} />
        </>
      ) : (
        <SwitchButton source={source} />
      )}
    </div>
  )
}
