/**
 * Finds indicators in running text: reports, mails, logs, HTML. The text is refanged into a copy with a map of offsets, then finders
 * go over it from the most specific to the least; each is linear, its patterns bounded. Nothing is found twice: a URL keeps its host.
 */
import type { ExtractedIndicator } from '@keysguard/model'
import { findColons } from './find-colons.ts'
import { findEmails } from './find-emails.ts'
import { findLabelled } from './find-labelled.ts'
import { findPaths } from './find-paths.ts'
import { findUrls } from './find-urls.ts'
import { findWords } from './find-words.ts'
import { Findings } from './findings.ts'
import { normalise } from './normalise.ts'

/** Longer texts are taken in pieces, cut at white space, so that memory stays bounded. */
const PIECE = 1 << 20

/** All indicators of a text in order. `start` and `end` are UTF-16 offsets into `text`, `raw` is `text.slice(start, end)`. Never throws. */
export const extract = (text: string): ExtractedIndicator[] => {
  if (text.length <= PIECE) return extractPiece(text)
  const found: ExtractedIndicator[] = []
  for (let from = 0; from < text.length; ) {
    const to = cutAfter(text, from + PIECE)
    for (const one of extractPiece(text.slice(from, to))) found.push({ ...one, start: one.start + from, end: one.end + from })
    from = to
  }
  return found
}

const cutAfter = (text: string, at: number): number => {
  if (at >= text.length) return text.length
  const line = text.lastIndexOf('\n', at)
  if (line > at - PIECE / 2) return line + 1
  const blank = text.lastIndexOf(' ', at)
  return blank > at - PIECE / 2 ? blank + 1 : at
}

const extractPiece = (text: string): ExtractedIndicator[] => {
  const findings = new Findings(text, normalise(text))
  findUrls(findings)
  findPaths(findings)
  findEmails(findings)
  findLabelled(findings)
  findColons(findings)
  findWords(findings)
  return findings.inOrder()
}
