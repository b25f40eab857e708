/** Sources are measured over what is in the store: who copies whom and how late, who is alone, who lists what is harmless, at what cost. */
import type { QualityReport, SourceQuality } from '@keysguard/model'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { canonicalise, keyOf } from '../../server/src/indicators/index.ts'
import { detailOf, openTo } from '../../server/src/intelligence/quality/beside.ts'
import { Measuring } from '../../server/src/intelligence/quality/measuring.ts'
import type { QualityKeeper } from '../../server/src/runtime/quality/quality-keeper.ts'
import { readReports } from '../../server/src/store/quality.ts'
import { readQuality } from '../../server/src/store/quality-report.ts'
import type { Knowing } from '../../server/src/store/write-rows.ts'
import { listSource, NOW, prepare, runText } from '../support/knowing.ts'
import { qualityFor } from '../support/quality.ts'
import { type FreshStore, stores } from '../support/stores.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const LATER = NOW + 20 * DAY

/** Reports first; `copy` follows it half a day later and adds nothing; `lone` reports what nobody else does; `closed` is for few. */
const origin = listSource('origin')
const copy = listSource('copy', { derivedFrom: ['origin'] })
const lone = listSource('lone', { dates: 'membership' })
const closed = listSource('closed', { tlp: 'red' })
const idle = listSource('idle')

const block = (third: number, n: number): string[] => Array.from({ length: n }, (_, index) => `45.155.${third}.${index}`)
const old = block(1, 40)
const news = block(2, 100)
const alone = block(3, 60)
const seen = (values: readonly string[]): string => values.join('\n')

const of = ({ sources }: QualityReport, id: string): SourceQuality => sources.find(({ source }) => source === id)!

