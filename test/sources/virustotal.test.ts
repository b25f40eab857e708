import { describe, expect, it } from 'vitest'
import { answer, type Protocol } from '../../server/src/replay/provider.ts'
import { virustotal as protocol } from '../../server/src/replay/providers/virustotal.ts'
import { virustotal } from '../../server/src/sources/virustotal.ts'
import { parseRow, readSample } from '../support/read-sample.ts'
import { onRealPayload } from '../support/real-payloads.ts'

const SHA256 = 'a'.repeat(64)
const file = (malicious: number) => ({
  least: 5,
  object: {
    type: 'file',
    id: SHA256,
    attributes: {
      sha256: SHA256,
      meaningful_name: 'invoice.exe',
      type_description: 'Win32 EXE',
      size: 4_096,
      first_submission_date: 1_768_400_000,
      last_submission_date: 1_768_460_000,
      last_analysis_stats: { malicious, suspicious: 0, undetected: 70 - malicious, harmless: 0 },
      popular_threat_classification: {
        suggested_threat_label: 'trojan.remcos/dacic',
        popular_threat_category: [{ value: 'trojan', count: 20 }],
        popular_threat_name: [{ value: 'remcos', count: 15 }],
      },
    },
    context_attributes: { sources: [{ type: 'threat_actor', label: 'Harvest Tide' }] },
  },
})

describe('VirusTotal', () => {
  it('reads every page of the stream', async () => {
    const { rows, refused, observed } = await readSample(virustotal, { protocol })
    expect([rows.length, refused]).toEqual([30, []])
    expect(new Set(observed.map(({ type }) => type))).toEqual(new Set(['sha256', 'sha1', 'md5', 'url', 'domain', 'ipv4']))
  })

  it('keeps what an object says', () => {
    expect(parseRow(virustotal, file(28))).toEqual([
      {
        type: 'sha256',
        value: SHA256,
        statement: {
          threat: 'malware',
          malware: 'remcos',
          confidence: 90,
          firstSeen: '2026-01-14T14:13:20.000Z',
          lastSeen: '2026-01-15T06:53:20.000Z',
          actors: ['Harvest Tide'],
          reference: `https://www.virustotal.com/gui/file/${SHA256}`,
          file: { name: 'invoice.exe', kind: 'Win32 EXE', sizeBytes: 4_096 },
          details: { Engines: '28 of 70 call it malicious', 'Detected as': 'trojan.remcos/dacic' },
        },
      },
    ])
  })

  it('takes fewer engines than have to agree for no evidence', () => {
    const confidence = (malicious: number): unknown => {
      const [first] = [parseRow(virustotal, file(malicious))].flat()
      return first && 'statement' in first ? first.statement.confidence : null
    }
    expect([0, 1, 4, 5, 35, 70].map(confidence)).toEqual([0, 0, 0, 57, 100, 100])
  })

  it('asks for what was notified since, with an overlap', async () => {
    const { rows } = await readSample(virustotal, { protocol, since: '1768200000' })
    expect(rows.length).toBeGreaterThan(2)
    expect(rows.length).toBeLessThan(20)
  })

  it('believes Google where engines do not know yet, and not less where they do', () => {
    const confidence = (malicious: number, verdict: string): unknown => {
      const { least, object } = file(malicious)
      const gti_assessment = { verdict: { value: verdict } }
      return parseRow(virustotal, { least, object: { ...object, attributes: { ...object.attributes, gti_assessment } } })
    }
    expect(confidence(0, 'VERDICT_MALICIOUS')).toMatchObject([{ statement: { confidence: 70 } }])
    expect(confidence(1, 'VERDICT_SUSPICIOUS')).toMatchObject([{ statement: { confidence: 30 } }])
    expect(confidence(3, 'VERDICT_UNDETECTED')).toMatchObject([{ statement: { confidence: 0 } }])
    expect(confidence(28, 'VERDICT_SUSPICIOUS')).toMatchObject([{ statement: { confidence: 90 } }])
  })

  it('goes on from the cursor that the last notification gave', async () => {
    const { rows } = await readSample(virustotal, { protocol })
    expect(rows.every(row => typeof (row as { at: unknown }).at === 'number')).toBe(true)
  })

  it('reads a threat list in its own envelope', async () => {
    const { rows, observed, refused } = await readSample(virustotal, { protocol, values: { feed: 'ransomware' } })
    expect([rows.length, refused]).toEqual([24, []])
    expect(observed[0]?.statement).toMatchObject({ threat: 'ransomware', details: { 'Threat list': 'ransomware' } })
  })

  it('is refused without the right key', async () => {
    await expect(readSample(virustotal, { protocol, values: { key: 'wrong' } })).rejects.toThrow('401')
  })
})

/** Plays hours as told, and keeps which were asked for. */
const hoursOf = (answerTo: (hour: string, query: URLSearchParams) => object | null) => {
  const asked: string[] = []
  const played: Protocol = {
    authorises: true,
    answer: ({ path, query }) => {
      const hour = path.split('/').at(-1) ?? ''
      asked.push(hour)
      const body = answerTo(hour, query)
      return body === null ? answer({ error: { code: 'NotFoundError', message: 'none' } }, 404) : answer(body)
    },
  }
  return { played, asked }
}
const NOW = Date.UTC(2026, 0, 15, 23)
const oneOf = (hour: string) => ({ iocs: [{ data: { ...file(30).object, attributes: { type_tag: hour } } }] })
const list = (hours: number, more: object = {}) => ({ values: { feed: 'malware', hours: String(hours) }, now: NOW, ...more })

