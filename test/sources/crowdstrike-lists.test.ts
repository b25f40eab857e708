import { describe, expect, it } from 'vitest'
import { answer, type Protocol } from '../../server/src/replay/provider.ts'
import {
  crowdstrikeActors as actorsProtocol,
  crowdstrikeReports as reportsProtocol,
} from '../../server/src/replay/providers/crowdstrike.ts'
import { actorRows } from '../../server/src/sources/crowdstrike/actor.ts'
import { reportRows } from '../../server/src/sources/crowdstrike/report.ts'
import { crowdstrikeActors } from '../../server/src/sources/crowdstrike-actors.ts'
import { crowdstrikeReports } from '../../server/src/sources/crowdstrike-reports.ts'
import { parseRow, partsOf, readSample } from '../support/read-sample.ts'
import { onRealPayload } from '../support/real-payloads.ts'

const ACTOR = {
  id: 120_999,
  name: 'LAMP SPIDER',
  url: 'https://falcon.crowdstrike.com/intelligence/actors/lamp-spider/',
  known_as: 'LampCrew, FIN-SAMPLE, LAMP SPIDER',
  short_description: 'A sample.',
  description: 'Long text. CVE-2019-0708 was used by others.',
  created_date: 1_768_000_000,
  first_activity_date: 1_767_000_000,
  last_modified_date: 1_768_460_000,
  last_activity_date: 1_768_400_000,
  status: 'Active',
  actor_type: 'ecrime',
  ecrime_kill_chain: { exploitation: 'Enters through CVE-2024-3400 and cve-2024-3400.' },
  motivations: [{ id: 354, slug: 'criminal', value: 'Criminal' }],
  origins: [{ id: 1, slug: 'x', value: 'Eastern Europe' }],
  target_countries: [{ id: 2, slug: 'nl', value: 'Netherlands' }],
  target_industries: [{ id: 3, slug: 'energy', value: 'Energy' }],
}
const REPORT = {
  id: 1,
  name: 'CSIT-26001: Edge devices under attack',
  url: 'https://falcon.crowdstrike.com/intelligence/reports/csit-26001',
  type: { id: 1, slug: 'alert', name: 'Alert' },
  short_description: 'Edge devices are attacked.',
  rich_text_description: '<p>CVE-2024-3400, then CVE-2023-4966</p>',
  created_date: 1_768_000_000,
  last_modified_date: 1_768_460_000,
  actors: [{ id: 120_999, name: 'LAMP SPIDER' }],
  malware: [{ family_name: 'Remcos' }],
  tags: [{ id: 1, slug: 'crimeware', value: 'Crimeware' }],
  target_industries: [{ id: 3, slug: 'energy', value: 'Energy' }],
}

/** Plays a list that answers as it is told, and keeps what was asked. */
const listing = (resources: (query: URLSearchParams) => { readonly page: readonly object[]; readonly total?: number }) => {
  const asked: string[] = []
  const protocol: Protocol = {
    authorises: true,
    answer: ({ path, query }) => {
      if (path.startsWith('/oauth2')) return answer({ access_token: 'token', expires_in: 1_799 })
      asked.push(`${query.get('filter')} ${query.get('offset')}`)
      const { page, total } = resources(query)
      return answer({ meta: { pagination: { total } }, errors: [], resources: page })
    },
  }
  return { protocol, asked }
}
const actors = (n: number, date = (index: number): number => 1_768_000_000 + index) =>
  Array.from({ length: n }, (_, index) => ({ ...ACTOR, id: index, ecrime_kill_chain: null, last_modified_date: date(index) }))
const pageOf = (all: readonly { readonly last_modified_date: number }[], query: URLSearchParams) => {
  const from = Number(query.get('filter')?.split('>=')[1])
  const due = all.filter(one => one.last_modified_date >= from)
  const offset = Number(query.get('offset'))
  return { page: due.slice(offset, offset + Number(query.get('limit'))), total: due.length }
}

