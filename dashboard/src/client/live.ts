/** What the server says unasked: one event stream for the whole dashboard, whose news refresh the queries they touch. */
import type { LiveEvent } from '@keysguard/model'
import type { QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { check } from './answer.ts'

export interface LiveState {
  readonly connection: 'connecting' | 'live' | 'cut'
  /** Indicators announced since the page was loaded. */
  readonly arrived: number
}

/** A burst of events refreshes each query once. */
const SETTLE_MS = 1_500
const KINDS = ['run-started', 'run-progress', 'run-finished', 'indicators', 'rejudged', 'source-health'] as const

let state: LiveState = { connection: 'connecting', arrived: 0 }
const listeners = new Set<() => void>()

const set = (change: Partial<LiveState>): void => {
  state = { ...state, ...change }
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useLive = (): LiveState => useSyncExternalStore(subscribe, () => state)

const jsonOf = (text: unknown): unknown => {
  try {
    return JSON.parse(String(text))
  } catch {
    return undefined
  }
}

const read = async (data: unknown): Promise<LiveEvent | null> => {
  const checked = await check('LiveEvent', jsonOf(data))
  return 'data' in checked ? checked.data : null
}

/** Opens the stream; the browser reconnects by itself. Returns how to close it. */
export const listen = (queries: QueryClient): (() => void) => {
  const source = new EventSource('/api/v1/live')
  const stale = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined

  const refresh = (): void => {
    timer = undefined
    for (const key of stale) void queries.invalidateQueries({ queryKey: [key] })
    stale.clear()
  }
  const touch = (...keys: string[]): void => {
    for (const key of keys) stale.add(key)
    timer ??= setTimeout(refresh, SETTLE_MS)
  }
  const hear = async (message: MessageEvent): Promise<void> => {
    const event = await read(message.data)
    if (event?.kind === 'run-started') touch('sources')
    if (event?.kind === 'source-health') touch('sources', 'overview')
    if (event?.kind === 'rejudged') touch('lists', 'rejudgements', 'indicator', 'search', 'overview')
    if (event?.kind === 'run-finished') touch('sources', 'overview', 'tape', 'reports')
    if (event?.kind === 'indicators') {
      set({ arrived: state.arrived + event.new })
      touch('overview', 'tape')
    }
  }

  source.addEventListener('open', () => set({ connection: 'live' }))
  source.addEventListener('error', () => set({ connection: 'cut' }))
  for (const kind of ['message', ...KINDS]) source.addEventListener(kind, message => void hear(message))
  return () => {
    clearTimeout(timer)
    source.close()
    set({ connection: 'connecting' })
  }
}
