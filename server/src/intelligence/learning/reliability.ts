/**
 * How often each source is right, without anybody telling: expectation-maximisation over two latent classes (Dawid and Skene, Applied
 * Statistics 1979), per decay class, over what each source could have listed. Verdicts and lists of the harmless fix what they speak of,
 * the Admiralty grade is the Beta prior that every source starts from, and copies have no vote beside their origin.
 *
 * With a = P(reports | malicious) and b = P(reports | not), a report adds log(a/b) and silence log((1-a)/(1-b)). Silence of all is the
 * starting point, so that what a report adds, over its own silence, is a weight above 0 that Fusion can sum over those who spoke.
 */
import type { Reliability } from '@keysguard/model'
import { sigmoid } from '../evidence.ts'
import { BASE_LOG_ODDS, gradeCounts } from '../reliability.ts'
import type { Case, CaseReport, Steps } from './cases.ts'
import type { Copying } from './copying.ts'

export interface LearntWorth {
  readonly llr: number
  readonly precision: number
  readonly reports: number
  /** What the precision was counted over: its reports less what it copied and what is long ago, and its grade. */
  readonly counted: number
}

export interface LearntClass {
  /** Log-odds before anybody is weighed. */
  readonly prior: number
  readonly worth: ReadonlyMap<string, LearntWorth>
  /** P(ever malicious) of each case, by what was learnt. */
  readonly malicious: ReadonlyMap<Case, number>
}

const ROUNDS = 60
/** Times what was reported. */
const MOST_UNSEEN = 20
/** A source that has listed fewer could not be expected to list the rest. */
const LEAST_REPORTS = 8
const LEAST_LLR = 0.02
const MOST_LLR = 8
/** What a source did this long ago tells half as much of what it does. */
const FORGET_MS = 60 * 86_400_000

/** Reports this close together were made at once. */
const AT_ONCE_MS = 12 * 3_600_000
const DAY_MS = 86_400_000

interface Vote {
  readonly source: number
  /** How much of it is the source's own, 0..1. */
  readonly own: number
  /** How much it tells of the source today, 0..1. */
  readonly recent: number
}

interface Ballot {
  readonly votes: readonly Vote[]
  readonly label: boolean | null
  /** How much it counts: things that came in one burst are one observation, not many. */
  readonly weight: number
}

interface Voter {
  readonly id: string
  readonly right: number
  readonly wrong: number
  /** Whether silence says something: not that of a copy. */
  readonly original: boolean
  reports: number
  a: number
  b: number
  precision: number
  counted: number
}

const votersOf = (cases: readonly Case[], copies: ReadonlySet<string>): Voter[] => {
  const grades = new Map<string, { grade: Reliability; reports: number }>()
  for (const { reports } of cases)
    for (const { evidence } of reports) {
      const known = grades.get(evidence.source.id)
      if (known) known.reports += 1
      else grades.set(evidence.source.id, { grade: evidence.source.reliability, reports: 1 })
    }
  return [...grades]
    .filter(([, { reports }]) => reports >= LEAST_REPORTS)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, { grade, reports }]) => {
      const { right, wrong } = gradeCounts(grade)
      return {
        id,
        right,
        wrong,
        original: !copies.has(id),
        reports,
        a: 0,
        b: 0,
        precision: right / (right + wrong),
        counted: right + wrong,
      }
    })
}

const ballotOf = (
  { reports, label }: Case,
  places: ReadonlyMap<string, number>,
  copies: readonly Copying[],
  now: number,
  weight: number,
): Ballot => {
  const present = new Set(reports.map(({ evidence }) => evidence.source.id))
  const own = ({ evidence: { source, confidence } }: CaseReport): number => {
    if (confidence === 0) return 0
    let share = 1
    for (const copy of copies) if (copy.source === source.id && present.has(copy.from)) share *= copy.rho
    return share
  }
  return {
    votes: reports.flatMap(report => {
      const source = places.get(report.evidence.source.id)
      return source === undefined ? [] : [{ source, own: own(report), recent: 2 ** ((report.firstAt - now) / FORGET_MS) }]
    }),
    label: label?.malicious ?? null,
    weight,
  }
}

/** How much each case counts: of those that three sources or more reported at once, no more count in a day than twice the usual number. */
const weightsOf = (cases: readonly Case[]): readonly number[] => {
  const days = cases.map(({ reports }) => {
    const from = Math.min(...reports.map(({ firstAt }) => firstAt))
    const together = reports.filter(({ firstAt }) => firstAt - from <= AT_ONCE_MS).length
    return together < 3 ? null : Math.floor(from / DAY_MS)
  })
  const sizes = new Map<number, number>()
  for (const day of days) if (day !== null) sizes.set(day, (sizes.get(day) ?? 0) + 1)
  const usual = [...sizes.values()].sort((a, b) => a - b)[Math.floor(sizes.size / 2)] ?? 1
  return days.map(day => (day === null ? 1 : Math.min(1, (2 * usual) / sizes.get(day)!)))
}

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))