describe.each(stores)('measuring the sources on the %s', (_name, fresh) => {
  let store: FreshStore
  let knowing: Knowing
  let keeper: QualityKeeper
  let report: QualityReport

  beforeAll(async () => {
    store = await fresh()
    knowing = await prepare(store.database, [origin, copy, lone, closed, idle])
    await runText(knowing, origin, seen(old), NOW)
    await runText(knowing, copy, seen(old), NOW + HOUR)
    await runText(knowing, closed, seen(block(9, 1)), NOW + HOUR)
    await runText(knowing, lone, seen(alone), NOW + HOUR)
    await runText(knowing, origin, seen([...old, ...news]), NOW + DAY)
    await runText(knowing, copy, seen([...old, ...news.slice(0, 80)]), NOW + 1.5 * DAY)
    await runText(knowing, closed, seen([...block(9, 1), ...news.slice(0, 30)]), NOW + 3 * DAY)
    keeper = await qualityFor(knowing, () => LATER)
    report = await keeper.measure()
  })
  afterAll(() => store.drop())

  test('volume counts what each reported, once; sources that have done nothing are not there', () => {
    expect(report.sources.map(({ source, volume }) => [source, volume]).sort()).toEqual([
      ['closed', 31],
      ['copy', 120],
      ['lone', 60],
      ['origin', 140],
    ])
    expect([report.indicators, report.reports, report.sample]).toEqual([201, 351, false])
  })

  test('the store’s pieces come to the same as one', async () => {
    const places = new Map([...knowing.sources.keys()].map((num, place) => [num, place]))
    const volumes = async (reports: number): Promise<readonly (readonly number[])[]> => {
      const measuring = new Measuring({
        watched: [...places].map(() => ({ since: 0, every: 60 })),
        related: () => false,
        now: LATER / 1_000,
      })
      await readReports(store.database, { reports, sample: false, places, now: LATER }, measuring)
      return measuring.counts.map(({ volume, exclusive, active, first, age }) => [
        volume,
        exclusive,
        active,
        first,
        age.quartiles()?.median ?? 0,
      ])
    }
    expect(await volumes(7_000_000)).toEqual(await volumes(1))
  })

  test('what one source alone reports is exclusive', () => {
    expect(of(report, 'lone').exclusive).toMatchObject({ known: true, value: 1, cases: 60 })
    expect(of(report, 'origin').exclusive).toMatchObject({ known: true, value: 20 / 140 })
    expect(of(report, 'copy').exclusive).toMatchObject({ known: true, value: 0 })
  })

  test('who was first is counted only for what was news to both', () => {
    const beside = detailOf(report, 'copy').beside.find(({ source }) => source === 'origin')
    expect(beside).toMatchObject({
      shared: 120,
      related: true,
      onlyHere: 0,
      onlyThere: 20,
      ofOwn: { known: true, value: 1 },
      first: { known: true, value: 0, cases: 80 },
      lead: { known: true, cases: 80 },
    })
    const lead = beside?.lead
    if (!lead?.known) throw new Error('the lead is known')
    expect(Math.abs(lead.median + 12 * 3_600)).toBeLessThan(0.026 * 12 * 3_600)
  })

  test('a copy corroborates nothing; an independent source that comes later does', () => {
    expect(of(report, 'origin').corroborated).toMatchObject({ known: true, value: 30 / 140 })
    expect(of(report, 'origin').judged).toEqual({ malicious: 0, benign: 0, knownGood: 0, corroborated: 30 })
    expect(of(report, 'origin').accuracy).toMatchObject({
      verdicts: { known: false, why: 'too-few', cases: 0 },
      atLeast: { known: true, value: 30 / 140 },
      atMost: { known: true, value: 1 },
    })
  })

  test('a verdict and a list of the harmless count against whoever reported it', async () => {
    const keys = news.slice(0, 3).map(value => {
      const found = canonicalise('ipv4', value)
      if (!found.ok) throw new Error(found.reason)
      return keyOf(found.indicator)
    })
    const [harmless, benign, malicious] = keys
    await store.database.query(`update indicator set suppressed_by = 'a list' where key = $1::uuid`, [harmless!])
    await store.database.query(
      `insert into appraisal (indicator, verdict, benign, relevance, weight, terms) values ($1::text::uuid, 2, 0, 1, 1, '[]'), ($2::text::uuid, 1, 0, 1, 1, '[]')`,
      [benign!, malicious!],
    )
    const judged = of(await keeper.measure(), 'origin')
    expect(judged.judged).toEqual({ malicious: 1, benign: 1, knownGood: 1, corroborated: 27 })
    expect(judged.falsePositives).toMatchObject({ known: true, value: 2 / 140 })
  })

  test('what cannot be known says why', () => {
    expect(of(report, 'lone').idle).toEqual({ known: false, why: 'dates-of-listing', cases: 0 })
    expect(of(report, 'lone').lead).toEqual({ known: false, why: 'too-few', cases: 0 })
    expect(of(report, 'closed').age).toMatchObject({ known: true, cases: 31 })
  })

  test('cost is that of the runs, where there is something useful to divide it by', () => {
    const { cost } = of(report, 'lone')
    expect(cost).toMatchObject({ days: 30, runs: 1, requests: 1 })
    expect(cost.perExclusive).toEqual({ known: false, why: 'none-useful', cases: 0 })
  })

  test('whoever may not read a source does not read that it is there', () => {
    const open = openTo(report, 'amber')
    expect(open.sources.map(({ source }) => source)).not.toContain('closed')
    expect(open.pairs.some(({ a, b }) => a === 'closed' || b === 'closed')).toBe(false)
    expect(openTo(report, 'red')).toBe(report)
  })

  test('it is kept: the next process shows it at once, and measuring again changes nothing', async () => {
    const again = await keeper.measure()
    const once = await keeper.measure()
    const { tookMs: _, ...first } = again
    const { tookMs: __, ...second } = once
    expect(second).toEqual(first)
    expect(await readQuality(store.database)).toEqual(once)
    const [row] = await store.database.query<{ n: number }>(`select count(*)::int as n from quality_report`)
    expect(row?.n).toBe(1)
    expect((await (await qualityFor(knowing)).report()).at).toBe(new Date(LATER).toISOString())
  })
})
