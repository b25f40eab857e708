/** A mail as text: its subject and what it says. */
import PostalMime from 'postal-mime'
import { htmlText } from '../kit/formats/html-text.ts'
import type { DocumentText } from './document.ts'

const LIMITS = { maxNestingDepth: 20, maxHeadersSize: 1 << 20, maxRfc822NestingDepth: 3 } as const

export const readMail = async (bytes: Uint8Array): Promise<DocumentText> => {
  const { subject, from, date, text, html } = await PostalMime.parse(bytes, LIMITS)
  const said = text !== undefined && text.trim() !== '' ? text : htmlText(html ?? '')
  return {
    text: [subject ?? '', said].join('\n\n'),
    title: subject ?? null,
    author: from?.address ?? null,
    published: date ?? null,
  }
}
