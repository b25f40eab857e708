/** Secrets in a declaration: never the secret itself, but a slot for it (`${secret:token}`) or where it is kept (`${env:KEYSGUARD_FEED_…}`, `${file:/path}`). */
import { FEED_VARIABLES, isReference, type Setting, secret } from '../../kit/settings.ts'

const SLOT = /\$\{(secret:[a-z][a-z0-9_-]{0,40}|env:KEYSGUARD_FEED_[A-Za-z0-9_]{1,100}|file:\/[^}]{1,300})\}/g
/** Names of headers and parameters whose values open doors. */
const SENSITIVE =
  /(?:^|[-_.])(?:auth|authorization|(?:api|app|auth|access)[-_]?key|key|token|secret|password|passwd|pass|pwd|cookie|signature|sig)$/i

/** Settings by key, for every slot of a text. `labels` says where to get the secret. */
export const slotSettings = (text: string, labels: Readonly<Record<string, string>>): Readonly<Record<string, Setting>> =>
  Object.fromEntries([...spelt(text).matchAll(SLOT)].map(([, place = '']) => [keyOf(place), settingOf(place, labels)]))

/** The text with its secrets in it, each written as `write` says. */
export const fillSlots = (
  text: string,
  setting: (key: string) => string,
  write: (secret: string) => string = secret => secret,
): string => spelt(text).replace(SLOT, (_, place: string) => write(setting(keyOf(place))))

/** Why a text with slots is not right, or null. */
export const slotProblem = (text: string): string | null =>
  spelt(text).replace(SLOT, '').includes('${') ? `write \${secret:name}, \${env:${FEED_VARIABLES}NAME} or \${file:/path}` : null

export const hasSlot = (text: string): boolean => spelt(text).search(SLOT) !== -1

/** Why the value of a header or parameter must not stand in a declaration, or null. */
export const exposure = (name: string, value: string): string | null =>
  SENSITIVE.test(name) && !hasSlot(value)
    ? `"${name}" opens doors, so its value never stands here: write \${secret:${nameFor(name)}}, or env:${FEED_VARIABLES}NAME`
    : null

const nameFor = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-$/g, '') || 'key'

/** A text that is a reference from end to end needs no braces. */
const spelt = (text: string): string => (isReference(text) && !text.includes('${') ? `\${${text}}` : text)

const keyOf = (place: string): string => place.replace(/^secret:/, '')

const settingOf = (place: string, labels: Readonly<Record<string, string>>): Setting => {
  if (!place.startsWith('secret:')) return { ...secret(`Kept at ${place}`), value: place }
  const key = keyOf(place)
  return secret(Object.hasOwn(labels, key) ? labels[key]! : `Secret "${key}"`)
}
