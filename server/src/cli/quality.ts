import {
  type MeasuredCost,
  type MeasuredShare,
  type MeasuredSpread,
  type QualityReport,
  type SourceQuality,
  type SourceQualityDetail,
  UNKNOWN_FIGURES,
  type Unknown,
} from '@keysguard/model'
import type { Operator } from './operator.ts'
import { ago, answer, bold, count, dim, inert, line, note, table } from './output.ts'
import { withOperator } from './with-operator.ts'

interface Options {
  readonly json?: boolean
  readonly fresh?: boolean
}

/** All sources beside each other, or one beside all others. */
export const runQuality = async (id: string | undefined, options: Options): Promise<void> =>
  withOperator(async operator => {
    const report = await measured(operator, options)
    if (id === undefined) answer(report, options, showAll)
    else
      answer(
        await operator.ask<SourceQualityDetail>({ method: 'GET', path: `/sources/${encodeURIComponent(id)}/quality` }),
        options,
        showOne,
      )
  })

const measured = async (operator: Operator, { fresh }: Options): Promise<QualityReport> => {
  const report = await operator.ask<QualityReport>({
    method: fresh ? 'POST' : 'GET',
    path: '/sources/quality',
    ...(fresh ? { json: {} } : {}),
  })
  return report.at === null ? operator.ask<QualityReport>({ method: 'POST', path: '/sources/quality', json: {} }) : report
}

const UNKNOWN = '?'

const percent = (share: MeasuredShare): string =>
  share.known ? `${(100 * share.value).toFixed(share.value < 0.1 ? 1 : 0)} %` : UNKNOWN

const DAY = 86_400
const HOUR = 3_600

/** A time in one unit; `+` where it is ahead. */
const time = (seconds: number): string => {
  const size = Math.abs(seconds)
  if (size < 60) return '0'
  return size < 2 * HOUR
    ? `${Math.round(size / 60)} min`
    : size < 2 * DAY
      ? `${Math.round(size / HOUR)} h`
      : `${Math.round(size / DAY)} d`
}

const lead = (spread: MeasuredSpread): string =>
  spread.known ? `${spread.median > 0 ? '+' : spread.median < 0 ? '-' : ''}${time(spread.median)}` : UNKNOWN

const bounds = ({ accuracy: { atLeast, atMost } }: SourceQuality): string =>
  atLeast.known && atMost.known ? `${Math.floor(100 * atLeast.value)}-${Math.ceil(100 * atMost.value)} %` : UNKNOWN

const size = (bytes: number): string =>
  bytes < 2_000 ? `${Math.round(bytes)} B` : bytes < 2e6 ? `${Math.round(bytes / 1e3)} kB` : `${Math.round(bytes / 1e6)} MB`

const cost = (one: MeasuredCost): string => (one.known ? size(one.bytes) : UNKNOWN)

const showAll = ({ at, reports, indicators, sample, sources }: QualityReport): void => {
  table(
    sources,
    [
      { title: 'SOURCE', read: ({ source }) => source },
      { title: 'VOLUME', read: ({ volume }) => count(volume), right: true },
      { title: 'ONLY HERE', read: ({ exclusive }) => percent(exclusive), right: true },
      { title: 'FIRST', read: ({ first }) => percent(first), right: true },
      { title: 'AHEAD BY', read: one => lead(one.lead), right: true },
      { title: 'RIGHT', read: bounds, right: true },
      { title: 'FALSE', read: ({ falsePositives }) => percent(falsePositives), right: true },
      { title: 'ACTIVE', read: ({ active }) => percent(active), right: true },
      { title: 'AGE', read: ({ age }) => (age.known ? time(age.median) : UNKNOWN), right: true },
      { title: 'COST', read: one => cost(one.cost.perActive), right: true },
    ],
    'Nothing to measure yet: no source has reported anything.',
  )
  if (sources.length === 0) return
  note(
    `${count(reports)} reports of ${count(indicators)} indicators${sample ? ' of the sample day' : ''}, measured ${ago(at)}. ${UNKNOWN} is not known: \`keysguard sources quality <source>\` says why.`,
  )
}

