/** Messages of a mailbox, as the egress reads them: what each says, attachments of text included. */
import { createHash } from 'node:crypto'
import PostalMime, { type Attachment, type Email } from 'postal-mime'
import { Problem } from '../../problem.ts'
import type { Format, RawRow, Telling } from '../rows.ts'
import { ByteReader } from './byte-reader.ts'
import { htmlText } from './html-text.ts'

export interface Mail {
  /** Where it is in the mailbox: grows with every message. */
  readonly cursor: string
  readonly id: string
  readonly subject: string
  /** The address it says it is from; empty where there is none. */
  readonly from: string
  readonly date: string
  readonly text: string
}

const LONGEST_HEAD = 64
const LONGEST_TEXT = 4 << 20
const LARGEST_ATTACHMENT = 2 << 20
/** Of the text that is kept as evidence. */
const SHOWN = 2_000
const LIMITS = { maxNestingDepth: 20, maxHeadersSize: 1 << 20, maxRfc822NestingDepth: 3 } as const

/** One message a row; what is no message becomes a row that says so. */
export const mails = (): Format<Mail> =>
  async function* rows(chunks, tell) {
    const reader = new ByteReader(chunks)
    try {
      for (let head = await headOf(reader); head !== null; head = await headOf(reader)) {
        const bytes = await reader.take(head.length)
        yield [bytes.length === 0 ? tooLarge(head.cursor) : await rowOf(head.cursor, bytes, tell)]
      }
    } finally {
      await reader.close()
    }
  }

/** `VALIDITY UID LENGTH`, the first two widened so that they compare as text. */
const headOf = async (reader: ByteReader): Promise<{ readonly cursor: string; readonly length: number } | null> => {
  const bytes = await reader.upTo(LONGEST_HEAD)
  if (bytes.length === 0) return null
  const end = bytes.indexOf(10)
  const [, validity = '', uid = '', length = ''] =
    /^(\d{1,10}) (\d{1,10}) (\d{1,10})$/.exec(bytes.toString('latin1', 0, end)) ?? []
  if (end === -1 || length === '')
    throw new Problem('bad-feed', 'The mailbox is not read as it should be.', { todo: 'Run it again.' })
  reader.giveBack(bytes.subarray(end + 1))
  return { cursor: mailCursor(Number(validity), Number(uid)), length: Number(length) }
}

export const mailCursor = (validity: number, uid: number): string =>
  `${String(validity).padStart(10, '0')}.${String(uid).padStart(10, '0')}`

const rowOf = async (cursor: string, bytes: Uint8Array, tell: Telling | undefined): Promise<RawRow<Mail>> => {
  let email: Email
  try {
    email = await PostalMime.parse(bytes, LIMITS)
  } catch (cause) {
    return {
      raw: `message ${cursor}`,
      decode: () => {
        throw new Problem('bad-feed', 'The message cannot be read.', { todo: 'Look at it in the mailbox.', cause })
      },
    }
  }
  const mail = mailOf(cursor, email)
  const { id, subject, from, date, text } = mail
  tell?.report?.({ ref: id === '' ? cursor : id, title: subject, text, reporter: from, date })
  const digest = createHash('sha256').update(mail.text).digest('base64url')
  return { raw: JSON.stringify({ ...mail, cursor: undefined, text: mail.text.slice(0, SHOWN), digest }), decode: () => mail }
}

const mailOf = (cursor: string, { subject = '', messageId = '', from, date = '', text, html, attachments }: Email): Mail => {
  const said = text !== undefined && text.trim() !== '' ? text : htmlText(html ?? '')
  return {
    cursor,
    id: messageId,
    subject,
    from: from?.address ?? '',
    date,
    text: [subject, said, ...attachments.map(attached)].join('\n').slice(0, LONGEST_TEXT),
  }
}

/** The text of an attachment; empty for what is none. */
const attached = ({ mimeType, filename, content }: Attachment): string => {
  const name = (filename ?? '').toLowerCase()
  const isText =
    /^(?:text\/|application\/(?:json|xml|csv)|message\/)/.test(mimeType) ||
    /\.(?:txt|csv|json|ioc|log|md|eml|html?|xml)$/.test(name)
  if (!isText || typeof content === 'string' || content.byteLength > LARGEST_ATTACHMENT) return ''
  const text = new TextDecoder('utf-8').decode(content)
  return mimeType === 'text/html' || /\.html?$/.test(name) ? htmlText(text) : text
}

const tooLarge = (cursor: string): RawRow<Mail> => ({
  raw: `message ${cursor}`,
  decode: () => {
    throw new Problem('too-large', 'The message is larger than a report can be.', { todo: 'Look at it in the mailbox.' })
  },
})
