/** TAXII collections, RSS and MISP feeds that people declare, against providers that speak as theirs do. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fetcher } from '../../server/src/kit/parts.ts'
import type { Answer, Ask } from '../../server/src/kit/rows.ts'
import type { Observed, Source } from '../../server/src/kit/source.ts'
import { checkFeed, readFeed } from '../../server/src/sources/declared/index.ts'
import { onRealPayload } from '../support/real-payloads.ts'

const NOW = Date.UTC(2026, 0, 15)
const NONE: ReadonlySet<string> = new Set()

const declared = (kind: string, url: string, more = ''): string =>
  `id: feed\nname: Feed\nreliability: C\ntlp: green\nevery: 1 h\npresence: append\ndates: activity\nkind: ${kind}\nurl: ${url}\n${more}`

const sourceOf = (yaml: string): Source => {
  const read = readFeed(yaml, NONE)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.source
}

interface Played {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: string | Buffer | object
}

/** Reads a feed whose provider answers by `play`; the rows as they came and what was observed. */
const readWith = async (
  yaml: string,
  play: (url: URL, ask: Ask) => Played,
  since: string | null = null,
  remarks: string[] = [],
) => {
  const source = sourceOf(yaml)
  const asked: Ask[] = []
  const get = async (ask: Ask): Promise<Answer> => {
    asked.push(ask)
    const { status = 200, headers = {}, body } = play(new URL(ask.url), ask)
    const bytes = Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
    return {
      url: ask.url,
      status,
      headers,
      body: (async function* () {
        yield bytes
      })(),
    }
  }
  const part = source.collect({
    fetch: fetcher,
    at: key => ({ name: key, url: '' }),
    setting: key => `the ${key}`,
    since: () => since,
    now: NOW,
  })
  if (!('name' in part)) throw new Error('a declared feed has one part')
  const tell = {
    groups: () => undefined,
    remark: (sentence: string) => void remarks.push(sentence),
    reached: () => undefined,
    leaves: () => undefined,
  }
  const rows: unknown[] = []
  const observed: Observed[] = []
  for await (const batch of part.read(await get(part.ask), get, tell)) {
    for (const row of batch) {
      const decoded = row.decode()
      rows.push(decoded)
      const parsed = source.parse(source.row.parse(decoded), { part: part.name })
      if (parsed !== null && !('refused' in parsed) && !('named' in parsed) && !('taught' in parsed))
        observed.push(...('value' in parsed ? [parsed] : parsed))
    }
  }
  return { source, asked, rows, observed, values: observed.map(({ value }) => value) }
}

describe('a TAXII 2.1 collection', () => {
  const domain = (name: string) => ({
    type: 'indicator',
    id: `indicator--${name}`,
    pattern: `[domain-name:value = '${name}.example']`,
  })
  const COLLECTION = 'https://taxii.example/root/collections/91a7b528-80eb-42ed-a74d-c6fbd5a26116'
  const pages = (url: URL): Played =>
    url.searchParams.get('next') === 'p2'
      ? {
          headers: { 'x-taxii-date-added-last': '2026-01-12T00:00:00.000Z' },
          body: {
            more: false,
            objects: [
              domain('two'),
              { type: 'malware', id: 'malware--1', name: 'Remcos' },
              { type: 'relationship', id: 'relationship--1', source_ref: 'indicator--one', target_ref: 'malware--1' },
            ],
          },
        }
      : {
          headers: { 'x-taxii-date-added-last': '2026-01-11T00:00:00.000Z' },
          body: { more: true, next: 'p2', objects: [domain('one')] },
        }

  it('is read page by page, each asked for as TAXII wants it, and joined across its pages', async () => {
    const yaml = declared('taxii', `${COLLECTION}/`, `basic: { user: me, password: "\${secret:password}" }\ndays: 5\nlimit: 500`)
    const { asked, observed, rows } = await readWith(yaml, pages)
    expect(asked.map(({ url }) => url.replace(COLLECTION, ''))).toEqual([
      '/objects/?limit=500&added_after=2026-01-10T00%3A00%3A00.000Z',
      '/objects/?limit=500&added_after=2026-01-10T00%3A00%3A00.000Z&next=p2',
    ])
    for (const { headers } of asked)
      expect(headers).toEqual({
        accept: 'application/taxii+json;version=2.1',
        authorization: `Basic ${Buffer.from('me:the password').toString('base64')}`,
      })
    expect(observed).toMatchObject([{ value: 'one.example', statement: { malware: 'Remcos' } }, { value: 'two.example' }])
    expect(rows).toMatchObject(rows.map(() => ({ added: '2026-01-12T00:00:00.000Z' })))
  })

  it('joins what comes many pages apart, and tells what it could not join', async () => {
    const tie = (id: string, source: string, target: string) => ({
      type: 'relationship',
      id: `relationship--${id}`,
      source_ref: source,
      target_ref: target,
    })
    const filler = (page: number) => Array.from({ length: 10_000 }, (_, n) => ({ type: 'note', id: `note--${page}-${n}` }))
    const objects = [
      [{ type: 'malware', id: 'malware--1', name: 'Remcos' }, tie('1', 'indicator--late', 'malware--1'), ...filler(1)],
      [domain('early'), ...filler(2)],
      [domain('late'), tie('2', 'indicator--early', 'malware--1'), tie('3', 'indicator--late', 'malware--never')],
    ]
    const remarks: string[] = []
    const { observed } = await readWith(
      declared('taxii', COLLECTION),
      url => {
        const page = Number(url.searchParams.get('next') ?? 0)
        return { body: { more: page < 2, next: String(page + 1), objects: objects[page] } }
      },
      null,
      remarks,
    )
    expect(observed.map(({ value, statement }) => [value, statement.malware])).toEqual([
      ['early.example', undefined],
      ['late.example', 'Remcos'],
    ])
    expect(remarks).toEqual([expect.stringMatching(/^2 ties of indicators .* could not be resolved/)])
  })

  it('goes on from the date the server gave', async () => {
    const { asked, source } = await readWith(declared('taxii', COLLECTION), () => ({ body: {} }), '2026-01-12T00:00:00.000Z')
    expect(new URL(asked[0]!.url).searchParams.get('added_after')).toBe('2026-01-12T00:00:00.000Z')
    expect(source.cursor?.at).toBe('added')
  })

  it('goes on by date where the server names no next page, and stops when it turns in a circle', async () => {
    const { asked, values } = await readWith(declared('taxii', COLLECTION), () => ({
      headers: { 'x-taxii-date-added-last': '2026-01-11T00:00:00.000Z' },
      body: { more: true, objects: [domain('one')] },
    }))
    expect(asked).toHaveLength(2)
    expect(values).toEqual(['one.example', 'one.example'])
  })

  it('is named in the address or beside it', async () => {
    const { asked } = await readWith(declared('taxii', 'https://taxii.example/root/', 'collection: abc'), () => ({ body: {} }))
    expect(asked[0]?.url).toBe('https://taxii.example/root/collections/abc/objects/?limit=1000')
    expect(checkFeed(declared('taxii', 'https://taxii.example/root/'), NONE).problems).toMatchObject([
      { line: 9, column: 6, message: expect.stringContaining('name the collection') },
    ])
    expect(checkFeed(declared('taxii', COLLECTION).replace('append', 'full-set'), NONE).problems).toMatchObject([
      { line: 6, message: expect.stringContaining('must be append') },
    ])
  })
})

