/** Keys that work anywhere: single keys and two-key sequences such as `g i`. Typing in a field is never disturbed. */
import { useEffect, useRef } from 'react'

export type Shortcuts = Readonly<Record<string, (event: KeyboardEvent) => void>>

const SEQUENCE_MS = 1_000

interface Binding {
  readonly shortcuts: { readonly current: Shortcuts }
  readonly reach: 'page' | 'everywhere'
}

/** What is bound now: the page's own keys first. */
let bound: readonly Binding[] = []
let prefix = ''
let since = 0

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName))

const isModal = (): boolean => document.querySelector('dialog:modal') !== null

const actionOf = (keys: string) => bound.find(({ shortcuts }) => shortcuts.current[keys] !== undefined)?.shortcuts.current[keys]

const press = (event: KeyboardEvent): void => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || isModal()) return
  const sequence = event.timeStamp - since < SEQUENCE_MS && prefix !== '' ? `${prefix} ${event.key}` : event.key
  const action = actionOf(sequence) ?? actionOf(event.key)
  prefix = action === undefined ? event.key : ''
  since = event.timeStamp
  if (action === undefined) return
  event.preventDefault()
  action(event)
}

/** Binds while the component is mounted. Keys are `KeyboardEvent.key`, or two of them with a space between. */
export const useShortcuts = (shortcuts: Shortcuts, reach: Binding['reach'] = 'page'): void => {
  const current = useRef(shortcuts)
  current.current = shortcuts
  useEffect(() => {
    const binding: Binding = { shortcuts: current, reach }
    if (bound.length === 0) document.addEventListener('keydown', press)
    bound = reach === 'page' ? [binding, ...bound] : [...bound, binding]
    return () => {
      bound = bound.filter(each => each !== binding)
      if (bound.length === 0) document.removeEventListener('keydown', press)
    }
  }, [reach])
}
