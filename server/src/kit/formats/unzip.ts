/**
 * One member of a zip archive as a stream (PKWARE's APPNOTE 6.3), without the archive ever being whole anywhere. The directory at its end
 * is not waited for: each member says at its own beginning what is needed. Nothing is written to a disk, so names are only compared.
 */
import { Readable } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import { Problem } from '../../problem.ts'
import type { Unpack } from '../rows.ts'
import { ByteReader, cutShort } from './byte-reader.ts'

export interface UnzipOptions {
  /** The member wanted, `*` standing for anything; the first that fits is taken. Folders never fit. */
  readonly member?: string
  /** Most MiB of all members together that are inflated, wanted or passed over. */
  readonly largestMb?: number
}

const LARGEST_MB = 1_024
/** Every record of an archive begins with it. */
const MAGIC = 'PK'
const LOCAL_HEADER = 0x04034b50
const DESCRIPTOR = 0x08074b50
/** What stands where the real size is in the ZIP64 field. */
const ELSEWHERE = 0xffff_ffff
const STORED = 0
const DEFLATED = 8

interface Member {
  readonly name: string
  readonly method: number
  readonly encrypted: boolean
  /** Null when it comes behind the data. */
  readonly compressed: number | null
  readonly crc: number | null
}

/** Unzips what is an archive; a body that is none (a mirror that unpacked it, an error page) goes through as it is. */
export const unzip = ({ member = '*', largestMb = LARGEST_MB }: UnzipOptions = {}): Unpack => {
  const wanted = matcher(member)
  return async function* unzipped(chunks) {
    const bytes = new ByteReader(chunks)
    const budget = { left: largestMb * 1_048_576, largestMb }
    try {
      const magic = await bytes.upTo(4)
      bytes.giveBack(magic)
      if (magic.toString('latin1', 0, 2) !== MAGIC) {
        yield* bytes.rest()
        return
      }
      for (let found = await nextMember(bytes); found !== null; found = await nextMember(bytes)) {
        const data = contents(found, bytes, budget)
        if (wanted(found.name)) {
          yield* data
          return
        }
        if (found.compressed === null) for await (const _ of data);
        else for await (const _ of bytes.slice(found.compressed));
      }
    } finally {
      await bytes.close()
    }
    throw notZip(member === '*' ? 'The archive is empty.' : `There is no ${member} in the archive.`)
  }
}

const matcher = (pattern: string): ((name: string) => boolean) => {
  const pieces = pattern.split('*')
  const last = pieces.length - 1
  return name => {
    if (name.endsWith('/') || !name.startsWith(pieces[0] ?? '')) return false
    if (last === 0) return name === pattern
    let at = (pieces[0] ?? '').length
    for (const piece of pieces.slice(1, last)) {
      const found = name.indexOf(piece, at)
      if (found === -1) return false
      at = found + piece.length
    }
    return name.length - at >= (pieces[last] ?? '').length && name.endsWith(pieces[last] ?? '')
  }
}

/** The member that begins here, or null where the directory does. */
const nextMember = async (bytes: ByteReader): Promise<Member | null> => {
  const header = await bytes.take(4)
  if (header.readUInt32LE(0) !== LOCAL_HEADER) return null
  const fixed = await bytes.take(26)
  const flags = fixed.readUInt16LE(2)
  const name = (await bytes.take(fixed.readUInt16LE(22))).toString('utf8')
  const extra = await bytes.take(fixed.readUInt16LE(24))
  const later = (flags & 8) !== 0
  const size = fixed.readUInt32LE(14)
  return {
    name,
    method: fixed.readUInt16LE(4),
    encrypted: (flags & 1) !== 0,
    compressed: later ? null : size === ELSEWHERE ? zip64Size(extra) : size,
    crc: later ? null : fixed.readUInt32LE(10),
  }
}

/** In the ZIP64 field of a local header stand the plain and the compressed size. */
const zip64Size = (extra: Buffer): number => {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2))
    if (extra.readUInt16LE(at) === 1 && at + 20 <= extra.length) return Number(extra.readBigUInt64LE(at + 12))
  throw notZip('A member of the archive does not say how long it is.')
}

/** The bytes of a member, counted against the budget and checked at its end. */
async function* contents(
  member: Member,
  bytes: ByteReader,
  budget: { left: number; readonly largestMb: number },
): AsyncGenerator<Uint8Array> {
  const { name, method, encrypted, compressed } = member
  if (encrypted) throw notZip(`${name} is encrypted.`)
  if (method !== DEFLATED && (method !== STORED || compressed === null))
    throw notZip(`${name} is packed in a way that is not read (method ${method}).`)
  let crc = 0
  for await (const piece of method === DEFLATED ? inflated(bytes) : bytes.slice(compressed ?? 0)) {
    budget.left -= piece.length
    if (budget.left < 0) throw tooLarge(budget.largestMb)
    crc = crc32(piece, crc)
    yield piece
  }
  if ((member.crc ?? (await describedCrc(bytes))) !== crc) throw cutShort()
}

/** The checksum behind the data. Its signature may be missing, and its sizes are of 4 or of 8 bytes: what follows tells. */
const describedCrc = async (bytes: ByteReader): Promise<number> => {
  const first = (await bytes.take(4)).readUInt32LE(0)
  const crc = first === DESCRIPTOR ? (await bytes.take(4)).readUInt32LE(0) : first
  const sizes = await bytes.upTo(20)
  const narrow = sizes.length >= 12 && sizes.toString('latin1', 8, 10) === MAGIC
  bytes.giveBack(sizes.subarray(narrow ? 8 : 16))
  return crc
}

/** A deflate stream ends by itself; what was read beyond its end is given back. */
async function* inflated(bytes: ByteReader): AsyncGenerator<Uint8Array> {
  const inflate = createInflateRaw()
  const given: Uint8Array[] = []
  let forgotten = 0
  const feed = (async function* () {
    for await (const chunk of bytes.rest()) {
      while (given[0] && forgotten + given[0].length <= inflate.bytesWritten) forgotten += given.shift()?.length ?? 0
      given.push(chunk)
      yield chunk
    }
  })()
  try {
    yield* Readable.from(feed, { highWaterMark: 1 })
      .on('error', error => inflate.destroy(error))
      .pipe(inflate)
  } catch (error) {
    throw error instanceof Problem ? error : cutShort(error)
  } finally {
    // A chunk may still be on its way in: it belongs to what follows.
    await feed.return()
  }
  bytes.giveBack(Buffer.concat(given).subarray(inflate.bytesWritten - forgotten))
}

const notZip = (message: string): Problem =>
  new Problem('bad-feed', message, { todo: 'Look at the archive: the provider may have changed what is in it.' })

const tooLarge = (largestMb: number): Problem =>
  new Problem('too-large', `The archive holds more than ${largestMb} MiB.`, {
    todo: 'Use a smaller export of the same provider.',
  })
