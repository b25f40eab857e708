import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { internetdb } from '../../server/src/enrichers/internetdb.ts'
import { type Replay, startReplay } from '../../server/src/replay/replay-server.ts'
import { about, askReplay, factsOf } from '../support/enriching.ts'

describe('Shodan InternetDB', () => {
  let replay: Replay
  beforeAll(async () => {
    replay = await startReplay()
  })
  afterAll(() => replay.close())

  it('tells ports and products, and leads to names and vulnerabilities', async () => {
    const found = await askReplay(internetdb, about('ipv4', '198.51.100.20'), replay)
    expect(factsOf(found)['Open ports']).toBe('22, 80, 443, 2404')
    expect(found?.statement).toEqual({ tags: ['c2', 'self-signed'] })
    expect(found?.related.map(({ type, value }) => `${type} ${value}`)).toContain('cve CVE-2023-44487')
  })

  it('leaves out what is not there', async () => {
    const found = await askReplay(internetdb, about('ipv4', '203.0.113.77'), replay)
    expect([factsOf(found), found?.statement]).toEqual([{ 'Open ports': '23, 8080' }, null])
  })
})