describe('a feed of reports', () => {
  const FEED = `<rss version="2.0"><channel><title>Blog</title><item>
    <title>Remcos again</title><link>https://www.blog-sample.com/remcos</link><guid>1</guid><pubDate>Wed, 14 Jan 2026 10:00:00 GMT</pubDate>
    <description><![CDATA[<p>It calls evil-sample[.]com and hxxps://203.0.113[.]9/a, see <a href="https://vendor-sample.com">vendor-sample.com</a> and
    www.blog-sample.com. MD5 9e107d9d372bb6826bd81d3542a419d6</p>]]></description></item>
    <item><title>Nothing here</title><guid>2</guid></item></channel></rss>`

  it('gives the indicators of each item, the item as their report, and leaves the blog itself alone', async () => {
    const { observed, values } = await readWith(
      declared('rss', 'https://www.blog-sample.com/feed', 'defaults: { threat: malware }'),
      () => ({ body: FEED }),
    )
    expect(values).toEqual(['evil-sample.com', 'https://203.0.113.9/a', 'vendor-sample.com', '9e107d9d372bb6826bd81d3542a419d6'])
    expect(observed[0]?.statement).toEqual({
      threat: 'malware',
      firstSeen: '2026-01-14T10:00:00.000Z',
      lastSeen: '2026-01-14T10:00:00.000Z',
      reference: 'https://www.blog-sample.com/remcos',
      report: { title: 'Remcos again', url: 'https://www.blog-sample.com/remcos' },
    })
  })

  it('takes only what is defanged, or only some types, where that is asked', async () => {
    const defanged = await readWith(declared('rss', 'https://b.example', 'indicators: defanged'), () => ({ body: FEED }))
    expect(defanged.values).toEqual(['evil-sample.com', 'https://203.0.113.9/a', '9e107d9d372bb6826bd81d3542a419d6'])
    const hashes = await readWith(declared('rss', 'https://b.example', 'types: [md5]'), () => ({ body: FEED }))
    expect(hashes.values).toEqual(['9e107d9d372bb6826bd81d3542a419d6'])
  })
})

describe('a MISP feed', () => {
  it('is read from its manifest, with its own headers for each event', async () => {
    const folder = join(import.meta.dirname, '..', '..', 'samples', 'circl-osint')
    const yaml = declared('misp', 'https://misp.example/feed/', `headers: { X-Api-Key: "\${secret:key}" }\ndays: 60`)
    const { asked, observed } = await readWith(yaml, url => ({
      body: readFileSync(join(folder, url.pathname.split('/').at(-1) ?? '')),
    }))
    expect(asked[0]?.url).toBe('https://misp.example/feed/manifest.json')
    expect(asked.every(({ headers }) => headers?.['X-Api-Key'] === 'the key')).toBe(true)
    expect(observed.length).toBeGreaterThan(10)
  })
})

