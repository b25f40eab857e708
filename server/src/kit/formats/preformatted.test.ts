import { describe, expect, it } from 'vitest'
import { fetcher } from '../parts.ts'
import { preformatted } from './preformatted.ts'

async function* once(page: string): AsyncGenerator<Uint8Array> {
  if (page !== '') yield Buffer.from(page)
}
const read = async (page: string): Promise<string[]> => {
  const part = fetcher.lines({ name: 'url', url: 'https://list.example' }, { unpack: preformatted })
  const rows: string[] = []
  const get = () => Promise.reject(new Error('nothing more is asked for'))
  const answer = { url: part.ask.url, status: 200, headers: {}, body: once(page) }
  for await (const batch of part.read(answer, get)) rows.push(...batch.map(row => row.decode()))
  return rows
}

describe('a list in a web page', () => {
  it('is the text of the first <pre>, without tags and entities', async () => {
    const page =
      '<!DOCTYPE html><html><body>log in: <pre class="l">\nhttp://a/?x=1&amp;y=2\n<a href="/b">http://b/</a>\n</pre>http://c/</body>'
    expect(await read(page)).toEqual(['http://a/?x=1&y=2', 'http://b/'])
  })

  it('may lack its end, as pages of hand-written programs do', async () => {
    expect(await read('<pre>\nhttp://a/')).toEqual(['http://a/'])
  })

  it('is no feed when it has none', async () => {
    await expect(read('<html><body>Sign in</body></html>')).rejects.toMatchObject({ code: 'bad-feed' })
    expect(await read('')).toEqual([])
    expect(await read('http://a/')).toEqual(['http://a/'])
  })

  it('takes no longer for a page of brackets', async () => {
    const from = performance.now()
    expect(await read(`<pre>${'<'.repeat(1 << 20)}`)).toHaveLength(1)
    expect(await read('<pre '.repeat(200_000))).toHaveLength(1)
    expect(performance.now() - from).toBeLessThan(5_000)
  })
})
