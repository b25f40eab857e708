/** What has to be known of a source to say how it must end when something goes wrong: read from its sample, its provider played in this process. */

import type { Source } from '../../server/src/kit/source.ts'
import { altered, isDocument } from '../../server/src/replay/alter.ts'
import { type Fault, faulty } from '../../server/src/replay/faults.ts'
import { protocols } from '../../server/src/replay/providers/index.ts'
import { readSample, type SampleRead } from './read-sample.ts'

export interface Facts {
  /** A JSON document, or a list of such: each is read whole or not at all. */
  readonly document: boolean
  /** A value that stands once in what the provider sends, as it is read; null where values are written in another way. */
  readonly value: string | null
  /** Whether something the source says lies in the future when every date does. */
  readonly dated: boolean
  /** Whether what the source says changes when every date is another; a later first sight does not replace an earlier one. */
  readonly retold: Readonly<Record<'future-dates' | 'clock-skew', boolean>>
}

export const factsOf = async (source: Source, now: number): Promise<Facts> => {
  const protocol = protocols[source.id]
  const read = (alter: (body: Buffer) => Buffer): Promise<SampleRead> =>
    readSample(source, { now, alter, ...(protocol ? { protocol } : {}) })
  const under = (fault: Fault): Promise<SampleRead> => read(body => faulty(fault, body) ?? body)
  const texts: string[] = []
  const plain = await read(body =>
    altered(body, content => {
      texts.push(content.toString('utf8'))
      return content
    }),
  )
  const future = await under('future-dates')
  const skewed = await under('clock-skew')
  const statements = ({ observed, taught }: SampleRead): string =>
    JSON.stringify([observed.map(({ statement: { firstSeen: _, ...statement } }) => statement), taught])
  return {
    document: texts.some(text => isDocument(Buffer.from(text))),
    value: plain.observed.map(({ value }) => value).find(value => texts.join('\n').split(value).length === 2) ?? null,
    dated: future.observed.some(({ statement: { firstSeen = '', lastSeen = '' } }) => firstSeen > '2090' || lastSeen > '2090'),
    retold: {
      'future-dates': statements(future) !== statements(plain),
      'clock-skew': statements(skewed) !== statements(plain),
    },
  }
}