const because = ({ why, cases }: Unknown): string =>
  `not known: ${UNKNOWN_FIGURES[why]}${why === 'too-few' ? ` (${count(cases)})` : ''}`

const shareSaid = (share: MeasuredShare): string =>
  share.known
    ? `${percent(share)} ${dim(`(${(100 * share.low).toFixed(1)} to ${(100 * share.high).toFixed(1)} %, of ${count(share.cases)})`)}`
    : because(share)

const spreadSaid = (spread: MeasuredSpread, read: (seconds: number) => string): string =>
  spread.known
    ? `${read(spread.median)} ${dim(`(quartiles ${read(spread.q1)} and ${read(spread.q3)}, of ${count(spread.cases)})`)}`
    : because(spread)

const signed = (seconds: number): string => (Math.abs(seconds) < 60 ? '0' : `${time(seconds)} ${seconds > 0 ? 'ahead' : 'later'}`)

const costSaid = (one: MeasuredCost): string =>
  one.known
    ? `${size(one.bytes)}, ${one.seconds.toFixed(3)} s${one.requests === null ? '' : `, ${one.requests.toPrecision(2)} requests`} each ${dim(`(of ${count(one.cases)})`)}`
    : because(one)

const showOne = ({ at, quality, beside }: SourceQualityDetail): void => {
  if (quality === null) {
    note('It has reported nothing that could be measured yet.')
    return
  }
  const { judged, accuracy } = quality
  line(`${bold(inert(quality.name))}  ${dim(`measured ${ago(at)}`)}`)
  line(
    `volume          ${count(quality.volume)}, ${count(quality.listed)} still listed, ${count(quality.described)} only described`,
  )
  line(`only here       ${shareSaid(quality.exclusive)}`)
  line(`active          ${shareSaid(quality.active)}`)
  line(`false positives ${shareSaid(quality.falsePositives)}`)
  line(`right, at least ${shareSaid(accuracy.atLeast)}`)
  line(`right, at most  ${shareSaid(accuracy.atMost)}`)
  line(`by verdicts     ${shareSaid(accuracy.verdicts)}`)
  line(
    dim(
      `                ${count(judged.malicious)} verdicts malicious, ${count(judged.benign)} benign; ${count(judged.knownGood)} on lists of the harmless; ${count(judged.corroborated)} corroborated later`,
    ),
  )
  line(`corroborated    ${shareSaid(quality.corroborated)}`)
  line(`first           ${shareSaid(quality.first)}${quality.undecided > 0 ? `, ${count(quality.undecided)} undecided` : ''}`)
  line(`lead            ${spreadSaid(quality.lead, signed)}`)
  line(`age             ${spreadSaid(quality.age, time)}`)
  line(`last active     ${spreadSaid(quality.idle, time)}`)
  line(`cost, active    ${costSaid(quality.cost.perActive)}`)
  line(`cost, only here ${costSaid(quality.cost.perExclusive)}`)
  if (beside.length === 0) return
  line()
  table(beside, [
    { title: 'BESIDE', read: ({ source, related }) => (related ? `${source} (copies)` : source) },
    { title: 'SHARED', read: ({ shared }) => count(shared), right: true },
    { title: 'OF ITS OWN', read: ({ ofOwn }) => percent(ofOwn), right: true },
    { title: "OF THE OTHER'S", read: ({ ofOther }) => percent(ofOther), right: true },
    { title: 'ONLY HERE', read: ({ onlyHere }) => count(onlyHere), right: true },
    { title: 'ONLY THERE', read: ({ onlyThere }) => count(onlyThere), right: true },
    { title: 'FIRST', read: ({ first }) => percent(first), right: true },
    { title: 'AHEAD BY', read: one => lead(one.lead), right: true },
  ])
}
