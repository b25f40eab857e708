/** Every change the dashboard asks for. */
import type { Run, Session, SourceCard } from '@keysguard/model'
import { call } from './http.ts'

const at = (id: string): string => `/sources/${encodeURIComponent(id)}`

export const signIn = (account: string, password: string): Promise<Session> =>
  call('/session', 'Session', { method: 'POST', body: { account, password } })

export const signOut = (): Promise<unknown> => call('/session', 'Nothing', { method: 'DELETE' })

/** Answers when the run has ended. */
export const runSource = (id: string): Promise<Run> => call(`${at(id)}/run`, 'Run', { method: 'POST' })

export const pauseSource = (id: string, paused: boolean): Promise<SourceCard> =>
  call(at(id), 'Source', { method: 'PATCH', body: { paused } })

export const replayQuarantine = (id: string): Promise<Run> => call(`${at(id)}/quarantine/replay`, 'Run', { method: 'POST' })

export const removeSample = (): Promise<{ removed: number }> => call('/sample', 'Removed', { method: 'DELETE' })
