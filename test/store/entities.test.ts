/** Entities from what ATT&CK describes, sources teach and sources say; what may be the same; and what people decide. */
import type { Statement } from '@keysguard/model'
import { describe, expect, test } from 'vitest'
import { observe, typed } from '../../server/src/kit/source.ts'
import { createAttackKnowledge } from '../../server/src/runtime/attack/attack-knowledge.ts'
import { createEntityKnowledge, type EntityKnowledge } from '../../server/src/runtime/entities/entity-knowledge.ts'
import { cisaKev } from '../../server/src/sources/cisa-kev.ts'
import { trailLinks } from '../../server/src/store/links/trail-links.ts'
import { removeSample } from '../../server/src/store/remove-sample.ts'
import { trailSearch } from '../../server/src/store/search-text.ts'
import { trailThreats } from '../../server/src/store/threats/trail-threats.ts'
import type { Knowing } from '../../server/src/store/write-rows.ts'
import { listSource, NOW, prepare, runText } from '../support/knowing.ts'
import { thrown } from '../support/scoring.ts'
import { stores } from '../support/stores.ts'

/** `domain actors malware techniques tags`; or `name Usual Name|Alias` for a name that is taught. */
const saying = (id: string, over: Parameters<typeof listSource>[1] = {}) =>
  listSource(id, {
    parse: row => {
      const [value = '', ...rest] = String(row).split(' ')
      if (value === 'name') {
        const [name = '', ...aliases] = rest.join(' ').split('|')
        return {
          named: { kind: 'actor', id: name, name, aliases, about: { description: `About ${name}.`, targets: ['Energy'] } },
        }
      }
      const [actors = '-', malware = '-', techniques = '-', tags = '-'] = rest
      const statement: Statement = { threat: 'c2' }
      if (actors !== '-') statement.actors = actors.replaceAll('_', ' ').split(',')
      if (malware !== '-') statement.malware = malware.replaceAll('_', ' ')
      if (techniques !== '-') statement.techniques = techniques.split(',')
      if (tags !== '-') statement.tags = tags.split(',')
      return observe(typed('domain', value), statement)
    },
    ...over,
  })

const catchUp = async (knowing: Knowing): Promise<void> => {
  while ((await trailSearch(knowing.database, 4)) > 0);
  while ((await trailLinks(knowing)) > 0);
  while ((await trailThreats(knowing, NOW)) > 0);
}

const rows = (from: number, to: number, said: string): string =>
  Array.from({ length: to - from }, (_, n) => `d${from + n}-sample.com ${said}\n`).join('')

const LISTING = { kind: null, q: '', reads: 'red', limit: 50, cursor: null, now: NOW } as const
const SAME = { state: 'open', kind: null, reads: 'red', limit: 50, cursor: null } as const
const actor = (id: string) => ({ kind: 'actor', id }) as const

