/** Keys that work anywhere: single keys and two-key sequences such as `g i`. Typing in a field is never disturbed. */
import { useEffect, useRef } from 'react'

export type Shortcuts = Readonly<Record<string, (event: KeyboardEvent) => void>>

const SEQUENCE_MS = 1_000

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName))

const isModal = (): boolean => document.querySelector('dialog:modal') !== null

/** Binds while the component is mounted. Keys are `KeyboardEvent.key`, or two of them with a space between. */
export const useShortcuts = (shortcuts: Shortcuts): void => {
  const current = useRef(shortcuts)
  current.current = shortcuts
  useEffect(() => {
    let prefix = ''
    let since = 0
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || isModal()) return
      const sequence = event.timeStamp - since < SEQUENCE_MS && prefix !== '' ? `${prefix} ${event.key}` : event.key
      const action = current.current[sequence] ?? current.current[event.key]
      prefix = event.key
      since = event.timeStamp
      if (action === undefined) return
      prefix = ''
      event.preventDefault()
      action(event)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
}
