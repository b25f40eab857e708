/** One setting that may be shown: an address, a text, a number or a choice. */
import type { SettingCard } from '@keysguard/model'
import { useId } from 'react'
import { count } from '../client/format.ts'
import { inert } from '../client/inert.ts'
import { nameOf } from '../client/setting-draft.ts'
import { CONTROL, describedBy, Field, FixedMark } from './field.tsx'

interface SettingFieldProps {
  readonly card: SettingCard
  readonly draft: string | undefined
  readonly fault: string | undefined
  readonly locked: boolean
  readonly onDraft: (value: string | undefined) => void
}

const range = ({ kind, least, most }: SettingCard): string =>
  kind === 'number' && least !== undefined && most !== undefined ? `${count(least)} to ${count(most)}` : ''

const hintOf = (card: SettingCard, hint: string, isDefault: boolean): string => {
  const parts = [hint, range(card), isDefault || card.default === '' ? '' : `Default: ${card.default}`]
  return parts.filter(Boolean).join('. ')
}

const INPUT_MODE = { address: 'url', number: 'numeric', text: 'text' } as const

export const SettingField = ({ card, draft, fault, locked, onDraft }: SettingFieldProps) => {
  const id = useId()
  const { name, hint } = nameOf(card.label)
  const isFixed = card.from === 'configuration'
  const value = draft ?? card.value
  const isDefault = value === card.default || value === ''
  const shared = {
    id,
    value,
    'aria-invalid': fault !== undefined,
    'aria-describedby': describedBy(id, fault),
    onChange: ({ target }: { target: { value: string } }) => onDraft(target.value),
  }
  const aside = isFixed ? (
    <FixedMark />
  ) : (
    !isDefault &&
    !locked &&
    card.default !== '' && (
      <button type="button" onClick={() => onDraft('')} className="text-12 font-semibold text-tool hover:underline">
        Back to the default<span className="sr-only"> of {inert(name)}</span>
      </button>
    )
  )
  return (
    <Field id={id} name={name} hint={hintOf(card, hint, isDefault)} fault={fault} aside={aside}>
      {card.kind === 'choice' ? (
        <select {...shared} value={value === '' ? card.default : value} disabled={isFixed || locked} className={CONTROL}>
          {card.choices?.map(choice => (
            <option key={choice} value={choice}>
              {inert(choice)}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...shared}
          type="text"
          inputMode={INPUT_MODE[card.kind === 'secret' ? 'text' : card.kind]}
          autoComplete="off"
          spellCheck={false}
          readOnly={isFixed || locked}
          placeholder={card.default}
          className={`${CONTROL} ${card.kind === 'address' ? 'mono text-12' : ''}`}
        />
      )}
    </Field>
  )
}
