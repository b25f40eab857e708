/** What a form of settings holds before it is saved: which values changed, which cannot be meant. The server checks again. */
import type { SettingCard } from '@keysguard/model'

/** Values by the key of their setting. An empty one takes the default back; of a secret it removes it. */
export type SettingValues = Readonly<Record<string, string>>

const LONGEST = 4_000

/** A value may name where it is kept instead. */
const isReference = (value: string): boolean => /^(?:env|file):./.test(value)

const isWebAddress = (value: string): boolean => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)

const numberFault = (value: string, { least, most }: SettingCard): string | null => {
  const given = Number(value)
  if (!Number.isInteger(given)) return 'Must be a whole number.'
  if (least !== undefined && given < least) return `Must be ${least} or more.`
  return most !== undefined && given > most ? `Must be ${most} or less.` : null
}

/** What is wrong with a value, as a sentence; null where nothing is. */
export const settingFault = (card: SettingCard, given: string): string | null => {
  const value = given.trim()
  if (value === '' || isReference(value)) return null
  if (value.length > LONGEST) return `Must be shorter than ${LONGEST} characters.`
  if (card.kind === 'address') return isWebAddress(value) ? null : 'Must be an http or https address.'
  if (card.kind === 'number') return numberFault(value, card)
  if (card.kind === 'choice') return card.choices?.includes(value) ? null : 'Must be one of the choices.'
  return null
}

const changeOf = (card: SettingCard, given: string | undefined): string | null => {
  if (given === undefined || card.from === 'configuration') return null
  const value = given.trim()
  if (card.kind === 'secret') return value !== '' || card.isSet ? value : null
  const effective = value === '' ? card.default : value
  if (effective === card.value) return null
  return effective === card.default ? '' : value
}

/** Only what differs from what is set. */
export const changesOf = (cards: readonly SettingCard[], draft: SettingValues): SettingValues =>
  Object.fromEntries(
    cards.flatMap(card => {
      const change = changeOf(card, draft[card.key])
      return change === null ? [] : [[card.key, change] as const]
    }),
  )

export const faultsOf = (cards: readonly SettingCard[], draft: SettingValues): SettingValues =>
  Object.fromEntries(
    cards.flatMap(card => {
      const fault = settingFault(card, draft[card.key] ?? '')
      return fault === null ? [] : [[card.key, fault] as const]
    }),
  )

/** A label names the setting up to its first comma; what follows says where to get it or what it does. */
export const nameOf = (label: string): { readonly name: string; readonly hint: string } => {
  const [name = '', ...rest] = label.split(/[,;]\s+/)
  const hint = label.slice(name.length).replace(/^[,;]\s+/, '')
  return { name, hint: rest.length === 0 ? '' : `${hint.charAt(0).toUpperCase()}${hint.slice(1)}` }
}