describe('actors of CrowdStrike', () => {
  it('are read whole, page by page: a name each, and the vulnerabilities they use', async () => {
    const { named, observed, refused } = await readSample(crowdstrikeActors, { protocol: actorsProtocol })
    expect([new Set(named.map(({ id }) => id)).size, refused]).toEqual([22, []])
    expect(new Set(observed.map(({ type }) => type))).toEqual(new Set(['cve']))
    expect(observed.every(({ statement }) => statement.actors?.length === 1)).toBe(true)
  })

  it('teach their names with aliases', () => {
    const [name, exploits, ...none] = actorRows(ACTOR)
    expect(none).toEqual([])
    expect(parseRow(crowdstrikeActors, name)).toEqual({
      named: {
        kind: 'actor',
        id: '120999',
        name: 'LAMP SPIDER',
        aliases: ['LampCrew', 'FIN-SAMPLE'],
        about: {
          description: 'A sample.',
          url: ACTOR.url,
          targets: ['Netherlands', 'Energy'],
          facts: { 'Kind of actor': 'ecrime', 'Actor is': 'Active', Origins: 'Eastern Europe', Motivations: 'Criminal' },
        },
      },
    })
    expect(parseRow(crowdstrikeActors, exploits)).toEqual([
      {
        type: 'cve',
        value: 'CVE-2024-3400',
        statement: {
          threat: 'exploit',
          actors: ['LAMP SPIDER'],
          firstSeen: '2025-12-29T09:20:00.000Z',
          lastSeen: '2026-01-14T14:13:20.000Z',
          targets: ['Netherlands', 'Energy'],
          description: 'A sample.',
          reference: ACTOR.url,
          details: {
            'Kind of actor': 'ecrime',
            'Actor is': 'Active',
            Origins: 'Eastern Europe',
            Motivations: 'Criminal',
          },
        },
      },
    ])
  })

  it('without a name are refused', () => {
    expect(parseRow(crowdstrikeActors, actorRows({ ...ACTOR, name: ' ' })[0])).toMatchObject({ refused: 'schema' })
  })

  it('are asked for from the last change on, with an overlap', async () => {
    const first = await readSample(crowdstrikeActors, { protocol: actorsProtocol })
    const rest = await readSample(crowdstrikeActors, { protocol: actorsProtocol, since: '1768400000' })
    expect(rest.rows.length).toBeGreaterThan(0)
    expect(rest.rows.length).toBeLessThan(first.rows.length)
    const [part] = partsOf(crowdstrikeActors, {}, '1768400000')
    expect(new URL(part?.url ?? '').searchParams.get('filter')).toBe('last_modified_date:>=1768396400')
  })

  it('are counted anew where an offset may not reach further, and none is lost', async () => {
    const all = actors(23_000)
    const { protocol, asked } = listing(query => pageOf(all, query))
    const { named } = await readSample(crowdstrikeActors, { protocol })
    expect(new Set(named.map(({ id }) => id)).size).toBe(23_000)
    expect(asked.every(ask => Number(ask.split(' ')[1]) <= 9_000)).toBe(true)
  })

  it('are not passed over when one changes while pages are read', async () => {
    let all = actors(2_500)
    const { protocol, asked } = listing(query => {
      const page = pageOf(all, query)
      const [first, ...others] = all
      if (first && asked.length === 1) all = [...others, { ...first, last_modified_date: 1_768_400_000 }]
      return page
    })
    const { named } = await readSample(crowdstrikeActors, { protocol })
    expect(new Set(named.map(({ id }) => id)).size).toBe(2_500)
  })

  it('end where nothing more comes, whatever the total says', async () => {
    const all = actors(1_200)
    for (const total of [undefined, 5_000]) {
      const { protocol, asked } = listing(query => ({ page: pageOf(all, query).page, ...(total === undefined ? {} : { total }) }))
      expect(new Set((await readSample(crowdstrikeActors, { protocol })).named.map(({ id }) => id)).size).toBe(1_200)
      expect(asked.length).toBeLessThan(5)
    }
  })

  it('that cannot be told apart by time end the run instead of being left out', async () => {
    const all = actors(12_000, () => 1_768_000_000)
    const later = listing(query => pageOf(all, query))
    await expect(readSample(crowdstrikeActors, { protocol: later.protocol, since: '1768003600' })).rejects.toThrow(
      'in one second',
    )
  })

  it('are refused without the right client, and a failure with status 200 is seen', async () => {
    await expect(readSample(crowdstrikeActors, { protocol: actorsProtocol, values: { key: 'wrong' } })).rejects.toThrow('401')
    const failed: Protocol = {
      authorises: true,
      answer: ({ path }) =>
        answer(
          path.startsWith('/oauth2')
            ? { access_token: 'token', expires_in: 1_799 }
            : { errors: [{ code: 403, message: 'scope not permitted' }], resources: [] },
        ),
    }
    await expect(readSample(crowdstrikeActors, { protocol: failed })).rejects.toThrow('scope not permitted')
  })
})

