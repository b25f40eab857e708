/** The text of a PDF, line by line, by pdf.js (as unpdf bundles it for servers). Runs in the worker alone. */
import { getDocumentProxy } from 'unpdf'
import { Problem } from '../problem.ts'
import type { DocumentText } from './document.ts'

const MOST_PAGES = 1_500
const LONGEST = 4_000_000
/** Fewer characters a page are page numbers on pictures. */
const FEWEST_A_PAGE = 8

export const readPdf = async (bytes: Uint8Array): Promise<DocumentText> => {
  // No fonts, no pictures, nothing evaluated: the text alone is wanted.
  const document = await getDocumentProxy(bytes, {
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    stopAtErrors: false,
    verbosity: 0,
  }).catch(unreadable)
  if (document.numPages > MOST_PAGES)
    throw new Problem('too-large', `The PDF has ${document.numPages} pages; up to ${MOST_PAGES} are read.`, {
      todo: 'Upload the part that matters.',
    })
  const pages: string[] = []
  let length = 0
  for (let number = 1; number <= document.numPages && length < LONGEST; number += 1) {
    const page = await document.getPage(number)
    const { items } = await page.getTextContent()
    const text = items.map(item => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join('')
    page.cleanup()
    pages.push(text)
    length += text.length
  }
  const text = pages.join('\n\n')
  if (text.replace(/\s+/g, '').length < FEWEST_A_PAGE * pages.length) throw scanned(document.numPages)
  return { text, ...(await aboutOf(document)) }
}

const unreadable = (error: unknown): never => {
  const name = error instanceof Error ? error.name : ''
  if (name === 'PasswordException')
    throw new Problem('bad-document', 'The PDF is encrypted: it opens with a password only.', {
      todo: 'Open it with its password, print it to a new PDF or copy its text, and add that.',
      cause: error,
    })
  throw new Problem('bad-document', 'The PDF is damaged or cut off.', {
    todo: 'Download it again, or paste its text.',
    cause: error,
  })
}

const scanned = (pages: number): Problem =>
  new Problem('bad-document', `The PDF holds pictures of ${pages === 1 ? 'a page' : `${pages} pages`}, and no text.`, {
    todo: 'Let a program recognise its text (OCR) and upload what that makes.',
  })

const aboutOf = async (
  document: Awaited<ReturnType<typeof getDocumentProxy>>,
): Promise<Pick<DocumentText, 'title' | 'author' | 'published'>> => {
  try {
    const { info } = await document.getMetadata()
    const said = (name: string): string | null => {
      const value: unknown = (info as Readonly<Record<string, unknown>>)[name]
      return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
    }
    return { title: said('Title'), author: said('Author'), published: dateOf(said('CreationDate')) }
  } catch {
    return { title: null, author: null, published: null }
  }
}

/** `D:20251130101500+02'00'` (ISO 32000-1 §7.9.4). */
const dateOf = (date: string | null): string | null => {
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00', sign = 'Z', ahead = '00', minutes = '00'] =
    /^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?([Z+-])?(\d\d)?'?(\d\d)?/.exec(date ?? '') ?? []
  if (year === undefined) return null
  return `${year}-${month}-${day}T${hour}:${minute}:${second}${sign === 'Z' ? 'Z' : `${sign}${ahead}:${minutes}`}`
}
