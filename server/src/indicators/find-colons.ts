import type { Findings } from './findings.ts'

const isRun = (unit: number): boolean =>
  (unit >= 48 && unit <= 58) || (unit >= 65 && unit <= 70) || (unit >= 97 && unit <= 102) || unit === 46
const isWord = (unit: number): boolean =>
  (unit >= 48 && unit <= 57) || (unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122) || unit === 95 || unit === 45

const LONGEST = 64

/** IPv6 addresses, their networks, and MAC addresses with colons: runs of hexadecimal digits around colons. */
export const findColons = (findings: Findings): void => {
  const { text } = findings
  let at = text.indexOf(':')
  while (at !== -1) {
    let from = at
    while (from > 0 && at - from < LONGEST && isRun(text.charCodeAt(from - 1))) from -= 1
    let to = at
    while (to < text.length && isRun(text.charCodeAt(to))) to += 1
    if (to - from <= LONGEST) take(findings, from, to)
    at = text.indexOf(':', Math.max(to, at + 1))
  }
}

const take = (findings: Findings, start: number, end: number): void => {
  const { text } = findings
  let to = end
  while (to > start && (text[to - 1] === '.' || (text[to - 1] === ':' && text[to - 2] !== ':'))) to -= 1
  let from = start
  if (text[from] === ':' && text[from + 1] !== ':') from += 1
  const run = text.slice(from, to)
  const colons = run.split(':').length - 1
  if (colons < 2 || (from > 0 && isWord(text.charCodeAt(from - 1))) || (to < text.length && isWord(text.charCodeAt(to)))) return
  if (colons === 5 && findings.add('mac', from, to)) return
  const isShort = /^::[0-9a-f]{1,4}$/i.test(run)
  if (!/[0-9]/.test(run) || (!isShort && (run.length < 4 || !/[0-9a-f]{2}/i.test(run)))) return
  const prefix = /^\/\d{1,3}(?![\d/])/.exec(text.slice(to, to + 5))?.[0] ?? ''
  const zone = text[to] === '%'
  if (!zone) findings.add(prefix === '' ? 'ipv6' : 'cidr', from, to + prefix.length)
}
