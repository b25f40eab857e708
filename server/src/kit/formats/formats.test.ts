import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Format } from '../rows.ts'
import { csv } from './csv.ts'
import { json } from './json.ts'
import { jsonLines } from './json-lines.ts'
import { lines } from './lines.ts'
import { sniffFormat } from './sniff.ts'
import { stix } from './stix.ts'

async function* cut(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size)
}
const read = async <T>(format: Format<T>, text: string | Uint8Array, size = 7): Promise<T[]> => {
  const rows: T[] = []
  for await (const batch of format(cut(Buffer.from(text), size))) for (const row of batch) rows.push(row.decode())
  return rows
}
const cell = fc
  .string({ maxLength: 12 })
  .filter(text => text.trim() === text && !text.startsWith('#') && !/[\r\u0000\ufeff]/.test(text))
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`

describe('CSV', () => {
  it('gives back what was written, wherever the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell, cell), { maxLength: 12 }),
        fc.integer({ min: 1, max: 40 }),
        async (table, size) => {
          const text = `a,b,c\n${table.map(row => `${row.map(quoted).join(',')}\n`).join('')}`
          expect(await read(csv(), text, size)).toEqual(table.map(([a, b, c]) => ({ a, b, c })))
        },
      ),
    )
  })

  it('finds the header in the last comment, separators with blanks, and skips the trailer', async () => {
    const text = '\ufeff# banner, with commas\r\n# "First_Seen","value"\r\n"2026-01-01", "x, y"\r\n# Number of entries: 1\r\n'
    expect(await read(csv({ header: 'last-comment' }), text)).toEqual([{ first_seen: '2026-01-01', value: 'x, y' }])
  })
})

describe('lines', () => {
  it('drops comments, blanks and line ends', async () => {
    expect(await read(lines(), '# head\n\n1.2.3.4 ; note\r\n  5.6.7.8\t# why\nhttp://x/#frag\n')).toEqual([
      '1.2.3.4',
      '5.6.7.8',
      'http://x/#frag',
    ])
  })

  it('keeps a line that is too long from memory and says so when it is read', async () => {
    const raws: string[] = []
    for await (const batch of lines()(cut(Buffer.from(`a\n${'x'.repeat(3 << 20)}\nb\n`), 65_536))) {
      for (const row of batch) {
        raws.push(row.raw.slice(0, 3))
        if (row.raw.startsWith('xxx')) expect(() => row.decode()).toThrow(/longer than/)
      }
    }
    expect(raws).toEqual(['a', 'xxx', 'b'])
  })

  it('refuses a web page', async () => {
    await expect(read(lines(), '<!DOCTYPE html><html>')).rejects.toMatchObject({ code: 'bad-feed' })
  })
})

describe('JSON', () => {
  it('gives the rows of a list, of a path, of an object by keys', async () => {
    expect(await read(json(), '[1,2]')).toEqual([1, 2])
    expect(await read(json({ path: 'a.b' }), '{"a":{"b":[3]}}')).toEqual([3])
    expect(await read(json({ entries: 'values' }), '{"1":[{"x":1}],"2":[{"x":2}]}')).toEqual([{ x: 1 }, { x: 2 }])
    expect(await read(jsonLines(), '{"a":1}\n\n{"a":2}\n')).toEqual([{ a: 1 }, { a: 2 }])
    expect(await read(stix(), '{"type":"bundle","objects":[{"type":"url"}]}')).toEqual([
      { object: { type: 'url' }, related: [], markings: [] },
    ])
  })

  it('says what is wrong instead of breaking', async () => {
    await expect(read(json(), '{"a":1}')).rejects.toMatchObject({ code: 'bad-feed' })
    await expect(read(json(), '[1,')).rejects.toMatchObject({ code: 'bad-feed' })
    await expect(read(stix(), '{"type":"report"}')).rejects.toMatchObject({ code: 'bad-feed' })
    await expect(read(json(), `${'['.repeat(200_000)}`)).rejects.toMatchObject({ code: 'bad-feed' })
  })

  it('survives any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(csv(), lines(), jsonLines()), async (bytes, format) => {
        try {
          for await (const batch of (format as Format<unknown>)(cut(bytes, 5)))
            for (const row of batch) expect(typeof row.raw).toBe('string')
        } catch (error) {
          expect(error).toMatchObject({ code: 'bad-feed' })
        }
      }),
    )
  })
})

describe('sniffing', () => {
  it.each([
    ['list.csv', 'x', 'csv'],
    ['x', '{"type": "bundle", "objects": []}', 'stix'],
    ['x', '[{"a":1}]', 'json'],
    ['x', '{"a":1}\n{"a":2}\n', 'jsonl'],
    ['x', 'ip,malware\n1.2.3.4,x\n', 'csv'],
    ['report', 'The actor used evil.com, and more.\n', 'text'],
  ])('takes %s %j for %s', (name, text, format) => {
    expect(sniffFormat(Buffer.from(text), name)).toBe(format)
  })
})
