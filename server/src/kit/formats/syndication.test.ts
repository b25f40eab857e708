import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Problem } from '../../problem.ts'
import type { Telling } from '../rows.ts'
import { htmlText } from './html-text.ts'
import { type SyndicationItem, syndication } from './syndication.ts'

const read = async (text: string | Buffer, tell?: Telling): Promise<SyndicationItem[]> => {
  const body = async function* (): AsyncGenerator<Uint8Array> {
    yield Buffer.from(text)
  }
  const items: SyndicationItem[] = []
  for await (const batch of syndication()(body(), tell)) items.push(...batch.map(row => row.decode()))
  return items
}
const rss = (...items: string[]): string => `<?xml version="1.0"?><rss version="2.0"><channel>${items.join('')}</channel></rss>`

describe('RSS and Atom', () => {
  it('reads so many entries, and says how many there are beside them', async () => {
    const left: string[] = []
    const nobody = (): void => undefined
    const tell: Telling = { groups: nobody, remark: nobody, reached: nobody, leaves: what => left.push(what) }
    const items = (count: number): string => rss(...Array.from({ length: count }, (_, n) => `<item><guid>${n}</guid></item>`))
    expect([(await read(items(5_000), tell)).length, left]).toEqual([5_000, []])
    expect([(await read(items(5_001), tell)).length, left]).toEqual([
      5_000,
      [expect.stringContaining('first 5000 of 5001 entries')],
    ])
  })

  it('reads an item of RSS with its content, escaped or as character data', async () => {
    const [item] = await read(
      rss(`<item><title>A &amp; B</title><link>https://blog.example/1</link><guid isPermaLink="false">g1</guid>
        <pubDate>Sat, 06 Jun 2026 00:26:13 +0200</pubDate><dc:creator>mara</dc:creator><category>malware</category>
        <description>&lt;p&gt;evil&lt;b&gt;.&lt;/b&gt;example&lt;/p&gt;</description>
        <content:encoded><![CDATA[<p>192.0.2.1</p><script>var a = "no.example"</script><p>x &lt; y</p>]]></content:encoded></item>`),
    )
    expect(item).toEqual({
      id: 'g1',
      title: 'A & B',
      link: 'https://blog.example/1',
      date: 'Sat, 06 Jun 2026 00:26:13 +0200',
      author: 'mara',
      categories: ['malware'],
      text: expect.stringMatching(/evil\.example[\s\S]*192\.0\.2\.1[\s\S]*x < y/),
    })
    expect(item?.text).not.toContain('no.example')
  })

  it('reads an entry of Atom, its page among its links, and RSS 1.0', async () => {
    const [entry] = await read(`<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>urn:1</id><title type="html">T</title>
      <link rel="self" href="https://a.example/self"/><link href="https://a.example/page"/><updated>2026-01-02T00:00:00Z</updated>
      <author><name>jo</name></author><category term="apt"/><content type="xhtml"><div><p>bad.example</p></div></content></entry></feed>`)
    expect(entry).toMatchObject({
      id: 'urn:1',
      link: 'https://a.example/page',
      date: '2026-01-02T00:00:00Z',
      author: 'jo',
      categories: ['apt'],
    })
    expect(entry?.text).toContain('bad.example')
    const old = await read(`<rdf:RDF><item><title>one</title><link>https://b.example/1</link></item></rdf:RDF>`)
    expect(old.map(({ id }) => id)).toEqual(['https://b.example/1'])
  })

  it('takes each guid once', async () => {
    const item = '<item><guid>same</guid><title>one</title></item>'
    expect(await read(rss(item, item, '<item><guid>other</guid></item>'))).toHaveLength(2)
  })

  it('reads the encoding a document says it has', async () => {
    const [item] = await read(
      Buffer.from(
        '<?xml version="1.0" encoding="ISO-8859-1"?><rss><channel><item><title>Gr\u00fc\u00dfe</title></item></channel></rss>',
        'latin1',
      ),
    )
    expect(item?.title).toBe('Grüße')
  })

  it('T12: expands no entity of a document, reads no file, and survives depth', async () => {
    const laughs = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>`
    await expect(read(laughs)).rejects.toThrow('entities of its own')
    const file = `<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&f;</title></item></channel></rss>`
    await expect(read(file)).rejects.toThrow('entities of its own')
    await expect(read(rss('<a>'.repeat(100_000)))).rejects.toThrow(Problem)
    const [unknown] = await read(rss('<item><title>&lol; &#x41;</title></item>'))
    expect(unknown?.title).toBe('&lol; A')
  })

  it('says what is wrong with what is no feed', async () => {
    await expect(read('<html><body>log in</body></html>')).rejects.toThrow('web page')
    await expect(read('<other/>')).rejects.toThrow('neither RSS nor Atom')
    await expect(read('')).rejects.toThrow('neither RSS nor Atom')
  })

  it('T12: throws nothing but problems, whatever comes', async () => {
    const piece = fc.constantFrom(
      '<item>',
      '</item>',
      '<title>',
      '<![CDATA[',
      ']]>',
      '&amp;',
      '&#0;',
      '<rss>',
      '<channel>',
      '<!--',
      '"',
      "<a b='c'>",
      '__proto__',
      '<__proto__>',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(piece, fc.string({ maxLength: 8 })), { maxLength: 40 }), async pieces => {
        await read(`<rss><channel>${pieces.join('')}</channel></rss>`).catch((error: unknown) =>
          expect(error).toBeInstanceOf(Problem),
        )
      }),
      { numRuns: 300 },
    )
  })
})

describe('the text of HTML', () => {
  it('is what a reader sees', () => {
    expect(htmlText('a<br>b <i>c</i><!-- d --> &lt;e&gt; &#x66; 1 < 2 <style>x{}</style>end').replace(/\n+/g, '|')).toBe(
      'a|b c| <e> f 1 < 2 |end',
    )
  })

  it('takes time in proportion to what comes, however it is broken', () => {
    for (const piece of ['<', '<a', '<!--', '<script>', '&#', '<b><', '</']) {
      const started = performance.now()
      htmlText(piece.repeat(200_000))
      expect(performance.now() - started).toBeLessThan(1_500)
    }
  })
})
