/** Lists that stand in a web page: the text of its first `<pre>` element, as bytes of a plain list. */
import { Problem } from '../../problem.ts'
import type { Unpack } from '../rows.ts'

const LARGEST_BYTES = 64 << 20
/** Bounded, so that a page of brackets is read once. */
const BEGIN = /<pre(?:\s[^<>]{0,500})?>/i
const END = /<\/pre\s{0,10}>/i
const TAG = /<[^<>]{1,2000}>/g
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", apos: "'", nbsp: ' ' }

/** The page is read whole, so it is capped. What has no such element goes through as it is: a mirror's plain list, or an error page, which no format takes for a list. */
export const preformatted: Unpack = async function* text(chunks) {
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of chunks) {
    bytes += chunk.length
    if (bytes > LARGEST_BYTES) throw tooLarge()
    pieces.push(chunk)
  }
  if (bytes === 0) return
  const page = new TextDecoder('utf-8').decode(Buffer.concat(pieces))
  const begin = BEGIN.exec(page)
  if (begin === null) {
    yield* pieces
    return
  }
  const inside = page.slice(begin.index + begin[0].length)
  const end = END.exec(inside)
  const list = inside.slice(0, end?.index).replace(TAG, '')
  yield Buffer.from(list.replace(/&(#?\w{1,8});/g, (entity, name: string) => ENTITIES[name.toLowerCase()] ?? entity))
}

const tooLarge = (): Problem =>
  new Problem('too-large', `The page is larger than ${LARGEST_BYTES >> 20} MiB.`, { todo: 'Look at the address in a browser.' })
