/** Dotted words: a host, a URL that lost its scheme, or a file. */
import { isCode, isFileName } from './file-names.ts'
import type { Findings } from './findings.ts'

const PATH = /^(?::\d{1,5})?(?:\/[^\s<>"'`{}|\\^,;]{0,2000}|\?[^\s<>"'`{}|\\^,;]{1,2000})/
const TRAILING = /[.:!?)\]*_~&]+$/

/** Whether `[from, to)` was one of them. */
export const takeName = (findings: Findings, from: number, to: number, value: string): boolean => {
  const labels = value.split('.')
  if (labels.includes('')) return parts(findings, from, value)
  const { text } = findings
  const defanged = findings.isDefanged(from, to)
  const before = text.charAt(from - 1)
  const next = text.charAt(to)
  if (isFileName(labels, defanged, before)) return file(findings, from, to)
  if (!defanged && (next === '(' || before === '$' || isCode(value, labels) || isAbbreviation(labels))) return false
  if (next === '/' || next === ':' || next === '?') {
    const length = pathLength(text, to)
    if (length > 1 && findings.add('url', from, to + length)) return true
  }
  return findings.add('domain', from, to)
}

/** Words that several dots join: each by itself. */
const parts = (findings: Findings, from: number, value: string): boolean => {
  let found = false
  for (const { 0: part, index } of value.matchAll(/[^.]+(?:\.[^.]+)+/g))
    if (takeName(findings, from + index, from + index + part.length, part)) found = true
  return found
}

/** A call such as `index.php(…)` is no file, nor is the ending alone. */
const file = (findings: Findings, from: number, to: number): boolean =>
  findings.text.charAt(to) !== '(' && findings.add('filename', from, to)

/** `U.S`, `e.g`: one letter and at most two. */
const isAbbreviation = (labels: readonly string[]): boolean =>
  labels.every(
    (label, index) => label.length === 1 || (index === labels.length - 1 && label.length < 3 && labels[0]!.length === 1),
  )

/** How much of what follows a host is the rest of a URL; a port alone is none, and neither is a slash between two names. */
const pathLength = (text: string, to: number): number => {
  const path =
    PATH.exec(text.slice(to, to + 2010))?.[0]
      .replace(/&(?:quot|lt|gt|apos|#34|#39|nbsp);.*$/, '')
      .replace(TRAILING, '') ?? ''
  if (/^\/(?:[a-z0-9-]+\.)+[a-z]{2,}$/i.test(path) && !/\.[a-z0-9]{2,4}$/i.test(path)) return 0
  return path.startsWith('/') && text.charAt(to + 1) === '/' ? 0 : path.length
}
