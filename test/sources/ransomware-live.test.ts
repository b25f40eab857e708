import { describe, expect, it } from 'vitest'
import { ransomwareLive } from '../../server/src/sources/ransomware-live.ts'
import { parseRow, readSample } from '../support/read-sample.ts'
import { onRealPayload } from '../support/real-payloads.ts'

describe('Ransomware.live', () => {
  it('reads every site of every group', async () => {
    const { observed, refused } = await readSample(ransomwareLive)
    expect([observed.length, refused]).toEqual([33, []])
    expect(observed.every(({ type, statement }) => type === 'domain' && statement.threat === 'ransomware')).toBe(true)
  })

  it('keeps which group a site belongs to, what it is for and whether it answers', () => {
    const row = {
      group: { name: 'akira', description: '' },
      location: {
        fqdn: 'abcdefghijklmnop.onion',
        slug: 'http://abcdefghijklmnop.onion/chat',
        title: 'Sign in',
        type: 'Chat',
        updated: '2026-01-15 03:11:22.481033',
        available: true,
      },
    }
    expect(parseRow(ransomwareLive, row)).toEqual({
      type: 'domain',
      value: 'abcdefghijklmnop.onion',
      statement: {
        threat: 'ransomware',
        malware: 'akira',
        actors: ['akira'],
        online: true,
        lastSeen: '2026-01-15T00:00:00.000Z',
        tags: ['ransomware'],
        reference: 'https://www.ransomware.live/group/akira',
        details: { Page: 'http://abcdefghijklmnop.onion/chat', Title: 'Sign in', Use: 'Chat' },
      },
    })
  })

  it('says nothing about victims', async () => {
    const body = Buffer.from(
      JSON.stringify([{ name: 'akira', locations: [], victims: [{ victim: 'A hospital', website: 'hospital-sample.org' }] }]),
    )
    expect((await readSample(ransomwareLive, { body })).rows).toEqual([])
  })
})

onRealPayload('ransomlook/group.json', 'reads the sites of a group as a tracker of the same kind sends them', async payload => {
  const [group] = JSON.parse(payload.toString('utf8')) as unknown[]
  const { observed, refused } = await readSample(ransomwareLive, { body: Buffer.from(JSON.stringify([group])) })
  expect(refused).toEqual([])
  expect(observed).toMatchObject([{ value: 'example.invalid', statement: { online: false, details: { Use: 'chat' } } }])
})
