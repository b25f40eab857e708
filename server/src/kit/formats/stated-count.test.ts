import { describe, expect, it } from 'vitest'
import type { Format } from '../rows.ts'
import { csv } from './csv.ts'
import { json } from './json.ts'
import { jsonLines } from './json-lines.ts'
import { countInComment, withTrailer } from './stated-count.ts'

const read = async (format: Format<unknown>, text: string): Promise<number> => {
  async function* once(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(text)
  }
  let rows = 0
  for await (const batch of format(once())) rows += batch.length
  return rows
}

describe('lists that say how many rows they have', () => {
  it('are read where that is so', async () => {
    expect(await read(csv({ header: 'last-comment' }), '# a,b\n1,2\n3,4\n# Number of entries: 2\n')).toBe(2)
    expect(await read(csv({ header: 'last-comment' }), '# a,b\n1,2\n3,4\n# END (2) entries\n')).toBe(2)
    expect(await read(json({ path: 'rows', count: 'count' }), '{"count":2,"rows":[1,2]}')).toBe(2)
    expect(await read(json({ path: 'rows', count: 'count' }), '{"rows":[1,2]}')).toBe(2)
  })

  it('are refused as cut off where fewer came', async () => {
    const truncated = expect.objectContaining({ code: 'truncated' })
    await expect(read(csv({ header: 'last-comment' }), '# a,b\n1,2\n# Number of entries: 2\n')).rejects.toEqual(truncated)
    await expect(read(csv({ header: 'last-comment' }), '# a,b\n1,2\n# of entries: 9\n')).rejects.toEqual(truncated)
    await expect(read(json({ path: 'rows', count: 'count' }), '{"count":"3","rows":[1,2]}')).rejects.toEqual(truncated)
  })

  it('need their last row where it is promised', async () => {
    const listed = withTrailer(jsonLines(), raw => Number(/"records":(\d+)/.exec(raw)?.[1] ?? Number.NaN) || null)
    expect(await read(listed, '{"a":1}\n{"records":1}\n')).toBe(2)
    expect(await read(listed, '')).toBe(0)
    await expect(read(listed, '{"a":1}\n')).rejects.toMatchObject({ code: 'bad-feed' })
    await expect(read(listed, '{"a":1}\n{"records":2}\n')).rejects.toMatchObject({ code: 'truncated' })
  })

  it('say so in the words of abuse.ch only', () => {
    expect(['# Number of entries: 40', '# of entries: 7', '# END (3) entries', '# END 4 entries'].map(countInComment)).toEqual([
      40, 7, 3, 4,
    ])
    expect(countInComment('# the number of entries: many')).toBeNull()
  })
})
