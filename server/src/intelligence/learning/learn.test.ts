import { describe, expect, test } from 'vitest'
import type { Evidence } from '../evidence.ts'
import { fuse } from '../fusion.ts'
import { INITIAL_SCORING } from '../scoring.ts'
import type { Case } from './cases.ts'
import { learn } from './learn.ts'
import { learntScoring } from './learnt.ts'

const NOW = Date.UTC(2026, 5, 1)
const DAY = 86_400_000

/** Numbers in 0..1 that come again (a linear congruence is enough here). */
const numbers = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

const SOURCES = [
  { id: 'good', right: 0.97, grade: 'C', coverage: 0.4 },
  { id: 'fair', right: 0.8, grade: 'C', coverage: 0.4 },
  { id: 'poor', right: 0.4, grade: 'C', coverage: 0.2 },
  { id: 'other', right: 0.9, grade: 'C', coverage: 0.3 },
  { id: 'more', right: 0.9, grade: 'B', coverage: 0.3 },
  { id: 'most', right: 0.85, grade: 'C', coverage: 0.3 },
] as const

/** 2,000 addresses, half of them malicious for ten days on average; `copy` says what `good` said an hour later. */
const world = (labelled: number): readonly Case[] => {
  const next = numbers(7)
  return Array.from({ length: 2_000 }, (): Case | null => {
    const malicious = next() < 0.5
    const from = NOW - 60 * DAY * next()
    const until = from - 10 * DAY * Math.log(1 - next())
    const report = (id: string, reliability: Evidence['source']['reliability'], at: number): Case['reports'][number] => {
      const activity = [at]
      for (let day = at + DAY; day < Math.min(until, NOW); day += DAY) activity.push(day)
      const source = { id, name: id, reliability, lineage: [id], dates: 'activity' } as const
      return {
        evidence: { source, threat: 'scanner', confidence: null, activeAt: activity.at(-1)!, listed: true },
        firstAt: at,
        activity,
      }
    }
    const reports = SOURCES.flatMap(({ id, right, grade, coverage }) =>
      next() < (malicious ? coverage : (coverage * (1 - right)) / right)
        ? [report(id, grade, Math.min(NOW, from + DAY * next()))]
        : [],
    )
    const good = reports.find(({ evidence }) => evidence.source.id === 'good')
    if (good && next() < 0.9) reports.push(report('copy', 'C', Math.min(NOW, good.firstAt + DAY / 24)))
    const label = next() < labelled ? { malicious, active: malicious && until > NOW } : null
    return reports.length === 0 ? null : { type: 'ipv4', reports, label }
  }).filter(one => one !== null)
}

describe('what is learnt without anybody telling', () => {
  const learnt = learn(world(0), NOW)
  const precision = (id: string): number => learnt.sources.find(source => source.id === id)!.worth[0]!.precision

  test('which source is right how often, whatever its grade said', () => {
    for (const { id, right } of SOURCES) expect(Math.abs(precision(id) - right)).toBeLessThan(0.13)
    expect(precision('poor')).toBeLessThan(precision('fair') - 0.15)
  })

  test('who copies from whom, and nobody else', () => {
    expect(learnt.sources.flatMap(({ id, copies }) => copies.map(({ from }) => [id, from]))).toEqual([['copy', 'good']])
    const [copied] = learnt.sources.find(({ id }) => id === 'copy')!.copies
    expect(copied!.rho).toBeLessThan(0.3)
  })

  test('how fast the kind fades, from the gaps between reports', () => {
    const [scanning] = learnt.classes
    expect(scanning!.gaps).toBeGreaterThan(100)
    expect(scanning!.halfLifeDays).toBeGreaterThan(1)
    expect(scanning!.halfLifeDays).toBeLessThan(15)
  })

  test('a copy beside its origin counts what was measured, not what is assumed', () => {
    const scoring = learntScoring(1, learnt, INITIAL_SCORING)
    const word = (id: string): Evidence => ({
      source: { id, name: id, reliability: 'C', lineage: [id], dates: 'activity' },
      threat: 'scanner',
      confidence: null,
      activeAt: NOW,
      listed: true,
    })
    const alone = fuse('ipv4', [word('good')], false, scoring)
    const copied = fuse('ipv4', [word('good'), word('copy')], false, scoring)
    const confirmed = fuse('ipv4', [word('good'), word('other')], false, scoring)
    expect(copied.logOdds - alone.logOdds).toBeLessThan((confirmed.logOdds - alone.logOdds) / 2)
    expect(confirmed.everMalicious).toBeGreaterThan(alone.everMalicious)
  })
})

test('learning twice from the same cases gives the same, in whatever order they come', () => {
  const cases = world(0.05)
  expect(learn(cases, NOW)).toEqual(learn(cases, NOW))
  const turned = learn([...cases].reverse(), NOW)
  for (const source of learn(cases, NOW).sources) {
    const other = turned.sources.find(({ id }) => id === source.id)
    expect(other?.worth[0]?.precision).toBeCloseTo(source.worth[0]!.precision, 6)
  }
})

test('of too little nothing is learnt, and the table and the grades stay', () => {
  const few = world(0).slice(0, 5)
  const learnt = learn(few, NOW)
  const scoring = learntScoring(1, learnt, INITIAL_SCORING)
  const evidence = few[0]!.reports.map(report => report.evidence)
  expect(learnt.sources).toEqual([])
  expect(fuse('ipv4', evidence, false, scoring)).toEqual(fuse('ipv4', evidence, false))
})

test('verdicts outweigh what overlap suggests', () => {
  const told = world(0).map((one): Case => {
    const onlyPoor = one.reports.every(({ evidence }) => evidence.source.id === 'poor')
    return onlyPoor ? { ...one, label: { malicious: true, active: null } } : one
  })
  const before = learn(world(0), NOW).sources.find(({ id }) => id === 'poor')!.worth[0]!
  const after = learn(told, NOW).sources.find(({ id }) => id === 'poor')!.worth[0]!
  expect(after.precision).toBeGreaterThan(before.precision + 0.1)
})
