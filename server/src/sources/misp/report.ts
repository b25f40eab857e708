/** An event as a report: its title, and the texts that people have written in it (`EventReport`, since MISP 2.4.137). */
import { z } from 'zod'
import type { Telling } from '../../kit/rows.ts'

const Event = z.looseObject({
  uuid: z.string(),
  info: z.string(),
  date: z.string().optional(),
  Orgc: z.looseObject({ name: z.string().optional() }).optional(),
  EventReport: z
    .array(z.looseObject({ name: z.string().optional(), content: z.string().optional(), deleted: z.unknown().optional() }))
    .optional(),
})

/** Texts refer to attributes as `@[attribute](uuid)`: the id says nothing to a reader. */
const REFERENCE = /@!?\[[a-z-]{1,20}\]\([0-9a-f-]{36}\)/gi

/** `link`: where a person reads the event. */
export const tellEvent = (event: unknown, link: string, tell: Telling): void => {
  const read = Event.safeParse(event)
  if (!read.success) return
  const { uuid, info, date, Orgc: org, EventReport: texts = [] } = read.data
  const written = texts.filter(({ deleted }) => deleted !== true && deleted !== '1' && deleted !== 1)
  const parts = written.map(({ name = '', content = '' }) => `${name}\n\n${content.replace(REFERENCE, '…')}`)
  tell.report?.({ ref: uuid, title: info, url: link, text: [info, ...parts].join('\n\n'), reporter: org?.name, date })
}
