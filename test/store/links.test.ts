import type { IndicatorKey, Statement, Tlp } from '@keysguard/model'
import { describe, expect, test } from 'vitest'
import { keyOf } from '../../server/src/indicators/index.ts'
import { HUB } from '../../server/src/intelligence/links/weights.ts'
import type { Source } from '../../server/src/kit/source.ts'
import { observe, typed } from '../../server/src/kit/source.ts'
import { readIndicatorLinks, readValueLinks } from '../../server/src/store/links/read-links.ts'
import { linksAreComplete, trailLinks } from '../../server/src/store/links/trail-links.ts'
import { removeSample } from '../../server/src/store/remove-sample.ts'
import { trailSearch } from '../../server/src/store/search-text.ts'
import type { Knowing } from '../../server/src/store/write-rows.ts'
import { listSource, NOW, prepare, runText } from '../support/knowing.ts'
import { stores } from '../support/stores.ts'

const named = (value: string) => typed(value.includes('/') ? 'url' : 'domain', value)

/** `value malware tags`, of any type. */
const source = (id: string, tlp: Tlp = 'clear'): Source =>
  listSource(id, {
    tlp,
    parse: row => {
      const [value = '', malware = '-', tags = '-'] = String(row).split(' ')
      const statement: Statement = { threat: 'c2' }
      if (malware !== '-') statement.malware = malware
      if (tags !== '-') statement.tags = tags.split(',')
      return observe(named(value), statement)
    },
  })

const catchUp = async (knowing: Knowing): Promise<void> => {
  while ((await trailSearch(knowing.database, 4)) > 0);
  while ((await trailLinks(knowing)) > 0);
}

const READING = { reads: 'red', limit: 20, now: NOW } as const
const domain = (value: string): IndicatorKey => keyOf({ type: 'domain', value })

const linksOf = async (knowing: Knowing, key: IndicatorKey, over: { reads?: Tlp } = {}) => {
  const links = await readIndicatorLinks(knowing, key, { ...READING, ...over })
  if (links === null) throw new Error('it is not known')
  return links.nodes.map(({ kind, value, items, indicators, hub }) => ({
    node: `${kind} ${value}`,
    with: items.map(item => item.value).sort(),
    count: indicators.count,
    hub,
  }))
}

