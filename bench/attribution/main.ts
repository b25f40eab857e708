/**
 * `npm run bench:attribution [-- --fit]`: attribution on ATT&CK's attributed campaigns, each taken out of what is known of its group, beside
 * the baselines, on the release that ships. `--fit` fits the weights anew and prints them. The result is kept in bench/results.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { attackOf } from '../../server/dist/intelligence/attack/attack.js'
import { fieldOf, type Profile } from '../../server/dist/intelligence/attribution/profiles.js'
import { scoreOf, scoreOfUnknown, softmax, supportFor } from '../../server/dist/intelligence/attribution/weigh.js'
import { WEIGHTS, type Weights } from '../../server/dist/intelligence/attribution/weights.js'
import { readShippedAttack } from '../../server/dist/runtime/attack/shipped.js'
import { rounded } from '../figure.js'
import { BASELINES, type Score } from './baselines.js'
import { type Case, campaignCases, reportCases } from './cases.js'
import { fitWeights } from './fit.js'

/** Below, attribution abstains: see server/src/intelligence/attribution/attribute.ts. */
const ANSWERS_FROM = 0.5

const attack = attackOf(await readShippedAttack())
const field = fieldOf(attack)
const campaigns = campaignCases(attack)
const attributed = campaigns.filter(({ truth }) => truth.length > 0)
const open = campaigns.filter(({ truth }) => truth.length === 0)
const reports = reportCases(attack)

if (process.argv.includes('--fit')) process.stdout.write(`${JSON.stringify(fitWeights(field, reports), null, 2)}\n`)

interface Ranked {
  readonly one: Case
  /** Groups that score at least as high as the right one, and are not right. */
  readonly above: number
}

const rank = (cases: readonly Case[], score: Score): Ranked[] =>
  cases.map(one => {
    const scores = field.profiles.map(profile => ({
      right: one.profiles.has(profile.id),
      score: score(field, one.profiles.get(profile.id) ?? profile, one.observed),
    }))
    const own = Math.max(...scores.filter(({ right }) => right).map(({ score: value }) => value))
    return { one, above: scores.filter(({ right, score: value }) => !right && value >= own).length }
  })

const top = (ranked: readonly Ranked[], n: number): number => ranked.filter(({ above }) => above < n).length

const ours =
  (weights: Weights): Score =>
  (among, profile, observed) =>
    scoreOf(profile, supportFor(among, profile, observed, weights), weights)

interface Answer {
  readonly name: string
  readonly best: string
  readonly probability: number
  readonly right: boolean
}

/** The best candidate of each case with its probability; `known` false takes the right groups away. */
const answers = (cases: readonly Case[], known: boolean): Answer[] =>
  cases.map(one => {
    const profiles = field.profiles
      .filter(({ id }) => known || !one.profiles.has(id))
      .map((profile): Profile => one.profiles.get(profile.id) ?? profile)
    const scores = profiles.map(profile => ours(WEIGHTS)(field, profile, one.observed))
    const probabilities = softmax([...scores, scoreOfUnknown(one.observed, WEIGHTS)])
    const best = profiles.reduce((found, _, index) => (probabilities[index]! > probabilities[found]! ? index : found), 0)
    const { id, name } = profiles[best]!
    return { name: one.name, best: name, probability: probabilities[best]!, right: one.profiles.has(id) }
  })

/** Expected calibration error over five bins, and the Brier score, of "the best candidate did it". */
const calibration = (all: readonly Answer[]): { ece: number; brier: number } => {
  const bins = Array.from({ length: 5 }, (_, bin) =>
    all.filter(({ probability }) => Math.min(4, Math.floor(probability * 5)) === bin),
  )
  const mean = (of: readonly Answer[], value: (answer: Answer) => number): number =>
    of.length === 0 ? 0 : of.reduce((sum, answer) => sum + value(answer), 0) / of.length
  const gap = (bin: readonly Answer[]): number =>
    Math.abs(mean(bin, one => one.probability) - mean(bin, one => Number(one.right)))
  return {
    ece: bins.reduce((sum, bin) => sum + (bin.length / all.length) * gap(bin), 0),
    brier: mean(all, one => (one.probability - Number(one.right)) ** 2),
  }
}

const given = answers(attributed, true)
const answered = given.filter(({ probability }) => probability >= ANSWERS_FROM)
const without = answers(attributed, false).filter(({ probability }) => probability >= ANSWERS_FROM)
const unattributed = answers(open, true).filter(({ probability }) => probability >= ANSWERS_FROM)
const { ece, brier } = calibration(given)
const models: Readonly<Record<string, Score>> = {
  ...BASELINES,
  'KeysGuard without targets': ours({ ...WEIGHTS, target: 0 }),
  KeysGuard: ours(WEIGHTS),
}
const table = Object.entries(models).map(([name, score]) => {
  const [ranked, onReports] = [rank(attributed, score), rank(reports, score)]
  return { name, top1: top(ranked, 1), top3: top(ranked, 3), reportsTop1: top(onReports, 1), reportsTop3: top(onReports, 3) }
})
const result = {
  release: attack.release?.modified ?? null,
  campaigns: attributed.length,
  attributions: attributed.reduce((sum, { truth }) => sum + truth.length, 0),
  groups: field.profiles.length,
  reportCases: reports.length,
  table,
  abstention: { answersFrom: ANSWERS_FROM, answered: answered.length, right: answered.filter(({ right }) => right).length },
  groupUnknown: { cases: attributed.length, answered: without.length, as: without.map(({ name, best }) => `${name}: ${best}`) },
  unattributed: { cases: open.length, answered: unattributed.length },
  calibration: { ece: rounded(ece, 3), brier: rounded(brier, 3) },
  cases: given.map(({ probability, ...rest }) => ({ ...rest, probability: rounded(probability, 3) })),
}
for (const { name, top1, top3, reportsTop1, reportsTop3 } of table)
  process.stdout.write(
    `${name.padEnd(38)} top-1 ${top1}, top-3 ${top3} of ${attributed.length} campaigns; ${reportsTop1}, ${reportsTop3} of ${reports.length} sets of reports\n`,
  )
process.stdout.write(
  `answers ${answered.length} of ${attributed.length}, ${result.abstention.right} of them right; names somebody for ${without.length} whose group is not in the books\n`,
)
process.stdout.write(`expected calibration error ${result.calibration.ece}, Brier score ${result.calibration.brier}\n`)
const results = join(import.meta.dirname, '..', 'results')
mkdirSync(results, { recursive: true })
writeFileSync(join(results, 'attribution.json'), `${JSON.stringify(result, null, 2)}\n`)
const plainRatio = table.find(({ name }) => name.startsWith('log-likelihood'))!
const own = table.at(-1)!
const holds = own.top1 > plainRatio.top1 && own.top3 > plainRatio.top3
process.stdout.write(
  holds ? 'attribution: beats the log-likelihood ratio\n' : 'attribution: does NOT beat the log-likelihood ratio\n',
)
process.exit(holds ? 0 : 1)
