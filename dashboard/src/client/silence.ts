/** Whether the server has stopped answering, for the strip that says so. */
import { useSyncExternalStore } from 'react'

let isSilent = false
const listeners = new Set<() => void>()

const set = (next: boolean): void => {
  if (next === isSilent) return
  isSilent = next
  for (const listener of listeners) listener()
}

export const silent = (): void => set(true)
export const heard = (): void => set(false)

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useServerSilent = (): boolean => useSyncExternalStore(subscribe, () => isSilent)
