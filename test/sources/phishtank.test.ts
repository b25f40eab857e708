import { describe, expect, it } from 'vitest'
import { fetcher } from '../../server/src/kit/parts.ts'
import { phishtank } from '../../server/src/sources/phishtank.ts'
import { readSample } from '../support/read-sample.ts'
import { onRealPayload } from '../support/real-payloads.ts'

describe('PhishTank', () => {
  it('reads its sample whole', async () => {
    const { observed, refused } = await readSample(phishtank)
    expect([observed.length, refused]).toEqual([36, []])
  })

  it('keeps the brand that is imitated; "Other" means nobody knows', async () => {
    const { observed } = await readSample(phishtank)
    expect(observed[0]?.statement.targets).toEqual(['PayPal'])
    expect(observed[1]?.statement.targets).toBeUndefined()
  })

  it('puts the application key where PhishTank wants it, and says who asks', () => {
    const values: Record<string, string> = { url: 'https://data.phishtank.com/data/online-valid.json', key: 'abc', user: 'soc' }
    const part = phishtank.collect({
      fetch: fetcher,
      at: key => ({ name: key, url: values[key] ?? '' }),
      setting: key => values[key] ?? '',
      since: () => null,
      now: 0,
    })
    expect(part).toMatchObject({
      ask: { url: 'https://data.phishtank.com/data/abc/online-valid.json', headers: { 'user-agent': 'phishtank/soc' } },
    })
  })
})

onRealPayload('phishtank/online-valid.json', 'reads a list as PhishTank sent it', async payload => {
  const { rows, observed, refused } = await readSample(phishtank, { body: payload })
  expect([observed.length, refused]).toEqual([rows.length, []])
})