describe('threat lists of VirusTotal', () => {
  it('are read hour by hour, the last two hours excepted, which are not complete', async () => {
    const { played, asked } = hoursOf(oneOf)
    const { rows } = await readSample(virustotal, list(4, { protocol: played }))
    expect(asked).toEqual(['2026011518', '2026011519', '2026011520', '2026011521'])
    expect(rows.map(row => (row as { at: unknown }).at)).toEqual(asked)
  })

  it('go on from the last hour that was read, as many hours in a run as may be, and none is left out', async () => {
    const { played, asked } = hoursOf(oneOf)
    let since = '2026011506'
    for (const expected of [7, 7, 1]) {
      const { rows } = await readSample(virustotal, list(7, { protocol: played, since }))
      expect(rows).toHaveLength(expected)
      since = String((rows.at(-1) as { at: unknown }).at)
    }
    expect(asked).toEqual(Array.from({ length: 15 }, (_, i) => `20260115${String(i + 7).padStart(2, '0')}`))
  })

  it('ask for the last hour again where all have been read, and never for the future', async () => {
    for (const since of ['2026011521', '2026011523', '2099010100', '2099-01-01T00:00:00Z']) {
      const { played, asked } = hoursOf(oneOf)
      await readSample(virustotal, list(24, { protocol: played, since }))
      expect(asked, since).toEqual(['2026011521'])
    }
  })

  it('begin at a date for a back-fill, and no earlier than they are kept', async () => {
    const { played, asked } = hoursOf(oneOf)
    await readSample(virustotal, list(2, { protocol: played, since: '2026-01-14T05:30:00Z' }))
    await readSample(virustotal, list(1, { protocol: played, since: '2020-01-01T00:00:00Z' }))
    expect(asked).toEqual(['2026011405', '2026011406', '2026010822'])
  })

  it('pass over hours that are not there or brought nothing, and do not stay with them', async () => {
    const { played, asked } = hoursOf(hour => (hour < '2026011510' ? null : hour < '2026011515' ? { iocs: [] } : oneOf(hour)))
    const { rows } = await readSample(virustotal, list(2, { protocol: played, since: '2026011500' }))
    expect([rows.length, asked.at(-1)]).toEqual([2, '2026011516'])
  })

  it('are a failure where no hour is there at all, and not where the newest is late', async () => {
    const { played } = hoursOf(() => null)
    await expect(readSample(virustotal, list(24, { protocol: played }))).rejects.toThrow('none of the last 24 hours')
    expect((await readSample(virustotal, list(24, { protocol: played, since: '2026011520' }))).rows).toEqual([])
  })

  it('have pages', async () => {
    const { played, asked } = hoursOf((hour, query) => ({
      ...oneOf(hour),
      meta: query.get('cursor') === 'third' ? {} : { cursor: query.has('cursor') ? 'third' : 'second' },
    }))
    const { rows } = await readSample(virustotal, list(2, { protocol: played }))
    expect([rows.length, new Set(asked).size]).toEqual([6, 2])
  })

  it('are read as the latest only where the key allows no more', async () => {
    const { played, asked } = hoursOf(oneOf)
    await readSample(virustotal, list(0, { protocol: played }))
    expect(asked).toEqual(['latest'])
  })

  it('are refused without the right key', async () => {
    const values = { feed: 'malware', key: 'wrong' }
    await expect(readSample(virustotal, { protocol, values })).rejects.toThrow('401')
  })
})

onRealPayload('virustotal/ioc-stream.json', 'reads a stream as VirusTotal sent it', async payload => {
  const { rows, observed, refused } = await readSample(virustotal, { body: payload })
  expect([rows.length, observed.length, refused]).toEqual([3, 9, []])
  expect(observed.map(({ statement }) => statement.malware).at(-1)).toBe('remcos')
  expect(JSON.stringify(rows).length).toBeLessThan(payload.length / 4)
})

onRealPayload('virustotal/threat-list-ransomware.json', 'reads a threat list as VirusTotal sent it', async payload => {
  const { rows, observed, refused } = await readSample(virustotal, { body: payload, values: { feed: 'ransomware', hours: '0' } })
  expect([rows.length, refused]).toEqual([3, []])
  expect(observed.length).toBeGreaterThanOrEqual(3)
})

for (const [name, type] of [
  ['v3-file-object', 'sha256'],
  ['v3-url-object', 'url'],
  ['v3-domain-object', 'domain'],
  ['v3-ipv4-object', 'ipv4'],
] as const) {
  onRealPayload(`virustotal/${name}.json`, `reads a ${type} as VirusTotal sent it`, async payload => {
    const { data } = JSON.parse(payload.toString('utf8')) as { data: unknown }
    const { observed, refused } = await readSample(virustotal, { body: Buffer.from(JSON.stringify({ data: [data].flat() })) })
    expect([observed[0]?.type, refused]).toEqual([type, []])
  })
}

for (const name of ['files', 'urls', 'domains', 'ip_addresses']) {
  onRealPayload(`virustotal/gti/${name}.json`, 'reads an object of Google Threat Intelligence', async payload => {
    const { response } = JSON.parse(payload.toString('utf8')) as { response: unknown }
    const { observed, refused } = await readSample(virustotal, { body: Buffer.from(JSON.stringify({ data: [response] })) })
    expect([observed.length > 0, refused]).toEqual([true, []])
  })
}
