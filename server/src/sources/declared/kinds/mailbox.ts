/** A folder of a mailbox: the text of each new message is searched for indicators, the message is the report they stand in. */
import type { Statement } from '@keysguard/model'
import { z } from 'zod'
import { present, said } from '../../../kit/fields.ts'
import { type Mail, mails } from '../../../kit/formats/mail.ts'
import type { DeclarationOf } from '../declaration.ts'
import type { MakeKind } from './kind.ts'
import { reportReader } from './report-text.ts'

const DAY_MS = 86_400_000

const Message = z.object({
  cursor: z.string(),
  id: z.string(),
  subject: z.string(),
  from: z.string(),
  date: z.string(),
  text: z.string(),
})

export const mailboxKind: MakeKind<DeclarationOf<'mailbox'>> = (declaration, defaults) => {
  const indicatorsIn = reportReader(declaration)
  return {
    cursor: { at: 'cursor', as: 'count', order: 'oldest-first' },
    collect: ({ fetch, at, options, since, now }) => {
      const [, validity, after] = /^(\d{10})\.(\d{10})$/.exec(since ?? '') ?? []
      const from = new Date(since === null || validity !== undefined ? now - declaration.days * DAY_MS : since)
      const query = {
        validity: validity && Number(validity),
        after: after && Number(after),
        since: from.toISOString().slice(0, 10),
      }
      return fetch.format(at, mails(), { ...options, query, incremental: true })
    },
    row: Message,
    // A message without indicators is no fault.
    parse: row => {
      const mail = Message.parse(row)
      const found = indicatorsIn(mail.text, { ...defaults, ...statementOf(mail) }, { type: 'email', value: mail.from })
      return found.length === 0 ? null : found
    },
  }
}

const statementOf = ({ subject, from, date }: Mail): Statement => {
  const ms = Date.parse(date)
  const seen = Number.isNaN(ms) ? undefined : new Date(ms).toISOString()
  return said<Statement>({
    firstSeen: seen,
    lastSeen: seen,
    reporter: present(from),
    report: { title: present(subject) ?? 'Mail without a subject' },
  })
}
