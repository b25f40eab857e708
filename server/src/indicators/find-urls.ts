import type { Findings } from './findings.ts'

const URLS =
  /(?<![a-z0-9+.-])(?:https?|ftps?|sftp|wss?|tcp|udp|ldaps?|smb):\/\/[^\s<>"`{}|\\^\u0000-\u001f\u2018-\u201f\u00ab\u00bb]{3,}(?:\\{1,2}\/?[A-Za-z0-9._~%/?=&#+-]+)*/gi
/** Where a URL ends although its characters go on. */
const CUT = /&(?:quot|lt|gt|apos|#34|#39|nbsp);|[,;](?=(?:https?|ftp):\/\/)|'(?=[\s,;)]|\/?$)/i
const TRAILING = /[.,;:!?'*)\]>]/

/** URLs with a scheme, without the punctuation of the sentence around them. */
export const findUrls = (findings: Findings): void => {
  const { text } = findings
  if (!text.includes('://')) return
  for (const match of text.matchAll(URLS)) {
    const run = slashed(match[0], findings.isDefanged(match.index, match.index + SCHEME_LENGTH))
    const cut = run.search(CUT)
    const to = match.index + trimmedLength(cut === -1 ? run : run.slice(0, cut))
    const value = text
      .slice(match.index, to)
      .replaceAll('&amp;', '&')
      .replace(/\\{1,2}\/?/g, '/')
    if (!findings.add('url', match.index, to, value)) continue
    if (cut > 0) findUrlsBehind(findings, match.index + cut + 1, match.index + match[0].length)
  }
}

const SCHEME_LENGTH = 8

/** As far as backslashes stand for slashes: `\/` always does, `\` alone only in a URL whose own slashes were turned. */
const slashed = (run: string, isTurned: boolean): string => {
  if (isTurned) return run
  const end = run.search(/\\(?!\/)/)
  return end === -1 ? run : run.slice(0, end)
}

/** A list without blanks: the next URL stands in the same run. */
const findUrlsBehind = (findings: Findings, from: number, until: number): void => {
  let at = from
  while (at < until) {
    const run = findings.text.slice(at, until)
    const next = run.search(/(?:https?|ftp):\/\//i)
    if (next === -1) return
    const rest = run.slice(next)
    const cut = rest.search(CUT)
    const length = trimmedLength(cut === -1 ? rest : rest.slice(0, cut))
    findings.add('url', at + next, at + next + length)
    if (cut === -1) return
    at += next + Math.max(cut, 1) + 1
  }
}

/** Length without trailing punctuation; a closing bracket stays where the URL opened it. */
const trimmedLength = (url: string): number => {
  let open = 0
  let openSquare = 0
  for (let index = 0; index < url.length; index += 1) {
    const character = url[index]
    if (character === '(') open += 1
    else if (character === ')') open -= 1
    else if (character === '[') openSquare += 1
    else if (character === ']') openSquare -= 1
  }
  let end = url.length
  while (end > 0 && TRAILING.test(url[end - 1]!)) {
    if (url[end - 1] === ')') {
      if (open >= 0) break
      open += 1
    }
    if (url[end - 1] === ']') {
      if (openSquare >= 0) break
      openSquare += 1
    }
    end -= 1
  }
  return end
}
