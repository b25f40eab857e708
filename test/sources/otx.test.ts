import { describe, expect, it } from 'vitest'
import { otx as protocol } from '../../server/src/replay/providers/otx.ts'
import { otx } from '../../server/src/sources/otx.ts'
import { partsOf, readSample } from '../support/read-sample.ts'
import { onRealPayload } from '../support/real-payloads.ts'

const play = { protocol: { answer: protocol } }

describe('AlienVault OTX', () => {
  it('keeps page by page how far a long list was read, and goes on in its middle', async () => {
    const empty = { results: [], next: null }
    const page = (n: number): object => ({
      results: [{ id: `${n}`, name: 'A pulse', modified: `2026-01-0${n}T00:00:00`, indicators: [] }],
      next: `/otx/url/pulses.json/subscribed?page=${n + 1}`,
    })
    const answer = ({ query }: { readonly query: URLSearchParams }) => {
      const n = Number(query.get('page') ?? 1)
      return { status: 200, body: Buffer.from(JSON.stringify(n > 3 ? empty : page(n))) }
    }
    const { reached } = await readSample(otx, { protocol: { answer } })
    const unfinished = reached.at(-2) ?? ''
    expect(reached).toEqual([
      '2025-12-16T23:00:00 page 2 until 2026-01-02T00:00:00',
      '2025-12-16T23:00:00 page 3 until 2026-01-03T00:00:00',
      '2026-01-03T00:00:00',
    ])
    const [part] = partsOf(otx, {}, unfinished)
    const asked = new URL(part?.url ?? '').searchParams
    expect([asked.get('page'), asked.get('modified_since')]).toEqual(['3', '2025-12-16T23:00:00'])
  })

  it('reads every page of pulses, and the indicators that a long pulse keeps elsewhere', async () => {
    const { observed, refused } = await readSample(otx, play)
    expect([observed.length, refused]).toEqual([8 + 6 + 8 + 5, []])
    expect(observed.filter(({ statement }) => statement.report?.title === 'Infostealer panels of the week')).toHaveLength(11)
  })

  it('keeps what the pulse says with each of its indicators', async () => {
    const { observed } = await readSample(otx, play)
    expect(observed[0]).toMatchObject({
      type: 'ipv4',
      value: '198.51.100.20',
      statement: {
        threat: 'c2',
        malware: 'Remcos',
        tlp: 'clear',
        reporter: 'mara_v',
        actors: ['KESTREL SPIDER'],
        techniques: ['T1059.001', 'T1566.001'],
        targets: ['Germany', 'Netherlands', 'Transportation'],
        report: { title: 'Kestrel loader campaign against logistics' },
      },
    })
  })

  it('asks only for what was modified since, with an hour of overlap', async () => {
    const { observed } = await readSample(otx, { ...play, since: '2026-01-15T11:40:00.000000' })
    expect(new Set(observed.map(({ statement }) => statement.reporter))).toEqual(new Set(['edgewatch']))
  })

  it('follows a next page on the same host only', async () => {
    const elsewhere = {
      protocol: { answer: () => ({ status: 200, body: Buffer.from('{"results":[],"next":"https://elsewhere.example/2"}') }) },
    }
    await expect(readSample(otx, elsewhere)).rejects.toThrow('another host')
  })
})

onRealPayload('alienvault-otx/otx-pulses.json', 'reads pulses as OTX sent them', async payload => {
  const { observed, refused } = await readSample(otx, { body: Buffer.from(`{"results":${payload.toString('utf8')}}`) })
  expect(observed.length).toBeGreaterThan(50)
  expect(refused).toEqual([])
})