describe.each(stores)('links, %s', (_, fresh) => {
  const withStore = async (sources: readonly Source[], work: (knowing: Knowing) => Promise<void>): Promise<void> => {
    const { database, drop } = await fresh()
    try {
      await work(await prepare(database, sources))
    } finally {
      await drop()
    }
  }

  test('what two indicators share is found from either, with who says so', async () => {
    const list = source('list')
    await withStore([list], async knowing => {
      await runText(knowing, list, 'a.evil-sample.com remcos\nb.evil-sample.com remcos\nlone-sample.org\n')
      await catchUp(knowing)
      const links = await readIndicatorLinks(knowing, domain('a.evil-sample.com'), READING)
      const shared = links?.nodes.filter(({ items }) => items.length > 0)
      expect(shared?.map(({ kind, value, items }) => [kind, value, items[0]?.value, items[0]?.evidence[0]?.name])).toEqual([
        ['domain', 'evil-sample.com', 'b.evil-sample.com', 'domain'],
        ['malware', 'remcos', 'b.evil-sample.com', 'list'],
      ])
      expect(await linksOf(knowing, domain('lone-sample.org'))).toEqual([
        { node: 'domain lone-sample.org', with: [], count: 1, hub: false },
      ])
      expect(links?.complete).toBe(true)
    })
  })

  test('linking again writes nothing, and a cut batch is done again', async () => {
    const list = source('list')
    await withStore([list], async knowing => {
      await runText(knowing, list, 'a.evil-sample.com\nb.evil-sample.com\n')
      await trailSearch(knowing.database, 4)
      expect(await linksAreComplete(knowing.database)).toBe(false)
      await expect(
        trailLinks({
          ...knowing,
          database: {
            ...knowing.database,
            transaction: work =>
              knowing.database.transaction(async transaction => {
                await work(transaction)
                throw new Error('cut off')
              }),
          },
        }),
      ).rejects.toThrow('cut off')
      await catchUp(knowing)
      const all = `select node, indicator, ctid::text from link order by node, indicator`
      const before = await knowing.database.query(all)
      await knowing.database.query(`insert into link_backlog (keys) select array_agg(key) from indicator`)
      await catchUp(knowing)
      expect(before).toHaveLength(4)
      expect(await knowing.database.query(all)).toEqual(before)
    })
  })

  test('a source that withdraws takes its links with it; what another says stays', async () => {
    const [one, two] = [source('one'), source('two')]
    await withStore([one, two], async knowing => {
      await runText(knowing, one, 'a-sample.com remcos\nb-sample.com remcos\n')
      await runText(knowing, two, 'a-sample.com - kit\nb-sample.com - kit\nother-sample.org - kit\n')
      await catchUp(knowing)
      await runText(knowing, one, 'c-sample.com remcos\nd-sample.com remcos\nb-sample.com remcos\n', NOW + 1_000)
      await catchUp(knowing)
      expect((await linksOf(knowing, domain('a-sample.com'))).map(({ node }) => node)).toEqual(
        expect.arrayContaining(['domain a-sample.com', 'tag kit']),
      )
      expect((await linksOf(knowing, domain('a-sample.com'))).map(({ node }) => node)).not.toContain('malware remcos')
      expect((await linksOf(knowing, domain('b-sample.com'))).find(({ node }) => node === 'malware remcos')?.with).toEqual([
        'c-sample.com',
        'd-sample.com',
      ])
    })
  })

  test('a reader sees no value, no count and no neighbour that follows from a marking closed to him', async () => {
    const [open, closed] = [source('open'), source('closed', 'red')]
    await withStore([open, closed], async knowing => {
      await runText(knowing, open, 'a.evil-sample.com\nb.evil-sample.com - kit\n')
      await runText(knowing, closed, 'a.evil-sample.com secret kit\nc.evil-sample.com secret kit\n')
      await catchUp(knowing)
      const amber = await linksOf(knowing, domain('a.evil-sample.com'), { reads: 'amber' })
      expect(amber).toEqual([
        { node: 'domain evil-sample.com', with: ['b.evil-sample.com'], count: 2, hub: false },
        { node: 'host a.evil-sample.com', with: [], count: 1, hub: false },
      ])
      const reading = { ...READING, reads: 'amber', cursor: null, of: null } as const
      expect(await readIndicatorLinks(knowing, domain('c.evil-sample.com'), reading)).toBeNull()
      expect(await readValueLinks(knowing, 'malware', 'secret', reading)).toMatchObject({ items: [], indicators: { count: 0 } })
      expect(await readValueLinks(knowing, 'tag', 'kit', reading)).toMatchObject({ indicators: { count: 1 } })
      expect((await linksOf(knowing, domain('a.evil-sample.com'))).find(({ node }) => node === 'tag kit')).toMatchObject({
        with: ['b.evil-sample.com', 'c.evil-sample.com'],
        count: 3,
      })
    })
  })

  test('a value that hundreds have is named, not followed, and can be paged through', async () => {
    const list = source('list')
    await withStore([list], async knowing => {
      const many = Array.from({ length: HUB + 20 }, (_, n) => `h${n}-sample.com popular`)
      await runText(knowing, list, `${many.join('\n')}\n`)
      await catchUp(knowing)
      expect((await linksOf(knowing, domain('h7-sample.com'))).find(({ hub }) => hub)).toEqual({
        node: 'malware popular',
        with: [],
        count: HUB,
        hub: true,
      })
      const met = new Set<string>()
      let cursor: string | null = null
      do {
        const page = await readValueLinks(knowing, 'malware', 'popular', { ...READING, limit: 100, cursor, of: null })
        for (const { id } of page.items) met.add(id)
        cursor = page.next
      } while (cursor !== null)
      expect(met.size).toBe(HUB + 20)
    })
  })

  test('two that had an address at different times are not linked by it', async () => {
    const list = source('list')
    const past = listSource('past', {
      parse: row => observe(named(String(row)), { firstSeen: '2025-11-02T00:00:00Z', lastSeen: '2025-11-03T00:00:00Z' }),
    })
    await withStore([list, past], async knowing => {
      await runText(knowing, past, 'http://45.9.20.7/old.php\n', NOW)
      await runText(knowing, list, 'http://45.9.20.7/a.php\nhttp://45.9.20.7/b.php\n', NOW)
      await catchUp(knowing)
      const key = keyOf({ type: 'url', value: 'http://45.9.20.7/a.php' })
      expect((await linksOf(knowing, key)).find(({ node }) => node === 'address 45.9.20.7')?.with).toEqual([
        'http://45.9.20.7/b.php',
      ])
    })
  })

  test('removing the sample day removes its links', async () => {
    const list = source('list')
    await withStore([list], async knowing => {
      await runText(knowing, list, 'a-sample.com\n')
      await catchUp(knowing)
      await knowing.database.query(`update indicator set sample = true`)
      await removeSample(knowing, NOW)
      expect(await knowing.database.query(`select * from link`)).toEqual([])
    })
  })
})
