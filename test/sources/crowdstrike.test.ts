import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { createEgress } from '../../server/src/egress.ts'
import { answer, type Protocol } from '../../server/src/replay/provider.ts'
import { crowdstrike as protocol } from '../../server/src/replay/providers/crowdstrike.ts'
import { type Player, play, replayValues, type Stage } from '../../server/src/replay/replay.ts'
import { crowdstrike } from '../../server/src/sources/crowdstrike.ts'
import { parseRow, readSample } from '../support/read-sample.ts'
import { onRealPayload } from '../support/real-payloads.ts'

const ROW = {
  indicator: 'panel-sample.com',
  type: 'domain',
  deleted: false,
  published_date: 1_768_400_000,
  last_updated: 1_768_460_000,
  malicious_confidence: 'high',
  reports: ['CSIT-26001', 'CSIT-26002'],
  actors: ['SALTYSPIDER'],
  malware_families: ['Mofksys'],
  kill_chains: ['Installation', 'C2'],
  targets: ['Finance'],
  threat_types: [{ slug: 'targeted', value: 'Targeted' }],
  labels: [{ name: 'MaliciousConfidence/High' }, { name: 'ThreatType/Targeted' }, { name: 'Status/ConfirmedActive' }],
  vulnerabilities: ['CVE-2024-3400'],
}
const TOKEN = { access_token: 'token', expires_in: 1_799 }

/** Plays pages by the marker asked for, and counts the requests. */
const pagesOf = (
  pages: (filter: string, asked: number) => { readonly body: object; readonly headers?: Readonly<Record<string, string>> },
): Protocol & { readonly asked: string[] } => {
  const asked: string[] = []
  return {
    asked,
    authorises: true,
    answer: ({ path, query }) => {
      if (path.startsWith('/oauth2')) return answer(TOKEN)
      const filter = query.get('filter') ?? ''
      asked.push(filter)
      const { body, headers } = pages(filter, asked.length)
      return answer(body, 200, headers)
    },
  }
}
const marked = (...markers: string[]): object => ({
  resources: markers.map((_marker, i) => ({ ...ROW, indicator: `host${i}-${_marker.slice(0, 10)}-sample.com`, _marker })),
})

describe('CrowdStrike', () => {
  it('reads every page, each indicator once', async () => {
    const { rows, observed, refused } = await readSample(crowdstrike, { protocol })
    expect([rows.length, observed.length, refused]).toEqual([42, 42, []])
    expect(new Set(observed.map(({ value }) => value)).size).toBe(42)
  })

  it('keeps the full meaning of an indicator', () => {
    expect(parseRow(crowdstrike, ROW)).toEqual({
      type: 'domain',
      value: 'panel-sample.com',
      statement: {
        threat: 'c2',
        malware: 'Mofksys',
        confidence: 90,
        firstSeen: '2026-01-14T14:13:20.000Z',
        lastSeen: '2026-01-15T06:53:20.000Z',
        actors: ['SALTYSPIDER'],
        killChain: ['Installation', 'C2'],
        targets: ['Finance'],
        tags: ['targeted', 'status/confirmedactive'],
        report: { title: 'CSIT-26001' },
        details: { Reports: 'CSIT-26001, CSIT-26002', Vulnerabilities: 'CVE-2024-3400' },
      },
    })
  })

  it('takes back what has been deleted', () => {
    expect(parseRow(crowdstrike, { ...ROW, deleted: true })).toMatchObject({
      statement: { confidence: 0, details: { 'Deleted by CrowdStrike': 'yes' } },
    })
  })

  it('refuses types that are no indicators', () => {
    expect(parseRow(crowdstrike, { ...ROW, type: 'compile_time' })).toMatchObject({ refused: 'unknown-type' })
  })

  it('goes on from the last marker, whose indicator was read before', async () => {
    const { rows } = await readSample(crowdstrike, { protocol })
    const markers = rows.map(row => String((row as { _marker: string })._marker))
    const rest = await readSample(crowdstrike, { protocol, since: markers[20] ?? '' })
    expect(rest.rows).toEqual(rows.slice(21))
    expect((await readSample(crowdstrike, { protocol, since: markers.at(-1) ?? '' })).rows).toEqual([])
  })

  it('begins at a date for a back-fill', async () => {
    const { rows } = await readSample(crowdstrike, { protocol, since: '2026-01-14T00:00:00.000Z' })
    expect(rows.length).toBeGreaterThan(2)
    expect(rows.length).toBeLessThan(20)
  })

  it('stops where markers do not grow', async () => {
    const loop = pagesOf(() => ({ body: marked('1768400000a', '1768400001a') }))
    const { rows } = await readSample(crowdstrike, { protocol: loop })
    expect([rows.length, loop.asked.length]).toEqual([3, 2])
    const unmarked = pagesOf(() => ({ body: { resources: [ROW] } }))
    expect((await readSample(crowdstrike, { protocol: unmarked })).rows).toHaveLength(1)
    expect(unmarked.asked).toHaveLength(1)
  })

  it('follows a page that is named in a header, on the same host only', async () => {
    const paged = pagesOf((_filter, asked) =>
      asked === 1
        ? { body: marked('1768400000a'), headers: { 'next-page': '/crowdstrike/url/intel/combined/indicators/v1?filter=named' } }
        : { body: marked('1768400002a') },
    )
    expect((await readSample(crowdstrike, { protocol: paged })).rows).toHaveLength(2)
    expect(paged.asked[1]).toBe('named')
    const elsewhere = pagesOf(() => ({ body: marked('1768400000a'), headers: { 'next-page': 'https://elsewhere.example/2' } }))
    await expect(readSample(crowdstrike, { protocol: elsewhere })).rejects.toThrow('another host')
  })

  it('sees a failure that comes with status 200', async () => {
    const failed = pagesOf(() => ({ body: { errors: [{ code: 403, message: 'scope not permitted' }], resources: [] } }))
    await expect(readSample(crowdstrike, { protocol: failed })).rejects.toThrow('scope not permitted')
  })

  it('is refused without the right client', async () => {
    await expect(readSample(crowdstrike, { protocol, values: { key: 'wrong' } })).rejects.toThrow('401')
  })
})