describe('reports of CrowdStrike', () => {
  it('are read whole; those that name no vulnerability are passed over', async () => {
    const { rows, observed, refused } = await readSample(crowdstrikeReports, { protocol: reportsProtocol })
    expect(new Set(rows.map(row => (row as { report: { name: string } }).report.name)).size).toBe(34)
    expect(refused).toEqual([])
    expect(observed.every(({ type, statement }) => type === 'cve' && statement.report?.title.includes('(sample)'))).toBe(true)
  })

  it('are the reference of the vulnerabilities they name', () => {
    const [row] = reportRows(REPORT)
    const said = {
      statement: {
        threat: 'exploit',
        malware: 'Remcos',
        confidence: 50,
        firstSeen: '2026-01-09T23:06:40.000Z',
        lastSeen: '2026-01-15T06:53:20.000Z',
        actors: ['LAMP SPIDER'],
        targets: ['Energy'],
        tags: ['crimeware'],
        description: 'Edge devices are attacked.',
        reference: REPORT.url,
        report: { title: REPORT.name, url: REPORT.url },
        details: { 'Kind of report': 'Alert' },
      },
    }
    expect(parseRow(crowdstrikeReports, row)).toEqual([
      { type: 'cve', value: 'CVE-2024-3400', ...said },
      { type: 'cve', value: 'CVE-2023-4966', ...said },
    ])
  })

  it('are no evidence of use where nobody is named who uses it', () => {
    const [found] = [parseRow(crowdstrikeReports, reportRows({ ...REPORT, actors: [], malware: null })[0])].flat()
    expect(found).toMatchObject({ statement: { confidence: 0 } })
    expect(found).not.toHaveProperty('statement.threat')
  })

  it('are kept without their text', () => {
    expect(JSON.stringify(reportRows({ ...REPORT, description: 'x'.repeat(100_000) })).length).toBeLessThan(2_000)
  })

  it('are asked for from the last change on', async () => {
    const first = await readSample(crowdstrikeReports, { protocol: reportsProtocol })
    const rest = await readSample(crowdstrikeReports, { protocol: reportsProtocol, since: '1768400000' })
    expect(rest.rows.length).toBeGreaterThan(0)
    expect(rest.rows.length).toBeLessThan(first.rows.length)
  })
})

onRealPayload('crowdstrike/falcon-intel-actor.json', 'reads an actor as OpenCTI mocks it', async payload => {
  const { body } = JSON.parse(payload.toString('utf8')) as { body: { resources: readonly object[] } }
  const { protocol } = listing(() => ({ page: body.resources, total: 1 }))
  const { named, refused } = await readSample(crowdstrikeActors, { protocol })
  expect(refused).toEqual([])
  expect(named).toMatchObject([{ name: 'SCION SPIDER', aliases: ['TestRansomware Group', 'MockCrime', 'TestCriminal'] }])
})

onRealPayload('crowdstrike/falcon-intel-report.json', 'reads a report as OpenCTI mocks it', async payload => {
  const { protocol } = listing(() => ({ page: [JSON.parse(payload.toString('utf8')) as object], total: 1 }))
  const { rows, refused } = await readSample(crowdstrikeReports, { protocol })
  expect([rows.length, refused]).toEqual([1, []])
})