/** Share of the class that is malicious, as log-odds; what everybody's silence adds. */
interface Level {
  base: number
  silence: number
  /** Malicious and harmless things nobody reported: who leaves them out takes independent sources for opposed to one another. */
  unseenMalicious: number
  unseenHarmless: number
}

const maximise = (voters: readonly Voter[], ballots: readonly Ballot[], chances: Float64Array, level: Level): void => {
  let malicious = 1
  let harmless = 1
  const right = new Float64Array(voters.length)
  const all = new Float64Array(voters.length)
  const weighed = new Float64Array(voters.length)
  ballots.forEach(({ votes, weight }, index) => {
    const p = chances[index]!
    malicious += weight * p
    harmless += weight * (1 - p)
    for (const { source, own, recent } of votes) {
      right[source]! += p * own * recent * weight
      all[source]! += own * recent * weight
      weighed[source]! += weight
    }
  })
  const [allMalicious, allHarmless] = [malicious + level.unseenMalicious, harmless + level.unseenHarmless]
  level.base = clamp(Math.log(allMalicious / allHarmless), -6, 4)
  level.silence = 0
  let [missed, spared] = [1, 1]
  for (const [index, voter] of voters.entries()) {
    voter.counted = all[index]! + voter.right + voter.wrong
    voter.precision = clamp((right[index]! + voter.right) / voter.counted, 0.002, 0.998)
    voter.a = clamp((voter.precision * weighed[index]!) / allMalicious, 1e-4, 0.95)
    voter.b = clamp(((1 - voter.precision) * weighed[index]!) / allHarmless, 1e-4, 0.95)
    if (!voter.original) continue
    level.silence += Math.log((1 - voter.a) / (1 - voter.b))
    missed *= 1 - voter.a
    spared *= 1 - voter.b
  }
  level.unseenMalicious = Math.min(MOST_UNSEEN * malicious, allMalicious * missed)
  level.unseenHarmless = Math.min(MOST_UNSEEN * harmless, allHarmless * spared)
}

/** What a report adds beside silence. */
const added = ({ a, b, original }: Voter): number => Math.log(a / b) - (original ? Math.log((1 - a) / (1 - b)) : 0)

const expect = (voters: readonly Voter[], ballots: readonly Ballot[], chances: Float64Array, { base, silence }: Level): void => {
  const adds = voters.map(added)
  ballots.forEach(({ votes, label }, index) => {
    let logOdds = base + silence
    for (const { source, own } of votes) logOdds += own * adds[source]!
    chances[index] = label === null ? clamp(sigmoid(logOdds), 0.002, 0.998) : label ? 0.998 : 0.002
  })
}

/** Learns one decay class. Null where nobody lists enough of it. */
export function* learnReliability(cases: readonly Case[], copies: readonly Copying[], now: number): Steps<LearntClass | null> {
  const voters = votersOf(cases, new Set(copies.map(({ source }) => source)))
  if (voters.length === 0) return null
  const places = new Map(voters.map(({ id }, place) => [id, place]))
  const weights = weightsOf(cases)
  const ballots = cases.map((one, index) => ballotOf(one, places, copies, now, weights[index]!))
  const chances = new Float64Array(cases.length)
  ballots.forEach(({ votes, label }, index) => {
    // Before the first round each word counts as its grade does.
    let logOdds = BASE_LOG_ODDS
    for (const { source, own } of votes) {
      const { right, wrong } = voters[source]!
      logOdds += own * (Math.log(right / wrong) - BASE_LOG_ODDS)
    }
    chances[index] = label === null ? sigmoid(logOdds) : label ? 0.998 : 0.002
  })
  const level: Level = { base: BASE_LOG_ODDS, silence: 0, unseenMalicious: 0, unseenHarmless: 0 }
  for (let round = 0; round < ROUNDS; round += 1) {
    maximise(voters, ballots, chances, level)
    expect(voters, ballots, chances, level)
    yield
  }
  return {
    prior: level.base + level.silence,
    worth: new Map(
      voters.map(voter => {
        const { id, precision, reports, counted } = voter
        return [id, { llr: clamp(added(voter), LEAST_LLR, MOST_LLR), precision, reports, counted }]
      }),
    ),
    malicious: new Map(cases.map((one, index) => [one, chances[index]!])),
  }
}
