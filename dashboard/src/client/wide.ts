/** Whether the window is wider than a phone, as the style sheet has it (--breakpoint-md). */
import { useSyncExternalStore } from 'react'

const query = matchMedia('(min-width: 48rem)')

const subscribe = (listener: () => void): (() => void) => {
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}

export const useWide = (): boolean => useSyncExternalStore(subscribe, () => query.matches)
