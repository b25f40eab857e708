import fc from 'fast-check'
import { strToU8, Zip, ZipDeflate, type Zippable, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { type UnzipOptions, unzip } from './unzip.ts'

async function* cut(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size)
}
const read = async (archive: Uint8Array, options: UnzipOptions = {}, size = 1_000): Promise<Buffer> => {
  const pieces: Uint8Array[] = []
  for await (const piece of unzip(options)(cut(archive, size))) pieces.push(piece)
  return Buffer.concat(pieces)
}
const text = async (archive: Uint8Array, options: UnzipOptions = {}, size?: number): Promise<string> =>
  (await read(archive, options, size)).toString('utf8')

/** As programs write that send while they pack: sizes and checksums come behind the data. */
const streamed = (files: Readonly<Record<string, string>>): Uint8Array => {
  const pieces: Uint8Array[] = []
  const zip = new Zip((_error, piece) => void pieces.push(piece))
  for (const [name, content] of Object.entries(files)) {
    const file = new ZipDeflate(name)
    zip.add(file)
    file.push(strToU8(content), true)
  }
  zip.end()
  return Buffer.concat(pieces)
}

const FILES: Zippable = { 'read.me': strToU8('about it'), 'lists/': new Uint8Array(0), 'lists/full.csv': strToU8('a,b\n1,2\n') }
const ROWS = Array.from({ length: 2_000 }, (_, row) => `${row},192.0.2.${row % 256}`).join('\n')

describe('unzip', () => {
  it('gives the first file, or the first whose name fits', async () => {
    const archive = zipSync(FILES)
    expect(await text(archive)).toBe('about it')
    expect(await text(archive, { member: '*.csv' })).toBe('a,b\n1,2\n')
    expect(await text(archive, { member: 'lists/*.csv' }, 1)).toBe('a,b\n1,2\n')
    expect(await text(archive, { member: 'read.me' }, 3)).toBe('about it')
    await expect(text(archive, { member: '*.json' })).rejects.toMatchObject({ code: 'bad-feed' })
    await expect(text(zipSync({}))).rejects.toMatchObject({ code: 'bad-feed' })
  })

  it('reads files that are only stored, and those whose size comes behind them', async () => {
    expect(await text(zipSync({ 'a.csv': [strToU8(ROWS), { level: 0 }] }))).toBe(ROWS)
    const archive = streamed({ 'first.txt': ROWS, 'second.txt': 'more', 'third.txt': ROWS })
    for (const size of [1, 7, 4_096, 1 << 20]) {
      expect(await text(archive, { member: 'second.txt' }, size)).toBe('more')
      expect(await text(archive, { member: 'third*' }, size)).toBe(ROWS)
    }
  })

  it('lets through what is no archive', async () => {
    expect(await text(strToU8('# a list\n192.0.2.1\n'), {}, 3)).toBe('# a list\n192.0.2.1\n')
    expect(await text(new Uint8Array(0))).toBe('')
    expect(await text(strToU8('P'))).toBe('P')
  })

  it('stops at a bomb, whether it is wanted or passed over, before it is unpacked', async () => {
    const bomb = new Uint8Array(64 << 20)
    const archive = zipSync({ 'bomb.csv': bomb }, { level: 9 })
    let inflated = 0
    const reading = (async () => {
      for await (const piece of unzip({ largestMb: 1 })(cut(archive, archive.length))) inflated += piece.length
    })()
    await expect(reading).rejects.toMatchObject({ code: 'too-large' })
    expect(inflated).toBeLessThanOrEqual(1 << 20)
    const passed = streamed({ 'bomb.csv': 'x'.repeat(4 << 20), 'small.csv': 'y' })
    await expect(text(passed, { member: 'small.csv', largestMb: 1 })).rejects.toMatchObject({ code: 'too-large' })
  })

  it('does not mind names that lead elsewhere: nothing is written', async () => {
    expect(await text(zipSync({ '../../etc/passwd': strToU8('x') }))).toBe('x')
  })

  it('refuses what is encrypted', async () => {
    const archive = zipSync({ a: strToU8('x') })
    archive[6] = 1
    await expect(text(archive)).rejects.toMatchObject({ code: 'bad-feed' })
  })
})

describe('unzip, for any archive', () => {
  const content = fc.oneof(fc.string(), fc.string({ unit: 'binary', maxLength: 5_000 }), fc.constant(ROWS))
  const archives = fc.tuple(content, content, fc.boolean()).map(([first, second, late]) => ({
    second,
    archive: late ? streamed({ first, second }) : zipSync({ first: strToU8(first), second: strToU8(second) }),
  }))

  it('gives back what was put in, wherever the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(archives, fc.integer({ min: 1, max: 3_000 }), async ({ archive, second }, size) => {
        expect(await text(archive, { member: 'second' }, size)).toBe(Buffer.from(strToU8(second)).toString('utf8'))
      }),
      { numRuns: 60 },
    )
  })

  it('never takes a part for the whole, nor damage for data', async () => {
    await fc.assert(
      fc.asyncProperty(archives, fc.nat(), fc.option(fc.integer({ min: 1, max: 255 })), async ({ archive, second }, at, flip) => {
        const position = at % archive.length
        const broken =
          flip === null ? archive.subarray(0, position) : archive.map((byte, i) => (i === position ? byte ^ flip : byte))
        if (broken[0] !== 0x50 || broken[1] !== 0x4b) return
        try {
          expect(await text(broken, { member: 'second' })).toBe(Buffer.from(strToU8(second)).toString('utf8'))
        } catch (error) {
          expect(['truncated', 'bad-feed', 'too-large']).toContain((error as { code?: unknown }).code)
        }
      }),
      { numRuns: 150 },
    )
  })

  it('ends in a Problem for any bytes behind the first', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async bytes => {
        const archive = Buffer.concat([Buffer.from('PK\u0003\u0004'), bytes])
        await expect(read(archive, { largestMb: 1 }, 13)).rejects.toHaveProperty('code')
      }),
    )
  })
})