describe.each(stores)('entities, %s', (_, fresh) => {
  const withStore = async (
    work: (stage: {
      knowing: Knowing
      one: ReturnType<typeof saying>
      two: ReturnType<typeof saying>
      entities: () => EntityKnowledge
    }) => Promise<void>,
  ) => {
    const { database, drop } = await fresh()
    const [one, two] = [saying('one'), saying('two', { tlp: 'amber' })]
    const made: EntityKnowledge[] = []
    try {
      const knowing = await prepare(database, [one, two, cisaKev])
      const entities = (): EntityKnowledge => {
        const attack = createAttackKnowledge(knowing, () => NOW)
        const known = createEntityKnowledge(knowing, attack, () => NOW, thrown)
        made.push(known)
        return known
      }
      await work({ knowing, one, two, entities })
    } finally {
      await Promise.all(made.map(known => known.settled()))
      await drop()
    }
  }

  test('ATT&CK describes them before anything is read, and a name or an id finds them', () =>
    withStore(async ({ entities }) => {
      const { items, kinds } = await entities().list({ ...LISTING, q: 'fancy bear' })
      expect(items[0]).toMatchObject({ kind: 'actor', id: 'apt28', name: 'APT28', attackId: 'G0007', indicators: { count: 0 } })
      expect(kinds.find(({ kind }) => kind === 'actor')?.count).toBeGreaterThan(100)
      const page = await entities().read(actor('Fancy Bear'), 'red', NOW)
      expect(page).toMatchObject({ id: 'apt28', attack: { id: 'G0007', url: 'https://attack.mitre.org/groups/G0007/' } })
      expect(page?.techniques.length).toBeGreaterThan(50)
      expect(page?.related.some(({ relation, kind }) => relation === 'uses' && kind === 'malware')).toBe(true)
      expect(await entities().read(actor('nobody-at-all'), 'red', NOW)).toBeNull()
    }))

  test('what sources say of indicators counts for the entity that goes by the name, with what is named together', () =>
    withStore(async ({ knowing, one, two, entities }) => {
      await runText(knowing, one, `${rows(0, 6, 'Fancy_Bear X-Agent T1566.001 CVE-2025-1234')}${rows(6, 8, 'APT28')}`)
      await runText(knowing, two, rows(0, 3, 'Quiet_Heron Nightlamp T9999,T1059'))
      await catchUp(knowing)
      const page = await entities().read(actor('apt28'), 'red', NOW)
      expect(page?.indicators).toMatchObject({ count: 8, exact: true, lookedAt: 8 })
      expect(page?.indicators.items).toHaveLength(8)
      expect(page?.sources).toEqual([
        { id: 'one', name: 'ONE', reliability: 'B', firstSeen: expect.any(String), lastSeen: expect.any(String) },
      ])
      expect(page?.names.find(({ name }) => name === 'APT28')?.by.map(({ id }) => id)).toContain('one')
      const together = page?.related.filter(({ indicators }) => indicators > 0)
      expect(together?.map(({ name, indicators }) => [name, indicators])).toEqual(
        expect.arrayContaining([
          ['CVE-2025-1234', 6],
          ['Quiet Heron', 3],
          ['Nightlamp', 3],
        ]),
      )
      const heron = await entities().read(actor('quiet-heron'), 'red', NOW)
      expect(heron?.techniques.map(({ id, indicators }) => [id, indicators])).toEqual(
        expect.arrayContaining([
          ['T1566.001', 3],
          ['T1059', 3],
        ]),
      )
      const { items } = await entities().list({ ...LISTING, kind: 'actor', limit: 2 })
      expect(items.map(({ name, indicators }) => [name, indicators?.count])).toEqual([
        ['APT28', 8],
        ['Quiet Heron', 3],
      ])
    }))

  test('who may not read a marking sees nothing that follows from it', () =>
    withStore(async ({ knowing, one, two, entities }) => {
      await runText(knowing, one, rows(0, 4, 'Amber_Heron'))
      await runText(
        knowing,
        two,
        `name Amber Heron|Grey Heron\n${rows(0, 4, 'Grey_Heron,Hidden_Owl')}${rows(4, 9, 'Amber_Heron')}`,
      )
      await catchUp(knowing)
      const [all, open] = [
        await entities().read(actor('amber-heron'), 'red', NOW),
        await entities().read(actor('amber-heron'), 'green', NOW),
      ]
      expect([all?.indicators.count, open?.indicators.count]).toEqual([9, 4])
      expect([all?.names.length, open?.names.length]).toEqual([2, 1])
      expect([all?.descriptions.length, open?.descriptions.length]).toEqual([1, 0])
      expect(open?.sources.map(({ id }) => id)).toEqual(['one'])
      expect(open?.related).toEqual([])
      expect(await entities().read(actor('hidden-owl'), 'green', NOW)).toBeNull()
      expect((await entities().list({ ...LISTING, q: 'hidden owl', reads: 'green' })).items).toEqual([])
    }))

  test('two that share a name are proposed, never joined, until a person says so; and that can be taken back', () =>
    withStore(async ({ knowing, two, entities }) => {
      await runText(knowing, two, 'name LABYRINTH CHOLLIMA|Hidden Cobra\nname Quiet Crane|Zinc Crane\n')
      const known = entities()
      const { items } = await known.same(SAME)
      const pair = items.find(({ a, b }) => [a.id, b.id].includes('labyrinth-chollima'))
      expect(pair).toMatchObject({ a: { id: 'labyrinth-chollima' }, b: { id: 'lazarus-group' }, decision: null })
      expect(pair?.evidence[0]).toMatchObject({ by: 'alias', text: expect.stringContaining('TWO by its own name') })
      expect((await known.read(actor('lazarus-group'), 'red', NOW))?.joined).toEqual([])
      expect(items.every(({ a, b }) => !(a.id === 'apt28' && b.id === 'apt29'))).toBe(true)

      const order = { a: actor('lazarus-group'), b: actor('labyrinth-chollima'), reason: 'Same malware.', by: 'ana' }
      expect((await known.decide({ ...order, decision: 'same' })).decision).toMatchObject({ decision: 'same', by: 'ana' })
      const joined = await known.read(actor('labyrinth-chollima'), 'red', NOW)
      expect(joined).toMatchObject({ id: 'lazarus-group', joined: [{ id: 'labyrinth-chollima' }] })
      expect(joined?.descriptions.map(({ text }) => text)).toEqual(['About LABYRINTH CHOLLIMA.'])
      expect((await known.list({ ...LISTING, q: 'labyrinth chollima' })).items.map(({ id }) => id)).toEqual(['lazarus-group'])
      expect((await known.same({ ...SAME, state: 'same' })).items).toHaveLength(1)

      await known.decide({ ...order, decision: 'undone', reason: '' })
      const apart = await known.read(actor('labyrinth-chollima'), 'red', NOW)
      expect(apart).toMatchObject({ id: 'labyrinth-chollima', joined: [] })
      expect(apart?.history.map(({ decision, reason }) => [decision, reason])).toEqual([
        ['undone', ''],
        ['same', 'Same malware.'],
      ])
      await known.decide({ ...order, decision: 'different', reason: '' })
      expect((await known.same(SAME)).items.some(({ a }) => a.id === 'labyrinth-chollima')).toBe(false)
    }))

  test('decisions that contradict each other are refused', () =>
    withStore(async ({ knowing, one, entities }) => {
      await runText(knowing, one, rows(0, 2, 'A_Heron,B_Heron,C_Heron Nightlamp'))
      await catchUp(knowing)
      const known = entities()
      const decide = (a: string, b: string, decision: 'same' | 'different' | 'undone') =>
        known.decide({ a: actor(a), b: actor(b), decision, reason: '', by: 'ana' })
      await decide('a-heron', 'b-heron', 'same')
      await decide('b-heron', 'c-heron', 'different')
      await expect(decide('a-heron', 'c-heron', 'same')).rejects.toMatchObject({ code: 'conflict' })
      await expect(decide('a-heron', 'c-heron', 'undone')).rejects.toMatchObject({ code: 'conflict' })
      await expect(decide('a-heron', 'a-heron', 'same')).rejects.toMatchObject({ code: 'bad-request' })
      await expect(decide('a-heron', 'no-heron', 'same')).rejects.toMatchObject({ code: 'not-found' })
      await expect(
        known.decide({ a: actor('a-heron'), b: { kind: 'malware', id: 'nightlamp' }, decision: 'same', reason: '', by: 'ana' }),
      ).rejects.toMatchObject({ code: 'bad-request' })
    }))

  test('two names of the same indicators are proposed by what they share', () =>
    withStore(async ({ knowing, one, two, entities }) => {
      await runText(knowing, one, `${rows(0, 30, '- Nightlamp')}${rows(100, 400, '- Dawnlamp')}`)
      await runText(knowing, two, rows(0, 25, '- Wickfire'))
      await catchUp(knowing)
      const { items } = await entities().same({ ...SAME, kind: 'malware' })
      const pair = items.find(({ a }) => a.id === 'nightlamp')
      expect(pair).toMatchObject({ b: { id: 'wickfire' }, evidence: [{ by: 'indicators' }] })
      expect(pair?.evidence[0]?.text).toContain('25 indicators in common, of 30 and 25')
      expect(items.some(({ a, b }) => [a.id, b.id].includes('dawnlamp'))).toBe(false)
    }))

  test('a vulnerability has the figures of its sources and the indicators that exploit it', () =>
    withStore(async ({ knowing, one, entities }) => {
      const entry = {
        cveID: 'CVE-2025-1234',
        vendorProject: 'Sample',
        product: 'Gate',
        vulnerabilityName: 'Sample Gate command injection',
        dateAdded: '2026-01-02',
        dueDate: '2026-01-23',
        knownRansomwareCampaignUse: 'Known',
      }
      await runText(knowing, cisaKev, JSON.stringify({ count: 1, vulnerabilities: [entry] }))
      await runText(knowing, one, rows(0, 5, 'Amber_Heron Nightlamp - CVE-2025-1234'))
      await catchUp(knowing)
      const known = entities()
      const page = await known.read({ kind: 'vulnerability', id: 'cve-2025-1234' }, 'red', NOW)
      expect(page).toMatchObject({
        name: 'CVE-2025-1234',
        indicators: { count: 5 },
        vulnerability: { kev: true, exploited: { since: '2026-01-02', due: '2026-01-23', ransomware: true } },
      })
      expect(page?.related.map(({ name, indicators }) => [name, indicators])).toEqual([
        ['Amber Heron', 5],
        ['Nightlamp', 5],
      ])
      const { items, kinds } = await known.list({ ...LISTING, kind: 'vulnerability', q: '2025-12' })
      expect(items).toMatchObject([{ id: 'cve-2025-1234', vulnerability: { kev: true } }])
      expect(kinds.find(({ kind }) => kind === 'vulnerability')?.count).toBe(1)
      expect(await known.read({ kind: 'vulnerability', id: 'cve-2025-9999' }, 'red', NOW)).toBeNull()
    }))

  test('pages go on where they ended, and a technique is one of them', () =>
    withStore(async ({ entities }) => {
      const known = entities()
      const seen = new Set<string>()
      let cursor: string | null = null
      do {
        const page = await known.list({ ...LISTING, kind: 'actor', limit: 60, cursor })
        for (const { id } of page.items) seen.add(id)
        cursor = page.next
      } while (cursor !== null)
      const { kinds } = await known.list(LISTING)
      expect(seen.size).toBe(kinds.find(({ kind }) => kind === 'actor')?.count)
      const technique = await known.read({ kind: 'technique', id: 't1059.001' }, 'red', NOW)
      expect(technique).toMatchObject({ id: 'T1059.001', name: 'PowerShell' })
      expect(technique?.related.some(({ kind, relation }) => kind === 'actor' && relation === 'used-by')).toBe(true)
      await expect(known.list({ ...LISTING, cursor: 'nonsense' })).rejects.toMatchObject({ code: 'bad-request' })
    }))

  test('what only the sample day said is gone with it', () =>
    withStore(async ({ knowing, one, entities }) => {
      await runText(knowing, one, rows(0, 3, 'Amber_Heron'))
      await catchUp(knowing)
      await knowing.database.query(`update entity_mention set sample = true`)
      await removeSample(knowing, NOW)
      expect(await entities().read(actor('amber-heron'), 'red', NOW)).toBeNull()
    }))
})
