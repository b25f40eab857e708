import { describe, expect, it } from 'vitest'
import { mispFeed } from '../../server/src/replay/providers/misp.ts'
import { botvrij } from '../../server/src/sources/botvrij.ts'
import { circlOsint } from '../../server/src/sources/circl-osint.ts'
import { readSample } from '../support/read-sample.ts'

const play = { protocol: { answer: mispFeed } }
const seconds = (iso: string): string => String(Date.parse(iso) / 1_000)
const titles = ({ observed }: Awaited<ReturnType<typeof readSample>>): Set<string | undefined> =>
  new Set(observed.map(({ statement }) => statement.report?.title))

describe('feeds in MISP’s format', () => {
  it('reads the samples whole, from the manifest to every event', async () => {
    for (const [source, events, indicators] of [
      [circlOsint, 4, 44],
      [botvrij, 3, 31],
    ] as const) {
      const read = await readSample(source, play)
      expect([titles(read).size, read.observed.length, read.refused]).toEqual([events, indicators, []])
    }
  })

  it('asks only for events that were changed since, and those of the day before again', async () => {
    const read = await readSample(circlOsint, { ...play, since: seconds('2026-01-13T12:00:00Z') })
    expect(titles(read)).toEqual(new Set(['Scans for VPN gateways, week 3', 'Exploitation of file transfer servers']))
  })

  it('reads back to a day of choice', async () => {
    const read = await readSample(circlOsint, { ...play, since: '2026-01-15' })
    expect(titles(read)).toEqual(new Set(['Exploitation of file transfer servers']))
  })

  it('reads back as many days as are set, at first', async () => {
    const read = await readSample(circlOsint, { ...play, values: { days: '1' } })
    expect(titles(read)).toEqual(new Set(['Exploitation of file transfer servers']))
  })

  it('goes on where a run of a hundred events ended, never in the middle of a second', async () => {
    const [hundred, more] = [100, 130]
    const manifest = Object.fromEntries(
      Array.from({ length: more }, (_, index) => [
        `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
        { info: `Event ${index}`, timestamp: String(1_768_000_000 + Math.floor(index / 3)) },
      ]),
    )
    const protocol = {
      answer: ({ path }: { path: string }) => ({
        status: 200,
        body: Buffer.from(
          JSON.stringify(
            path === ''
              ? manifest
              : { Event: { ...manifest[path.replace('.json', '')], uuid: path.replace('.json', ''), Attribute: [] } },
          ),
        ),
      }),
    }
    const { rows, left } = await readSample(circlOsint, { protocol })
    expect(rows).toHaveLength(Math.ceil(hundred / 3) * 3)
    expect(left).toEqual(['102 changed events were read, 28 wait for the next run.'])
    const last = rows.at(-1) as { event: { timestamp: string } }
    const rest = await readSample(circlOsint, { protocol, since: last.event.timestamp })
    expect(rest.rows).toHaveLength(hundred + more - rows.length)
  })

  it('refuses an event that is listed and not there, or no JSON, and reads the others', async () => {
    const protocol = {
      answer: (request: Parameters<typeof mispFeed>[0], stage: Parameters<typeof mispFeed>[1]) => {
        const played = mispFeed(request, stage)
        if (request.path.startsWith('5c19840b')) return { ...played, status: 404 }
        return request.path.startsWith('41bbcb80') ? { ...played, body: Buffer.from('{"Event":') } : played
      },
    }
    const read = await readSample(circlOsint, { protocol })
    expect(read.refused.map(({ refused }) => refused).sort()).toEqual(['malformed', 'missing'])
    expect(titles(read).size).toBe(2)
  })

  it('asks for nothing but events by their id', async () => {
    const manifest = { '../../secret': { timestamp: '1768000000' }, events: { timestamp: '1768000000' } }
    const protocol = { answer: () => ({ status: 200, body: Buffer.from(JSON.stringify(manifest)) }) }
    await expect(readSample(circlOsint, { protocol })).rejects.toThrow('lists no events')
  })
})
