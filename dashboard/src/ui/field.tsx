/** A labelled control: its name above, what it is for beneath, and what is wrong with it in place of that. */
import { Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import { inert } from '../client/inert.ts'
import { webAddress } from '../client/web-address.ts'

export const CONTROL =
  'h-8 w-full min-w-0 rounded-ctl border border-edge bg-panel px-2 text-13 text-fg placeholder:text-fg3 aria-invalid:border-crit [&[readonly]]:border-dashed [&[readonly]]:bg-transparent [&[readonly]]:text-fg2 disabled:opacity-55 pointer-coarse:h-11 pointer-coarse:text-15'

/** Text of a declaration, its web addresses as links. */
export const Linked = ({ children }: { children: string }) =>
  children.split(/(https:\/\/[^\s,;)]+)/).map((piece, place) => {
    const href = place % 2 === 1 ? webAddress(piece) : null
    if (href === null) return inert(piece)
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes while it is shown
      <a key={place} href={href} target="_blank" rel="noopener noreferrer" className="break-all text-tool underline">
        {inert(piece)}
      </a>
    )
  })

/** Ids of what describes the control `id`. */
export const describedBy = (id: string, fault: string | undefined): string => (fault === undefined ? `${id}-hint` : `${id}-fault`)

interface FieldProps {
  /** Of the control inside. */
  readonly id: string
  readonly name: string
  readonly hint?: string
  readonly fault?: string | undefined
  /** Stands at the right end of the name's line. */
  readonly aside?: ReactNode
  /** Several controls, or none: the name stands for all of them. */
  readonly holds?: 'control' | 'group'
  readonly children: ReactNode
}

export const Field = ({ id, name, hint = '', fault, aside, holds = 'control', children }: FieldProps) => (
  <div className="min-w-0" {...(holds === 'group' ? { role: 'group', 'aria-labelledby': `${id}-name` } : {})}>
    <div className="flex min-h-6 items-end justify-between gap-3 pb-1">
      <label id={`${id}-name`} htmlFor={holds === 'control' ? id : undefined} className="font-semibold">
        {inert(name)}
      </label>
      {aside}
    </div>
    {children}
    {/* Its line is kept, so that nothing moves when a fault comes or goes. */}
    <p className="min-h-5 pt-0.5 text-12">
      {fault === undefined ? (
        <span id={`${id}-hint`} className="text-fg2">
          <Linked>{hint}</Linked>
        </span>
      ) : (
        <span id={`${id}-fault`} role="alert" className="font-semibold text-crit">
          {fault}
        </span>
      )}
    </p>
  </div>
)

export const FixedMark = () => (
  <span className="inline-flex items-center gap-1 text-12 text-fg2">
    <Lock className="size-3" aria-hidden="true" /> fixed by the configuration
  </span>
)
