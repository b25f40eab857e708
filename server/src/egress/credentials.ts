/** Keys and passwords: which requests carry them, where those may go, and how they stay out of everything that is written. */
import type { Ask } from '../kit/rows.ts'
import { Problem } from '../problem.ts'

export interface Credentials {
  readonly secrets: readonly string[]
  /** Where they may be sent: the origins a source declares or a person has set. */
  readonly origins: readonly string[]
}

/** Shorter values stand in too many words to be looked for. */
const SHORTEST = 4
const SHORTEST_ENCODED = 6

/** A character as it is, or as addresses and forms write it. */
const writtenAs = (character: string): string => {
  const hex = [...Buffer.from(character)].map(byte => byte.toString(16).padStart(2, '0'))
  const percent = hex.map(
    pair => `%${[...pair].map(digit => (/[a-f]/.test(digit) ? `[${digit}${digit.toUpperCase()}]` : digit)).join('')}`,
  )
  const forms = [character.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), percent.join(''), ...(character === ' ' ? ['\\+'] : [])]
  return `(?:${forms.join('|')})`
}

/** What stands for the secret in base64, wherever in the encoded text it begins: Basic authentication puts a name before it. */
const inBase64 = (secret: string): string[] =>
  [0, 1, 2].flatMap(before => {
    const encoded = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]).toString('base64')
    // Digits that hold bits of what stands around the secret are not its own.
    const own = encoded.slice(Math.ceil((before * 8) / 6), Math.floor(((before + Buffer.byteLength(secret)) * 8) / 6))
    return own.length < SHORTEST_ENCODED ? [] : [own]
  })

/** Takes secrets out of a text, whether they stand there plainly, in an address, in JSON or in base64. */
export const hiding = (secrets: readonly string[]): ((text: string) => string) => {
  const long = secrets.filter(({ length }) => length >= SHORTEST)
  const forms = [...new Set(long.flatMap(secret => [secret, JSON.stringify(secret).slice(1, -1), ...inBase64(secret)]))]
  if (forms.length === 0) return text => text
  // The longest first: one secret may stand in another.
  const all = forms.sort((a, b) => b.length - a.length).map(form => [...form].map(writtenAs).join(''))
  const pattern = new RegExp(all.join('|'), 'gu')
  return text => text.replace(pattern, 'hidden')
}

/** The problem without secrets in its words; a cause that holds one is dropped. */
export const withoutSecrets = (problem: Problem, hide: (text: string) => string): Problem => {
  const { code, message, todo, cause, position, retryAfterMs } = problem
  const told = cause instanceof Error ? `${cause.message} ${cause.stack ?? ''}` : cause === undefined ? '' : String(cause)
  if (hide(message) === message && hide(todo) === todo && hide(told) === told) return problem
  return new Problem(code, hide(message), {
    todo: hide(todo),
    ...(cause === undefined || hide(told) !== told ? {} : { cause }),
    ...(position === undefined ? {} : { position }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  })
}

/** Whether a key or password goes along with a request, in its address, its headers or its body, or as a token that one was given for. */
export const isKeyed = ({ url, body = '', headers = {}, token }: Ask, { secrets }: Credentials): boolean => {
  const carried = [url, body, ...Object.values(headers)].join('\n')
  return token !== undefined || hiding(secrets)(carried) !== carried
}

/** Throws 'egress-refused' for a request with credentials to another host than theirs: a next page or a listed file somewhere else. */
export const keepAtHome = (ask: Ask, credentials: Credentials): void => {
  const away = (url: string): boolean => !credentials.origins.includes(originOf(url))
  if (ask.token !== undefined && away(ask.token.url)) throw strayed(ask.url)
  if (away(ask.url) && isKeyed(ask, credentials)) throw strayed(ask.url)
}

/** Throws 'egress-refused' when a redirect would take a key in the address along to another host. */
export const keepOutOfRedirect = (url: URL, { secrets }: Credentials): void => {
  if (hiding(secrets)(url.href) !== url.href) throw strayed(url.href)
}

const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : '')

const strayed = (url: string): Problem =>
  new Problem(
    'egress-refused',
    `The feed leads on to another host (${URL.canParse(url) ? new URL(url).host : 'unreadable'}): not followed.`,
    {
      todo: 'Keys are sent to the configured host only. If the provider has moved, configure its new address.',
    },
  )
