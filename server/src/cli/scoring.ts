/** The figures that scores are made with, on the command line: shown, learnt, set, taken back. */
import { setTimeout as pause } from 'node:timers/promises'
import {
  Reliability,
  type ScoringClassReport,
  type ScoringReport,
  type ScoringSettings,
  type ScoringSourceReport,
} from '@keysguard/model'
import { Problem } from '../problem.ts'
import type { Operator } from './operator.ts'
import { ago, answer, bold, count, inert, line, note, type Output, table } from './output.ts'
import { withOperator } from './with-operator.ts'

interface Options extends Output {
  readonly all?: boolean
  /** Waits until everything is scored anew. */
  readonly wait?: boolean
}

const LOOK_EVERY_MS = 1_000

const read = (operator: Operator): Promise<ScoringReport> => operator.ask({ method: 'GET', path: '/scoring' })

export const showScoring = (options: Options): Promise<void> =>
  withOperator(async operator => {
    answer(await settled(operator, await read(operator), options), options, report => show(report, options))
  })

export const learnScoring = (options: Options): Promise<void> =>
  withOperator(async operator => {
    const { learnt } = await operator.ask<{ learnt: boolean }>({ method: 'POST', path: '/scoring/learn', json: {} })
    const report = await settled(operator, await read(operator), options)
    answer({ learnt, ...report }, options, () => {
      if (learnt) changed(report)
      else line('Nothing was learnt: 500 indicators that two sources or more speak of are needed.')
    })
  })

export const backScoring = (options: Options): Promise<void> =>
  withOperator(async operator => {
    const back = await operator.ask<ScoringReport>({ method: 'POST', path: '/scoring/back', json: {} })
    answer(await settled(operator, back, options), options, report => {
      changed(report)
      note('Nothing is learnt by itself until you learn or set something.')
    })
  })

export const setScoring = (what: string, given: readonly string[], options: Options): Promise<void> =>
  withOperator(async operator => {
    const before = await read(operator)
    const settings = changeOf(before, what, given)
    const set = await operator.ask<ScoringReport>({ method: 'PUT', path: '/scoring', json: settings })
    answer(await settled(operator, set, options), options, changed)
  })

/** Takes what was set back. */
const NONE = 'none'

/** The settings with one thing changed. */
const changeOf = (report: ScoringReport, what: string, given: readonly string[]): ScoringSettings => {
  const { settings } = report
  const [of = '', value = ''] = given
  if (what === 'learning' && given.length === 1 && (of === 'on' || of === 'off')) return { ...settings, learning: of === 'on' }
  if (given.length !== 2) throw usage()
  switch (what) {
    case 'half-life':
      return { ...settings, halfLives: changedIn(settings.halfLives, classNamed(report, of), figure(value)) }
    case 'share':
      return { ...settings, shares: changedIn(settings.shares, classNamed(report, of), figure(value)) }
    case 'reliability':
      return { ...settings, reliability: changedIn(settings.reliability, of, gradeOf(value)) }
    default:
      throw usage()
  }
}

const usage = (): Problem =>
  new Problem('bad-request', 'That is nothing to set.', {
    todo: 'Write: half-life CLASS DAYS, share CLASS SHARE, reliability SOURCE GRADE (or none), or learning on|off.',
  })

const changedIn = <Value>(record: Readonly<Record<string, Value>>, key: string, value: Value | null): Record<string, Value> => {
  const { [key]: _, ...rest } = record
  return value === null ? rest : { ...rest, [key]: value }
}

/** By its number or its name. */
const classNamed = ({ classes }: ScoringReport, text: string): string => {
  const found = classes.find(({ id, name }) => String(id) === text || name === text)
  if (found) return String(found.id)
  throw new Problem('not-found', `There is no decay class "${text}".`, { todo: 'See which there are: keysguard scoring' })
}

const figure = (text: string): number | null => {
  if (text === NONE) return null
  const value = Number(text)
  if (text.trim() !== '' && Number.isFinite(value)) return value
  throw new Problem('bad-request', `"${text}" is no number.`, { todo: 'Write a number, or none to take back what was set.' })
}

const gradeOf = (text: string): Reliability | null => {
  if (text === NONE) return null
  const grade = Reliability.safeParse(text.toUpperCase())
  if (grade.success) return grade.data
  throw new Problem('bad-request', `"${text}" is no grade.`, { todo: 'Write A to F, or none to take back what was set.' })
}