describe('tokens of CrowdStrike', () => {
  it('are renewed once when they have expired, and kept while they are valid', async () => {
    let now = Date.UTC(2026, 0, 15, 23)
    const asked: string[] = []
    const player: Player = crowdstrike
    const server = createServer(async (request, response) => {
      const pieces: Buffer[] = []
      for await (const piece of request) pieces.push(piece as Buffer)
      const stage: Stage = {
        players: [player],
        protocols: { crowdstrike: protocol },
        origin: `http://${request.headers.host}`,
        now,
      }
      const { pathname } = new URL(request.url ?? '/', stage.origin)
      asked.push(pathname.endsWith('/token') ? 'token' : 'indicators')
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
      const body = Buffer.concat(pieces).toString('utf8')
      const played = play(stage, { method: request.method ?? 'GET', url: request.url ?? '/', headers, body })
      response.writeHead(played.status, played.headers).end(played.body)
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
    const { url = '', client = '', key = '' } = replayValues(player, `http://${host}`)
    const egress = createEgress({ allow: [host], sleep: async () => undefined })
    const filter = new URLSearchParams({ filter: "_marker:>='1768000000'", sort: '_marker.asc' })
    const ask = {
      url: `${url}/intel/combined/indicators/v1?${filter}`,
      token: { url: `${url}/oauth2/token`, clientId: client, clientSecret: key },
    }
    try {
      expect(await egress.fetch({ ask })).toMatchObject({ status: 200 })
      expect(await egress.fetch({ ask })).toMatchObject({ status: 200 })
      now += 2 * 3_600_000
      expect(await egress.fetch({ ask })).toMatchObject({ status: 200 })
      expect(asked).toEqual(['token', 'indicators', 'indicators', 'indicators', 'token', 'indicators'])
    } finally {
      server.closeAllConnections()
      server.close()
    }
  })
})

for (const [page, refusedTypes] of [
  ['page1', []],
  ['page2', ['unknown-type']],
] as const) {
  onRealPayload(`crowdstrike/intel-indicators-${page}.json`, 'reads indicators as CrowdStrike sent them', async payload => {
    const real = pagesOf(() => ({ body: JSON.parse(payload.toString('utf8')) as object }))
    const { rows, refused } = await readSample(crowdstrike, { protocol: real, since: '1600000000' })
    expect([rows.length, refused.map(({ refused }) => refused)]).toEqual([1, refusedTypes])
  })
}

onRealPayload('crowdstrike/falcon-intel-indicator.json', 'reads an indicator as OpenCTI mocks it', async payload => {
  expect(parseRow(crowdstrike, JSON.parse(payload.toString('utf8')))).toMatchObject({
    type: 'domain',
    statement: { threat: 'c2', actors: ['CYBER SPIDER'], malware: 'DarkComet', targets: ['Finance', 'Healthcare'] },
  })
})

onRealPayload('crowdstrike/oauth2-token.json', 'takes a token as CrowdStrike granted it', async payload => {
  const granted: Protocol = {
    authorises: true,
    answer: ({ path, headers }) =>
      path.startsWith('/oauth2')
        ? answer(payload, 201)
        : answer(headers.authorization === 'Bearer my_api_token_unit_test' ? marked('1768400000a') : {}),
  }
  expect((await readSample(crowdstrike, { protocol: granted })).rows).toHaveLength(1)
})
