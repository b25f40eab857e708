import { describe, expect, it } from 'vitest'
import { tweetfeed } from '../../server/src/sources/tweetfeed.ts'
import { parseRow, partsOf, readSample } from '../support/read-sample.ts'
import { onRealPayload } from '../support/real-payloads.ts'

const ROW = {
  date: '2026-01-15 02:47:00',
  user: 'samplehunter',
  type: 'domain',
  value: 'a-sample.com',
  tags: '#phishing #CobaltStrike',
  tweet: 'https://x.com/samplehunter/status/1',
}

describe('TweetFeed', () => {
  it('reads its sample, with a header and without', async () => {
    const { observed, refused } = await readSample(tweetfeed)
    expect([observed.length, refused]).toEqual([36, []])
    const body = Buffer.from('2026-01-15 02:47:00,u,url,"https://a-sample.com/?a=1,2",,https://x.com/u/status/1\n')
    expect((await readSample(tweetfeed, { body })).observed).toMatchObject([
      { type: 'url', value: 'https://a-sample.com/?a=1,2' },
    ])
  })

  it('reads hashtags as tags, and the threat from them', () => {
    expect(parseRow(tweetfeed, ROW)).toEqual({
      type: 'domain',
      value: 'a-sample.com',
      statement: {
        threat: 'c2',
        tags: ['phishing', 'cobaltstrike'],
        firstSeen: '2026-01-15T02:47:00.000Z',
        lastSeen: '2026-01-15T02:47:00.000Z',
        reporter: 'samplehunter',
        reference: ROW.tweet,
      },
    })
    expect(parseRow(tweetfeed, { ...ROW, tags: '' })).toMatchObject({ statement: { threat: 'unknown' } })
    expect(parseRow(tweetfeed, { ...ROW, type: 'mutex' })).toMatchObject({ refused: 'schema' })
  })

  it('reads as far back as is set', () => {
    expect(partsOf(tweetfeed, { period: 'week' })[0]?.url).toMatch(/\/week\.csv$/)
  })
})

onRealPayload('tweetfeed/today.csv', 'reads a day', async body => {
  const { observed, refused } = await readSample(tweetfeed, { body })
  expect([observed.length, refused]).toEqual([1, []])
})
