import { feedKinds } from '@keysguard/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkFeed, draftFeed } from './index.ts'

const GOOD = `id: acme
name: ACME block list
reliability: B
tlp: green
every: 15 minutes
presence: full-set
dates: activity
kind: csv
url: https://acme.example/list.csv
map:
  value: ip
  type: ipv4
`
const NONE: ReadonlySet<string> = new Set()

/** `line:column message` of each problem. */
const problems = (yaml: string, taken = NONE): string[] =>
  checkFeed(yaml, taken).problems.map(({ line, column, message }) => `${line}:${column} ${message}`)

describe('a declared feed in YAML', () => {
  it('is a source with an id and a name when nothing is wrong', () => {
    expect(checkFeed(GOOD, NONE)).toEqual({ ok: true, problems: [], source: { id: 'acme', name: 'ACME block list' } })
  })

  it.each([
    ['a word that is none of the list', 'type: ipv4', 'type: ipx', /^12:9 map\.type: must be one of auto, ipv4/],
    ['a key nobody knows', 'type: ipv4', 'type: ipv4\n  colour: red', /^13:3 map\.colour: is nothing that is known here$/],
    ['something that is missing', 'reliability: B\n', '', /^1:1 reliability: is missing$/],
    ['something that is missing inside', 'value: ip\n  type: ipv4', 'type: ipv4', /^10:1 map\.value: is missing$/],
    ['a number where a text belongs', 'value: ip', 'value: 4', /^11:10 map\.value: must be a text$/],
    ['an unknown kind', 'kind: csv', 'kind: cvs', /^8:7 kind: must be one of csv, json/],
    ['no kind', 'kind: csv\n', '', /^1:1 kind: must be one of csv, json/],
    ['a schedule nobody can keep', '15 minutes', 'often', /^5:8 every: write how often/],
    ['a schedule beyond a month', '15 minutes', '40 days', /^5:8 every: .*30 days at most$/],
    ['an address that is none', 'https://acme.example/list.csv', 'ftp://acme.example', /^9:6 url: must be an http/],
    ['a password in the address', 'https://acme', 'https://me:pw@acme', /^9:6 url: no user or password in the address/],
    ['a key in the address', 'list.csv', 'list.csv?api_key=4711', /^9:6 url: "api_key" opens doors/],
    ['a host that is a secret', 'acme.example', `"\${secret:host}"`, /^9:/],
    ['a slot that is spelt wrong', 'list.csv', `\${secrt:key}`, /^9:6 url: write \$\{secret:name\}/],
    [
      'a key in a header',
      'kind: csv',
      'headers: { X-Api-Key: "4711" }\nkind: csv',
      /^8:23 headers\.X-Api-Key: "X-Api-Key" opens doors/,
    ],
    ['a header of the connection', 'kind: csv', 'headers: { Host: evil.example }\nkind: csv', /^8:12 headers\.Host: belongs/],
    ['a token in plain', 'kind: csv', 'bearer: 4711abc\nkind: csv', /^8:9 bearer: a secret never stands here/],
    ['a variable of the server', 'kind: csv', 'bearer: env:PATH\nkind: csv', /^8:9 bearer: write/],
    ['a column nobody can name', 'kind: csv', 'kind: csv\nheader: none', /^12:10 map\.value: without a header/],
    ['a column that is not in the header', 'kind: csv', 'kind: csv\nheader: [address, when]', /^12:10 map\.value: is not among/],
    ['half a log-in', 'kind: csv', 'basic: { user: me }\nkind: csv', /^8:1 basic\.password: is missing$/],
    ['JSONPath for columns', 'value: ip', 'value: $.ip', /^11:10 map\.value: columns are named/],
    [
      'a field that says nothing',
      'type: ipv4',
      'type: ipv4\n  malware: { names: { a: b } }',
      /^13:12 map\.malware: name a column/,
    ],
    ['a list for a field', 'type: ipv4', 'type: ipv4\n  port: [1]', /^13:9 map\.port: name a column/],
    [
      'a word for a word that is none',
      'type: ipv4',
      'type: { from: t, names: { x: y } }',
      /^12:32 map\.type\.names\.x: must be one of/,
    ],
    [
      'a date format without a year',
      'type: ipv4',
      'type: ipv4\n  firstSeen: { from: d, as: DD.MM. }',
      /^13:29 map\.firstSeen\.as: must hold YYYY/,
    ],
    [
      'a default out of range',
      'kind: csv',
      'defaults: { confidence: 300 }\nkind: csv',
      /^8:25 defaults\.confidence: must be 100 or less$/,
    ],
    ['an id with capitals', 'id: acme', 'id: ACME', /^1:5 id: must be 2 to 60 small letters/],
    ['an id of uploads', 'id: acme', 'id: upload-acme', /^1:5 id: "upload-" is kept/],
    ['an id of a page', 'id: acme', 'id: new', /^1:5 id: "new" is kept/],
    ['a body of both', 'kind: csv', 'kind: json\npost: { json: {}, form: {} }', /^9:7 post: is either json: or form:$/],
    [
      'a key in a body',
      'kind: csv',
      'kind: json\npost: { json: { api_key: "4711" } }',
      /^9:26 post\.json\.api_key: "api_key" opens/,
    ],
    ['a key that stands twice', 'kind: csv', 'kind: csv\nid: again', /^9:1 Map keys must be unique$/],
    ['a bracket that is not closed', 'value: ip', 'value: [ip', /^1[23]:/],
  ])('names the place of %s', (_, from, to, problem) => {
    const [first, ...more] = problems(GOOD.replace(from, to))
    expect(first).toMatch(problem)
    expect(more).toEqual([])
  })

  it('says that an id is taken where it stands', () => {
    expect(problems(GOOD, new Set(['acme']))).toEqual(['1:5 id: acme is a source that ships with KeysGuard'])
  })

  it('says what is wrong with a JSONPath, and refuses those that a document could stall', () => {
    const json = (rows: string) => problems(GOOD.replace('kind: csv', `kind: json\nrows: ${JSON.stringify(rows)}`))
    expect(json('$.data[*]')).toEqual([])
    expect(json('$.data[?@.score > 50]')).toEqual([])
    expect(json('$.data[')).toEqual([expect.stringMatching(/^9:7 rows: "\$\.data\[" is no JSONPath/)])
    expect(json('$.data[?search(@.a, @.b)]')).toEqual([expect.stringContaining('search() is not available')])
    expect(json('$..a..b')).toEqual([expect.stringContaining('may stand once')])
    expect(json('$[?count($..x) > 1]')).toEqual([expect.stringContaining('its own item')])
  })

  it('survives aliases that multiply and brackets without end', () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n`
    expect(problems(bomb)).toHaveLength(1)
    expect(problems('['.repeat(60_000)).length).toBeGreaterThan(0)
    expect(problems('x'.repeat(70_000))).toEqual(['1:1 longer than 65536 characters'])
    expect(problems('')).toEqual(['1:1 there is nothing in it'])
  })

  it('never throws, and places every problem inside the text', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.tuple(fc.nat(GOOD.length), fc.nat(GOOD.length), fc.string({ maxLength: 12 })).map(([a, b, put]) => {
        const [from, to] = a < b ? [a, b] : [b, a]
        return GOOD.slice(0, from) + put + GOOD.slice(to)
      }),
      fc.json().map(json => `${GOOD}defaults: ${json}\n`),
      fc.json().map(json => GOOD.replace('ip\n', `${json}\n`)),
    )
    fc.assert(
      fc.property(text, yaml => {
        const { ok, problems, source } = checkFeed(yaml, NONE)
        expect(ok).toBe(problems.length === 0)
        expect(ok).toBe(source !== null)
        const lines = yaml.split('\n').length
        for (const { line, column } of problems) {
          expect(line >= 1 && line <= lines + 1).toBe(true)
          expect(column).toBeGreaterThanOrEqual(1)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('is begun with a draft that checks, whatever the name', () => {
    fc.assert(
      fc.property(fc.constantFrom(...feedKinds), fc.string({ minLength: 1, maxLength: 60 }), (kind, name) => {
        fc.pre(name.trim() !== '')
        const yaml = draftFeed({
          kind,
          name: name.trim(),
          url: kind === 'mailbox' ? 'imaps://mail.example/Reports' : 'https://acme.example/list?x=1',
        })
        expect(checkFeed(yaml, NONE).problems).toEqual([])
      }),
      { numRuns: 200 },
    )
  })
})
