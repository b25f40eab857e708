/** A world with known truth: things that are malicious for a while or never, and what sources say of them over 120 days. */
import type { Case } from '../../server/dist/intelligence/learning/cases.js'
import { type Random, seeded } from './random.ts'
import type { Regime } from './regimes.ts'
import { KINDS, type SimulatedSource, simulateSources } from './sources.ts'

const DAY_MS = 86_400_000
const DAYS = 120
const THINGS = 9_000
const MALICIOUS = 0.4
/** Reports of one source on one thing that are kept. */
const MOST_REPORTS = 30

/** One thing; days since the beginning. */
interface Thing {
  readonly kind: number
  readonly malicious: boolean
  readonly from: number
  readonly until: number
  /** How much likelier than others it is to be mistaken. */
  readonly mistaken: number
  /** Sources that report it at once, beside those that find it. */
  readonly alarmed: ReadonlySet<number>
}

export interface Seen {
  readonly case: Case
  /** Truth: was it ever malicious, and is it now. */
  readonly malicious: boolean
  readonly maliciousNow: boolean
}

export interface World {
  readonly sources: readonly SimulatedSource[]
  readonly seen: readonly Seen[]
  readonly now: number
  /** By source: share of its reports, of the whole time, that are right. */
  readonly rightShare: ReadonlyMap<string, number>
}

const NOBODY: ReadonlySet<number> = new Set()

const thingsOf = (regime: Regime, random: Random): Thing[] => {
  const things = Array.from({ length: THINGS }, (): Thing => {
    const kind = Math.floor(random.next() * KINDS.length)
    const malicious = random.chance(MALICIOUS)
    const from = random.between(0, DAYS)
    const mean = KINDS[kind]!.activeDays * (malicious ? 1 : 0.5)
    const mistaken = regime.sharedErrors && !malicious && random.chance(0.04) ? 12 : 1
    return { kind, malicious, from, until: from + random.exponential(mean), mistaken, alarmed: NOBODY }
  })
  if (!regime.bursts) return things
  for (let burst = 0; burst < 6; burst += 1) {
    const [kind, malicious, start] = [Math.floor(random.next() * 3), burst % 3 !== 0, random.between(20, DAYS - 1)]
    const alarmed = new Set(Array.from({ length: malicious ? 5 : 3 }, () => Math.floor(random.next() * 22)))
    for (let n = 0; n < 120; n += 1) {
      const from = start + random.between(0, 0.3)
      things.push({ kind, malicious, from, until: from + random.exponential(KINDS[kind]!.activeDays), mistaken: 1, alarmed })
    }
  }
  return things
}

/** Days on which a source reports a thing by itself. */
const finds = (source: SimulatedSource, index: number, thing: Thing, mistakes: number, random: Random): readonly number[] => {
  if (!source.kinds.includes(thing.kind)) return []
  const turned = source.turns && thing.from > DAYS / 2
  const chance = thing.malicious ? source.coverage : Math.min(0.9, mistakes * thing.mistaken * (turned ? 60 : 1))
  const isAlarmed = thing.alarmed.has(index) && random.chance(0.8)
  if (!isAlarmed && !random.chance(chance)) return []
  let day = thing.from + (isAlarmed ? random.between(0, 0.3) : random.exponential(source.delayDays))
  const end = Math.min(DAYS, thing.until + random.exponential(source.tailDays))
  const days: number[] = []
  for (; day < end && days.length < MOST_REPORTS; day += random.exponential(source.againDays)) days.push(day)
  return days
}

const confidenceOf = ({ confidence }: SimulatedSource, malicious: boolean, random: Random): number | null =>
  confidence === null
    ? null
    : Math.round(Math.min(100, Math.max(1, random.normal(confidence.middle + (malicious ? 1 : -1) * confidence.tells, 10))))

const caseOf = (
  thing: Thing,
  sources: readonly SimulatedSource[],
  start: number,
  mistakes: readonly number[],
  random: Random,
): Case | null => {
  const days: (readonly number[])[] = []
  for (const [index, source] of sources.entries()) {
    const own = finds(source, index, thing, mistakes[index]!, random)
    const { copies } = source
    const copied =
      copies === null || !random.chance(copies.share)
        ? []
        : days[copies.from]!.map(day => day + random.exponential(copies.lagDays)).filter(day => day < DAYS)
    days.push([...own, ...copied].sort((a, b) => a - b))
  }
  const reports = sources.flatMap((source, index) => {
    const own = days[index]!
    if (own.length === 0) return []
    const times = own.map(day => Math.round(start + day * DAY_MS))
    const activity = source.profile.dates === 'activity' ? times : times.slice(0, 1)
    const evidence = {
      source: source.profile,
      threat: KINDS[thing.kind]!.threat,
      confidence: confidenceOf(source, thing.malicious, random),
      activeAt: activity.at(-1)!,
      listed: true,
    }
    return [{ evidence, firstAt: times[0]!, activity }]
  })
  return reports.length === 0 ? null : { type: KINDS[thing.kind]!.type, reports, label: null }
}

/** Chance that a source takes a harmless thing for malicious, so that its precision comes out. */
const mistakesOf = ({ coverage, precision }: SimulatedSource): number =>
  (coverage * (1 - precision) * MALICIOUS) / (precision * (1 - MALICIOUS))

export const simulate = (regime: Regime, seed: number): World => {
  const random = seeded(seed)
  const sources = simulateSources(regime, random)
  const mistakes = sources.map(mistakesOf)
  const now = Date.UTC(2026, 0, 1)
  const start = now - DAYS * DAY_MS
  const counts = new Map<string, { right: number; all: number }>()
  const seen: Seen[] = []
  for (const thing of thingsOf(regime, random)) {
    const found = caseOf(thing, sources, start, mistakes, random)
    if (found === null) continue
    for (const { evidence } of found.reports) {
      const own = counts.get(evidence.source.id) ?? { right: 0, all: 0 }
      counts.set(evidence.source.id, { right: own.right + (thing.malicious ? 1 : 0), all: own.all + 1 })
    }
    const maliciousNow = thing.malicious && thing.until > DAYS
    const label = random.chance(regime.labels) ? { malicious: thing.malicious, active: maliciousNow } : null
    seen.push({ case: { ...found, label }, malicious: thing.malicious, maliciousNow })
  }
  return { sources, seen, now, rightShare: new Map([...counts].map(([id, { right, all }]) => [id, right / all])) }
}
