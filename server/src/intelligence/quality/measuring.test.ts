/** One pass counts what looking at every pair of reports of every indicator counts. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Measuring, type Report, SETTLED_AFTER, type Subject, type Watched } from './measuring.ts'
import { bucketOf } from './spread.ts'

const NOW = 100 * 86_400
const SOURCES = 5

const subject: fc.Arbitrary<Subject> = fc.record({
  type: fc.constantFrom('ipv4', 'domain', 'url'),
  verdict: fc.constantFrom('malicious', 'benign', null),
  knownGood: fc.boolean(),
  active: fc.boolean(),
})
const report: fc.Arbitrary<Report> = fc.record({
  source: fc.integer({ min: 0, max: SOURCES - 1 }),
  firstAt: fc.integer({ min: 0, max: NOW }),
  activeAt: fc.integer({ min: 0, max: NOW }),
  listed: fc.boolean(),
  described: fc.boolean(),
})
const indicator = fc.tuple(
  subject,
  fc.uniqueArray(report, { selector: ({ source }) => source, minLength: 1, maxLength: SOURCES }),
)
const watched: fc.Arbitrary<Watched[]> = fc.array(
  fc.record({ since: fc.option(fc.integer({ min: 0, max: NOW / 2 })), every: fc.integer({ min: 0, max: 86_400 }) }),
  { minLength: SOURCES, maxLength: SOURCES },
)
const kinship = fc.array(fc.boolean(), { minLength: SOURCES * SOURCES, maxLength: SOURCES * SOURCES })
const world = fc.record({ indicators: fc.array(indicator, { maxLength: 40 }), watched, kinship })
type World = typeof world extends fc.Arbitrary<infer W> ? W : never

const relatedIn =
  ({ kinship }: World) =>
  (a: number, b: number): boolean =>
    kinship[Math.min(a, b) * SOURCES + Math.max(a, b)]!

const measure = (one: World): Measuring => {
  const measuring = new Measuring({ watched: one.watched, related: relatedIn(one), now: NOW })
  for (const [about, reports] of one.indicators) measuring.addIndicator(about, reports)
  return measuring
}

/** What is said, a report at a time, of those that say something. */
const said = ({ indicators }: World) =>
  indicators.flatMap(([about, all]) => {
    const reports = all.filter(({ described }) => !described)
    return reports.map(own => ({ about, own, others: reports.filter(other => other !== own) }))
  })

const comparable = ({ watched }: World, a: Report, b: Report): boolean => {
  const [one, other] = [watched[a.source]!.since, watched[b.source]!.since]
  return one !== null && other !== null && a.firstAt > one && a.firstAt > other && b.firstAt > one && b.firstAt > other
}

describe('measuring', () => {
  test('counts volume, exclusive, active and judged reports as a look at each report does', () => {
    fc.assert(
      fc.property(world, one => {
        const measuring = measure(one)
        const all = said(one)
        for (let source = 0; source < SOURCES; source += 1) {
          const own = all.filter(entry => entry.own.source === source)
          const corroborated = (entry: (typeof own)[number]): boolean =>
            entry.others.some(other => {
              const { since } = one.watched[other.source]!
              return (
                since !== null &&
                other.firstAt > since &&
                other.firstAt > entry.own.firstAt &&
                !relatedIn(one)(source, other.source)
              )
            })
          const settled = own.filter(entry => entry.own.firstAt <= NOW - SETTLED_AFTER)
          const open = own.filter(({ about }) => about.verdict === null)
          expect(measuring.counts[source]).toMatchObject({
            volume: own.length,
            listed: own.filter(entry => entry.own.listed).length,
            described: one.indicators.flatMap(([, reports]) => reports).filter(r => r.source === source && r.described).length,
            exclusive: own.filter(({ others }) => others.length === 0).length,
            active: own.filter(({ about }) => about.active).length,
            activeExclusive: own.filter(({ about, others }) => about.active && others.length === 0).length,
            malicious: own.filter(({ about }) => about.verdict === 'malicious').length,
            benign: own.filter(({ about }) => about.verdict === 'benign').length,
            knownGood: open.filter(({ about }) => about.knownGood).length,
            corroborated: open.filter(entry => !entry.about.knownGood && corroborated(entry)).length,
            settled: settled.length,
            settledCorroborated: settled.filter(corroborated).length,
          })
        }
      }),
    )
  })

  test('counts pairs and leads as a look at every two reports does', () => {
    fc.assert(
      fc.property(world, one => {
        const measuring = measure(one)
        for (let a = 0; a < SOURCES; a += 1)
          for (let b = a + 1; b < SOURCES; b += 1) {
            const both = said(one).flatMap(({ own, others }) =>
              own.source === a ? others.filter(({ source }) => source === b).map(other => [own, other] as const) : [],
            )
            const timed = both.filter(([x, y]) => comparable(one, x, y))
            const every = Math.max(one.watched[a]!.every, one.watched[b]!.every)
            const leads = timed.map(([x, y]) => y.firstAt - x.firstAt)
            const pair = measuring.pair(a, b)
            expect(pair?.shared ?? 0).toBe(both.length)
            expect([pair?.first ?? 0, pair?.later ?? 0, pair?.undecided ?? 0]).toEqual([
              leads.filter(lead => lead > every).length,
              leads.filter(lead => lead < -every).length,
              leads.filter(lead => Math.abs(lead) <= every).length,
            ])
          }
      }),
    )
  })

  test('counts the lead of a source over the first of the others', () => {
    fc.assert(
      fc.property(world, one => {
        const measuring = measure(one)
        for (let source = 0; source < SOURCES; source += 1) {
          const leads = said(one).flatMap(({ own, others }) => {
            const [first] = others
              .filter(other => own.source === source && comparable(one, own, other))
              .sort((x, y) => x.firstAt - y.firstAt)
            return first ? [first.firstAt - own.firstAt] : []
          })
          expect(measuring.counts[source]!.lead.total).toBe(leads.length)
        }
      }),
    )
  })

  test('what comes counted already, because one source alone reports it, comes to the same', () => {
    fc.assert(
      fc.property(world, one => {
        const alone = { ...one, indicators: one.indicators.map(([about, [first]]) => [about, [first!]] as [Subject, Report[]]) }
        const counted = new Measuring({ watched: one.watched, related: () => false, now: NOW })
        for (const [about, [own]] of alone.indicators) {
          counted.addSole({ ...about, ...own!, settled: own!.firstAt <= NOW - SETTLED_AFTER, n: 1 })
          if (own!.described) continue
          counted.addAges(own!.source, 'age', bucketOf(NOW - own!.firstAt), 1)
          counted.addAges(own!.source, 'idle', bucketOf(NOW - own!.activeAt), 1)
        }
        const whole = measure(alone)
        expect(counted.indicators).toBe(whole.indicators)
        for (const [source, { age, idle, lead: _, ...numbers }] of counted.counts.entries()) {
          const { age: wholeAge, idle: wholeIdle, lead: __, ...wholeNumbers } = whole.counts[source]!
          expect(numbers).toEqual(wholeNumbers)
          expect([age.quartiles(), idle.quartiles()]).toEqual([wholeAge.quartiles(), wholeIdle.quartiles()])
        }
      }),
    )
  })
})
