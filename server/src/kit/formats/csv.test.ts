import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CsvOptions } from '../rows.ts'
import { csv } from './csv.ts'
import { splitRecord } from './csv-fields.ts'

async function* whole(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}
const raws = async (text: string, options?: CsvOptions): Promise<string[]> => {
  const found: string[] = []
  for await (const batch of csv(options)(whole(text))) for (const row of batch) found.push(row.raw)
  return found
}
const rows = async (text: string, options?: CsvOptions): Promise<unknown[]> => {
  const found: unknown[] = []
  for await (const batch of csv(options)(whole(text))) for (const row of batch) found.push(row.decode())
  return found
}

describe('the fields of a CSV record', () => {
  it('are those that csv-parse finds, for every well-formed record', () => {
    const field = fc.oneof(
      fc.string({ maxLength: 10 }).filter(text => !/["\r\n,]/.test(text) && text === text.trim()),
      fc
        .string({ maxLength: 10 })
        .filter(text => !/\r/.test(text))
        .map(text => `"${text.replaceAll('"', '""')}"`),
    )
    fc.assert(
      fc.property(fc.array(field, { minLength: 1, maxLength: 6 }), fc.constantFrom(',', ', '), (fields, between) => {
        const record = fields.join(between)
        const [expected = ['']] = parse(record, { ltrim: true, rtrim: true, relax_column_count: true }) as string[][]
        expect(splitRecord(record, ',')).toEqual(expected)
      }),
    )
  })

  it.each([
    ['a "quoted" word,b', ['a "quoted" word', 'b']],
    ['"open,b', ['open,b']],
    ['"a"b,c', ['"a"b', 'c']],
  ])('are read as well as can be from %j', (record, expected) => {
    let fields: readonly string[] | null = null
    try {
      fields = splitRecord(record, ',')
    } catch (error) {
      expect(error).toBeInstanceOf(Error)
    }
    if (fields !== null) expect(fields).toEqual(expected)
  })

  it('may be separated by tabs, and be empty', () => {
    expect(splitRecord('a\t\t"b\tc"\t', '\t')).toEqual(['a', '', 'b\tc', ''])
  })
})

describe('the heading', () => {
  it('is looked for in both places when nobody says where it is', async () => {
    const either = { header: 'either' } as const
    expect(await rows('# made, by hand\nip,port\n1.2.3.4,80\n', either)).toEqual([{ ip: '1.2.3.4', port: '80' }])
    expect(await rows('# "ip","port"\n"1.2.3.4","80"\n', either)).toEqual([{ ip: '1.2.3.4', port: '80' }])
    expect(await rows('1.2.3.4,80\n5.6.7.8,81\n', either)).toEqual([
      { 'column 1': '1.2.3.4', 'column 2': '80' },
      { 'column 1': '5.6.7.8', 'column 2': '81' },
    ])
    expect(await rows('ip\n1.2.3.4\n', either)).toEqual([{ ip: '1.2.3.4' }])
  })

  it('is missed when it was promised', async () => {
    await expect(rows('1.2.3.4\n', { header: 'first-row' })).rejects.toMatchObject({ code: 'bad-feed' })
    await expect(rows('"a", "b"\n', { header: 'last-comment' })).rejects.toMatchObject({ code: 'bad-feed' })
  })
})

describe('records over several lines', () => {
  it('keep the line ends of their quoted fields, and blank lines and comment signs in them', async () => {
    expect(await rows('a,b\n1,"x\n\n# y"\n2,z\n')).toEqual([
      { a: '1', b: 'x\n\n# y' },
      { a: '2', b: 'z' },
    ])
  })

  it('a quote that is never closed costs its own row, not those behind it', async () => {
    const good = Array.from({ length: 500 }, (_, index) => `${index},x`)
    const found = await raws(`a,b\n0,"open\n${good.join('\n')}\n`)
    expect(found).toEqual(['0,"open', ...good])
  })

  it('do not grow beyond the longest record', async () => {
    const line = 'x'.repeat(900_000)
    const found = await raws(`a,b\n1,"${line}\n${line}\n${line}\n`)
    expect(found.map(raw => raw.length)).toEqual([900_003, 900_000, 900_000])
  })
})
