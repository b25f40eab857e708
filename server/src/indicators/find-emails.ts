import type { Findings } from './findings.ts'

const LOCAL = /[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]/
const HOST = /[A-Za-z0-9.\u00c0-\u024f\u0370-\u1fff-]/
/** Names of messages and of repositories, which only look like addresses of people. */
const NO_PERSON =
  /(?:message-id|in-reply-to|references|content-id|x-ms-exchange-[a-z-]{1,40}id)["']?\s?[:=]\s{0,2}["']?<?$|\bcid:$/i

/** E-mail addresses, outward from each @. */
export const findEmails = (findings: Findings): void => {
  const { text } = findings
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    if (text[at + 1] === '@') continue
    let from = at
    while (from > 0 && at - from < 64 && LOCAL.test(text.charAt(from - 1))) from -= 1
    from += text.slice(from, at).lastIndexOf('=') + 1
    while (from < at && /[.'*/=`{|}~!#$%&?^-]/.test(text.charAt(from))) from += 1
    let to = at + 1
    while (to < text.length && to - at < 254 && HOST.test(text.charAt(to))) to += 1
    while (to > at && /[.-]/.test(text.charAt(to - 1))) to -= 1
    if (from === at || to < at + 4) continue
    if (NO_PERSON.test(text.slice(Math.max(0, from - 60), from)) || isRepository(text, from, at, to)) continue
    findings.add('email', from, to)
  }
}

/** `git@github.com:owner/name`. */
const isRepository = (text: string, from: number, at: number, to: number): boolean =>
  text.slice(from, at) === 'git' && text[to] === ':'