for (const [file, items] of [
  ['atom.xml', 1],
  ['nasa.xml', 10],
  ['poll.xml', 1],
  ['vuldb.xml', 1],
] as const)
  onRealPayload(`generic-rss/${file}`, 'reads items as they really come', async payload => {
    const { rows } = await readWith(declared('rss', 'https://feed.example'), () => ({ body: payload }))
    expect(rows.length).toBeGreaterThanOrEqual(items)
  })

onRealPayload('generic-rss/vuldb.xml', 'finds the CVE an item is about, and not the site it is from', async payload => {
  const { observed } = await readWith(declared('rss', 'https://feed.example'), () => ({ body: payload }))
  expect(observed.map(({ type, value }) => `${type} ${value}`)).toEqual(['cve CVE-2026-11438'])
})

onRealPayload('generic-csv/extra_regex.csv', 'reads columns by name', async payload => {
  const map =
    'map: { value: SourceIp, type: ipv4, malware: Botnet, port: SourcePort, country: SourceIpCountryCode, asn: SourceIpAsnNr }'
  const { observed } = await readWith(declared('csv', 'https://feed.example', map), () => ({ body: payload }))
  expect(observed[0]).toEqual({
    type: 'ipv4',
    value: '198.51.100.1',
    statement: { malware: 'B106-CeeInject', port: 2367, country: 'AT', asn: 65_536 },
  })
})

describe('a JSON feed that is asked for by POST', () => {
  const URL_OF = 'https://api.example/v1/'
  const asking = (post: string, paging: string): string =>
    declared('json', URL_OF, `rows: $.data[*]\npost: ${post}\npaging: ${paging}\nmap: { value: $.ioc, type: { is: auto } }\n`)
  const page = (ask: Ask, one: number) => ({ body: { data: ask.body?.includes(String(one)) ? [{ ioc: '192.0.2.1' }] : [] } })

  it('sends a document with its secrets in it, and names the next page there', async () => {
    const post = `{ json: { query: get_iocs, filter: { token: "\${secret:token}" }, page: 1 } }`
    const { asked, values } = await readWith(asking(post, '{ by: page, size: 1 }'), (_, ask) => page(ask, 1))
    expect(asked.map(({ url, method, body }) => [url, method, JSON.parse(body ?? '')])).toEqual([
      [URL_OF, 'POST', { query: 'get_iocs', filter: { token: 'the token' }, page: 1 }],
      [URL_OF, 'POST', { query: 'get_iocs', filter: { token: 'the token' }, page: 2 }],
    ])
    expect(asked[0]?.headers).toMatchObject({ 'content-type': 'application/json' })
    expect(values).toEqual(['192.0.2.1'])
  })

  it('sends a form, and goes on by the cursor in the document', async () => {
    const yaml = asking('{ form: { query: recent } }', '{ by: cursor, path: $.next, parameter: after }')
    const { asked } = await readWith(yaml, (_, ask) => ({
      body: { data: [], ...(ask.body?.includes('after') ? {} : { next: 'c 2' }) },
    }))
    expect(asked.map(({ body }) => body)).toEqual(['query=recent', 'query=recent&after=c+2'])
  })

  it('keeps the names of its secrets as settings, and no secret in plain', () => {
    expect(Object.keys(sourceOf(asking(`{ form: { auth_key: "\${secret:key}" } }`, '{ by: header }')).config)).toEqual(['key'])
    expect(checkFeed(asking('{ form: { auth_key: abc } }', '{ by: header }'), NONE).problems).toMatchObject([
      { line: 11, message: expect.stringContaining('opens doors') },
    ])
  })
})

describe('lists in lines as old providers write them', () => {
  const MALC0DE = `

// This file will be automatically updated daily and populated with the last 30 days of malicious IP addresses.
// Last updated 2026-01-10\t

192.0.2.4
198.51.100.9
`
  const ZONE = `// It will return 127.0.0.1 for domains serving malicious executables
// Last updated 2026-01-10\t

zone "dropper-sample.com"  {type master; file "/etc/namedb/blockeddomain.hosts";};
`
  const PATROL = `#
#        Malware Patrol - Block List - https://www.malwarepatrol.net
#\tGenerated at: 20260110235356 UTC
#

dropper-sample.com/malwarehere/
www.loader-sample.net/
`

  it.each([
    ['malc0de’s addresses', MALC0DE, 'comments: ["//"]\nmap: { value: line, type: ipv4 }', ['192.0.2.4', '198.51.100.9']],
    ['malc0de’s zone', ZONE, 'comments: ["//", "{"]\nmap: { value: line }', ['dropper-sample.com']],
    [
      'Malware Patrol’s',
      PATROL,
      'comments: ["#"]\nmap: { value: line, type: url }',
      ['dropper-sample.com/malwarehere/', 'www.loader-sample.net/'],
    ],
  ])('are read: %s', async (_, body, more, expected) => {
    const { values } = await readWith(declared('lines', 'https://list.example/list.txt', more), () => ({ body }))
    expect(values).toEqual(expected)
  })
})
