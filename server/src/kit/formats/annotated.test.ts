import { describe, expect, it } from 'vitest'
import { type AnnotatedLine, annotated } from './annotated.ts'

async function* cut(text: string): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text)
  for (let from = 0; from < bytes.length; from += 5) yield bytes.subarray(from, from + 5)
}
const read = async (text: string): Promise<AnnotatedLine[]> => {
  const answer = { url: 'https://list.example', status: 200, headers: {}, body: cut(text) }
  const found: unknown[] = []
  const none = () => Promise.reject(new Error('nothing more is asked for'))
  const unheard = { groups: () => undefined, remark: () => undefined, reached: () => undefined, leaves: () => undefined }
  for await (const batch of annotated(answer, none, unheard)) found.push(...batch)
  return found as AnnotatedLine[]
}

describe('lines under comments', () => {
  it('have the last block of comments above them, also past blank lines', async () => {
    expect(await read('# banner\n\n#Section one\n# of two\n\na\nb # a note\n\nc\r\n## Section two\nd\n')).toEqual([
      { line: 'a', comments: ['banner', 'Section one', 'of two'] },
      { line: 'b', comments: ['banner', 'Section one', 'of two'] },
      { line: 'c', comments: ['banner', 'Section one', 'of two'] },
      { line: 'd', comments: ['Section two'] },
    ])
  })

  it('keep no more of the comments than is worth reading', async () => {
    const [row] = await read(`${`# ${'x'.repeat(2_000)}\n`.repeat(100)}a\n`)
    expect([row?.comments.length, row?.comments[0]?.length]).toEqual([12, 498])
  })

  it('refuse a web page', async () => {
    await expect(read('<!DOCTYPE html><html>')).rejects.toMatchObject({ code: 'bad-feed' })
  })
})