/** The report once everything is scored anew, where that is to be waited for; how far it is goes to standard error. */
const settled = async (operator: Operator, report: ScoringReport, { wait }: Options): Promise<ScoringReport> => {
  let now = report
  while (wait && now.left > 0) {
    note(`${count(now.left)} of ${count(now.indicators)} still to be scored anew`)
    await operator.catchUp()
    now = await read(operator)
    if (now.left > 0) await pause(LOOK_EVERY_MS)
  }
  return now
}

const changed = ({ version, why, left }: ScoringReport): void => {
  line(`Version ${version} is in force: ${inert(why)}. Back: keysguard scoring back`)
  if (left > 0) line(`${count(left)} indicators are scored anew in the background.`)
}

const show = (report: ScoringReport, { all }: Options): void => {
  const { version, madeAt, madeBy, why, left, indicators, sample, settings, held } = report
  line(bold(`Version ${version}: ${inert(why)}`) + (madeAt === null ? '' : ` (${ago(madeAt)}, by ${inert(madeBy)})`))
  if (sample)
    line(`Learnt ${ago(sample.at)} from ${count(sample.cases)} indicators; ${count(sample.labelled)} of them are known for sure.`)
  else line('Nothing has been learnt yet: grades and half-lives are as shipped, or as set.')
  if (!settings.learning) line('Learning is off: keysguard scoring set learning on')
  else if (held) line('Nothing is learnt by itself, because somebody went back: keysguard scoring learn')
  line(
    left === 0
      ? 'Every indicator is scored by it.'
      : `${count(left)} of ${count(indicators)} indicators are still to be scored anew.`,
  )
  line()
  showClasses(report.classes)
  line()
  showSources(report, all === true)
}

const showClasses = (classes: readonly ScoringClassReport[]): void =>
  table(classes, [
    { title: 'CLASS', read: ({ id }) => String(id), right: true },
    { title: 'FADES', read: ({ name }) => name },
    { title: 'HALF-LIFE', read: ({ halfLifeDays }) => `${figureText(halfLifeDays)} d`, right: true },
    { title: 'SHIPPED', read: ({ shipped }) => `${figureText(shipped.halfLifeDays)} d`, right: true },
    { title: 'AT ONCE', read: ({ s0 }) => percent(s0), right: true },
    { title: 'FROM', read: ({ from, looked, gaps }) => (from === 'learnt' ? `learnt from ${count(looked + gaps)}` : from) },
    { title: 'INDICATORS', read: one => count(one.indicators), right: true },
  ])

interface Row {
  readonly source: ScoringSourceReport
  readonly learnt: ScoringSourceReport['learnt'][number] | null
}

/** Of sources that are as shipped nothing is to be told but their grade: they are shown where all are asked for. */
const showSources = ({ classes, sources }: ScoringReport, all: boolean): void => {
  const shown = sources.filter(({ from, copies }) => all || from !== 'shipped' || copies.length > 0)
  const rows = shown.flatMap((source): Row[] =>
    source.learnt.length === 0 ? [{ source, learnt: null }] : source.learnt.map(learnt => ({ source, learnt })),
  )
  const nameOf = (id: number): string => classes.find(one => one.id === id)?.name ?? ''
  if (rows.length > 0)
    table(rows, [
      { title: 'SOURCE', read: ({ source }) => source.id },
      { title: 'GRADE', read: ({ source: { reliability, from } }) => (from === 'set' ? `${reliability} (set)` : reliability) },
      { title: 'EXPECTED', read: ({ source }) => range(source.prior), right: true },
      { title: 'RIGHT', read: ({ learnt }) => (learnt === null ? '' : range(learnt)), right: true },
      { title: 'REPORTS', read: ({ learnt }) => (learnt === null ? '' : count(learnt.reports)), right: true },
      { title: 'OF', read: ({ learnt }) => (learnt === null ? '' : nameOf(learnt.decayClass)) },
      { title: 'COPIES', read: ({ source }) => source.copies.map(({ from, rho }) => `${from} (${percent(1 - rho)})`).join(', ') },
    ])
  if (shown.length < sources.length)
    note(`${count(sources.length - shown.length)} sources count by their grade as shipped: keysguard scoring --all`)
}

const percent = (share: number): string => `${Math.round(share * 100)} %`
const figureText = (value: number): string => String(Math.round(value * 100) / 100)
const range = ({ precision, low, high }: { precision: number; low: number; high: number }): string =>
  `${percent(precision)} (${Math.round(low * 100)}-${Math.round(high * 100)})`
