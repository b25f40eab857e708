/** A JSON document with rows in it. It is read whole, so it is capped. */
import { Problem } from '../../problem.ts'
import { at } from '../path.ts'
import type { Format, JsonOptions, RawRow } from '../rows.ts'
import { refuseHtml } from './records.ts'
import { demandCount } from './stated-count.ts'

const LARGEST_BYTES = 64 << 20
const BATCH = 1_000

export const json = ({ path = '', entries = 'array', count }: JsonOptions = {}): Format<unknown> =>
  async function* rows(chunks) {
    const document = await readJson(chunks)
    const items = itemsAt(document, path, entries)
    if (count !== undefined) demandCount(at(document, count), items.length)
    for (let from = 0; from < items.length; from += BATCH) yield items.slice(from, from + BATCH).map(rowOf)
  }

/** A decoded item as a row; its raw text is the item written again. Throws 'bad-feed' for one that is nested too deeply to write. */
export const rowOf = (item: unknown): RawRow<unknown> => {
  try {
    return { raw: JSON.stringify(item), decode: () => item }
  } catch (cause) {
    throw new Problem('bad-feed', 'The feed holds a row that is nested thousands of levels deep.', {
      todo: 'Look at the feed: no provider sends that.',
      cause,
    })
  }
}

/** The document as a value; throws 'bad-feed', 'empty-feed' or 'too-large'. An empty list is `[]`: nothing at all is no answer. */
export const readJson = async (chunks: AsyncIterable<Uint8Array>): Promise<unknown> => {
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of chunks) {
    bytes += chunk.length
    if (bytes > LARGEST_BYTES) {
      throw new Problem('too-large', `The JSON document is larger than ${LARGEST_BYTES >> 20} MiB.`, {
        todo: 'Use a feed in lines (JSONL or CSV), which is read as a stream.',
      })
    }
    pieces.push(chunk)
  }
  const text = new TextDecoder('utf-8').decode(Buffer.concat(pieces))
  if (text.trim() === '') {
    throw new Problem('empty-feed', 'The source sent nothing where a JSON document was expected; what was known is kept.', {
      todo: 'It is asked again. If it goes on, look at the feed in a browser.',
    })
  }
  refuseHtml(text)
  return parseJson(text, 'feed')
}

/** A text as a value; throws 'bad-feed'. What stands at the fault is not repeated: it may be a piece of a key that the provider repeats. */
export const parseJson = (text: string, what: 'feed' | 'row'): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    const [why = ''] = (error instanceof Error ? error.message : String(error)).split(/,? ?(?:\.{3})?"/)
    throw new Problem(
      'bad-feed',
      `The ${what} is not JSON: ${why.trim().replace(/^Unexpected token .*/s, 'there is something else in it')}.`,
      {
        todo: 'Look at the feed in a browser: it may be an error page, or cut off.',
      },
    )
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The rows of a document; throws 'bad-feed' where there is no list. */
export const itemsAt = (document: unknown, path: string, entries: 'array' | 'values'): readonly unknown[] => {
  const list = at(document, path)
  if (entries === 'values' && isObject(list)) return Object.values(list).flat()
  if (Array.isArray(list)) return list
  const found = list === undefined ? 'nothing' : isObject(list) ? 'an object' : `a ${typeof list}`
  throw new Problem('bad-feed', `The feed holds ${found} where its rows were expected${path === '' ? '' : ` (${path})`}.`, {
    todo: 'Look at the feed: its format may have changed.',
  })
}
