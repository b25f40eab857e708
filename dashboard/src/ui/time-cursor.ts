/** A cursor over equal slots of time, by pointer and by arrow keys: the tape and the chart read themselves out with it. */
import { type KeyboardEvent, type PointerEvent, useState } from 'react'

export interface TimeCursor {
  /** The slot under the cursor; null when there is none. */
  readonly index: number | null
  readonly handlers: {
    readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void
    readonly onPointerLeave: () => void
    readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
    readonly onBlur: () => void
    readonly onClick: () => void
  }
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, PageUp: 4, PageDown: -4 }

/** `onPick` is called for a click on a slot or Enter. */
export const useTimeCursor = (slots: number, onPick: (index: number) => void): TimeCursor => {
  const [index, setIndex] = useState<number | null>(null)
  const last = slots - 1
  const clamp = (value: number): number => Math.max(0, Math.min(last, value))
  return {
    index: index === null || slots === 0 ? null : clamp(index),
    handlers: {
      onPointerMove: event => {
        const box = event.currentTarget.getBoundingClientRect()
        setIndex(clamp(Math.floor(((event.clientX - box.left) / box.width) * slots)))
      },
      onPointerLeave: () => setIndex(null),
      onBlur: () => setIndex(null),
      onClick: () => index !== null && onPick(clamp(index)),
      onKeyDown: event => {
        const step = STEPS[event.key]
        if (step !== undefined) setIndex(clamp((index ?? slots) + step))
        else if (event.key === 'Home') setIndex(0)
        else if (event.key === 'End') setIndex(last)
        else if (event.key === 'Escape') setIndex(null)
        else if (event.key === 'Enter' && index !== null) onPick(clamp(index))
        else return
        event.preventDefault()
      },
    },
  }
}
