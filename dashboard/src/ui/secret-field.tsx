/** A secret: it can be set, replaced and removed, and is never shown. The server never sends one either. */
import type { SettingCard } from '@keysguard/model'
import { KeyRound } from 'lucide-react'
import { useId, useState } from 'react'
import { nameOf } from '../client/setting-draft.ts'
import { Button } from './button.tsx'
import { CONTROL, describedBy, Field, FixedMark } from './field.tsx'

interface SecretFieldProps {
  readonly card: SettingCard
  /** Undefined: left as it is. Empty: to be removed. */
  readonly draft: string | undefined
  readonly fault: string | undefined
  readonly locked: boolean
  readonly onDraft: (value: string | undefined) => void
}

const Kept = ({ removing }: { removing: boolean }) => (
  <span className={`flex min-w-0 items-center gap-2 text-fg2 ${removing ? 'line-through' : ''}`}>
    <KeyRound className="size-3.5 shrink-0 text-tool" aria-hidden="true" />
    <span className="truncate">Set, and never shown</span>
  </span>
)

export const SecretField = ({ card, draft, fault, locked, onDraft }: SecretFieldProps) => {
  const id = useId()
  const [replacing, setReplacing] = useState(false)
  const { name, hint } = nameOf(card.label)
  const removing = card.isSet && draft === ''
  const isFixed = card.from === 'configuration'
  const types = !isFixed && (!card.isSet || replacing)
  const keep = (): void => {
    setReplacing(false)
    onDraft(undefined)
  }
  const aside = isFixed ? <FixedMark /> : card.isSet ? undefined : <NotSet required={card.required} />
  const told = removing ? 'Removed when you save.' : replacing ? 'The new one takes the place of the old when you save.' : hint
  return (
    <Field id={id} name={name} hint={told} fault={fault} aside={aside} holds={types ? 'control' : 'group'}>
      {types ? (
        <span className="flex gap-2">
          <input
            id={id}
            type="password"
            // Keeps password managers from offering the account's password, and from keeping this one.
            autoComplete="new-password"
            data-1p-ignore=""
            spellCheck={false}
            // biome-ignore lint/a11y/noAutofocus: only after "Replace", which asks for it
            autoFocus={replacing}
            readOnly={locked}
            value={draft ?? ''}
            placeholder={locked ? 'Not set' : 'Paste it here'}
            aria-invalid={fault !== undefined}
            aria-describedby={describedBy(id, fault)}
            onChange={({ target: { value } }) => onDraft(value === '' ? undefined : value)}
            className={`mono ${CONTROL}`}
          />
          {replacing && <Button onClick={keep}>Keep the old</Button>}
        </span>
      ) : (
        <span className="flex h-8 items-center justify-between gap-2 border-b border-line pointer-coarse:h-11">
          <Kept removing={removing} />
          {!locked && !isFixed && (
            <span className="flex gap-2">
              {removing ? (
                <Button onClick={keep}>Keep it</Button>
              ) : (
                <>
                  <Button aria-label={`Replace ${name}`} onClick={() => setReplacing(true)}>
                    Replace
                  </Button>
                  <Button aria-label={`Remove ${name}`} onClick={() => onDraft('')}>
                    Remove
                  </Button>
                </>
              )}
            </span>
          )}
        </span>
      )}
    </Field>
  )
}

const NotSet = ({ required }: { required: boolean }) =>
  required ? <span className="text-12 font-semibold text-high">needed</span> : <span className="text-12 text-fg3">optional</span>
