import { describe, expect, it } from 'vitest'
import { urlhaus } from '../../server/src/sources/urlhaus.ts'
import { parseRow, partsOf, readSample } from '../support/read-sample.ts'
import { onRealPayload } from '../support/real-payloads.ts'
import { zipped } from '../support/zipped.ts'

describe('URLhaus', () => {
  it('reads its list without a key', async () => {
    const { rows, observed, refused } = await readSample(urlhaus)
    expect([observed.length, refused]).toEqual([rows.length, []])
    expect(observed.every(({ type }) => type === 'url')).toBe(true)
  })

  it('reads the payloads too with one: two hashes of each file', async () => {
    const { observed } = await readSample(urlhaus, { values: { key: 'replay-key' } })
    expect(observed.filter(({ type }) => type === 'sha256')).toHaveLength(26)
    expect(observed.filter(({ type }) => type === 'md5')).toHaveLength(26)
    expect(observed.find(({ statement }) => statement.malware === 'AgentTesla')?.statement.file).toEqual({
      kind: 'elf',
      sizeBytes: 20731,
    })
  })

  it('takes "None" for no tags', () => {
    const row = {
      dateadded: '2026-01-15 10:00:00',
      url: 'http://198.51.100.7/x',
      url_status: 'offline',
      threat: 'malware_download',
      tags: 'None',
    }
    expect(parseRow(urlhaus, row)).toEqual({
      type: 'url',
      value: 'http://198.51.100.7/x',
      statement: {
        threat: 'malware-delivery',
        online: false,
        firstSeen: '2026-01-15T10:00:00.000Z',
        lastSeen: '2026-01-15T10:00:00.000Z',
      },
    })
  })
})

describe('URLhaus, all of it', () => {
  it('is a zip archive, read as it comes', async () => {
    const list = '# id,dateadded,url,url_status\n"1","2026-01-15 10:00:00","http://198.51.100.7/x","online"\n'
    const { observed } = await readSample(urlhaus, { values: { list: 'full' }, body: zipped('csv.txt', list) })
    expect(observed.map(({ value }) => value)).toEqual(['http://198.51.100.7/x'])
  })

  it('is asked for at its own address and remembered by itself', () => {
    expect(partsOf(urlhaus, { list: 'full', url: 'https://urlhaus.abuse.ch/downloads/csv_recent/' })).toEqual([
      { name: 'url full', url: 'https://urlhaus.abuse.ch/downloads/csv/' },
    ])
  })

  it('is asked for among the exports with a key, but for what is online', () => {
    const asked = (list: string): string | undefined => partsOf(urlhaus, { list, key: 'k3y' })[0]?.url
    const exports = 'https://urlhaus-api.abuse.ch/files/exports'
    expect(['recent', 'full', 'online'].map(asked)).toEqual([
      `${exports}/recent.csv?auth-key=k3y`,
      `${exports}/full.csv?auth-key=k3y`,
      'https://urlhaus.abuse.ch/downloads/csv_online/',
    ])
  })
})

onRealPayload('urlhaus/csv_recent.csv', 'reads a list as URLhaus sent it', async body => {
  const { rows, observed, refused } = await readSample(urlhaus, { body })
  expect(rows.length).toBeGreaterThan(8)
  expect([observed.length, refused]).toEqual([rows.length, []])
  expect(observed[0]).toMatchObject({
    statement: { online: true, tags: ['32-bit', 'elf', 'mips', 'mozi'], reporter: 'geenensp' },
  })
})

onRealPayload('urlhaus/tld-csv-2019.txt', 'reads the list of a country as it was in 2019', async body => {
  const { observed, refused } = await readSample(urlhaus, { body })
  expect(refused).toEqual([])
  expect(observed.map(({ statement }) => [statement.firstSeen, statement.asn, statement.country])).toEqual([
    ['2019-02-13T00:34:42.000Z', 29083, 'DE'],
    ['2019-02-12T14:27:03.000Z', 29222, 'CH'],
  ])
})

onRealPayload('urlhaus/api-payloads-recent.json', 'reads payloads as the API sent them', async body => {
  const { payloads } = JSON.parse(body.toString('utf8')) as { payloads: readonly unknown[] }
  const observed = payloads.flatMap(row => parseRow(urlhaus, row, 'payloads'))
  expect(observed).toHaveLength(4 * payloads.length)
})

for (const path of ['urlhaus/export-json.json', 'urlhaus/api-urls-recent.json'])
  onRealPayload(path, 'understands the rows of the other exports', async body => {
    const document = JSON.parse(body.toString('utf8')) as Readonly<Record<string, unknown>>
    const rows = Object.values(document)
      .flat()
      .filter(row => typeof row === 'object')
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows)
      expect(parseRow(urlhaus, row)).toMatchObject({
        type: 'url',
        statement: { firstSeen: expect.stringMatching(/^20..-/) },
      })
  })
