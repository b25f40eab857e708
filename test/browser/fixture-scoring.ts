/** What scores are made with, in the fixture. */
import { Reliability, type ScoringReport, type ScoringSettings } from '@keysguard/model'
import { decayClass } from '../../server/src/intelligence/decay.ts'
import { gradeCounts, gradePrecision, precisionOf } from '../../server/src/intelligence/reliability.ts'
import { ago } from './fixture-sources.ts'
import { HOSTILE } from './hostile.ts'

const CLASSES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]
const counted = (right: number, wrong: number, decayClass: number) => ({
  decayClass,
  llr: 2.1,
  reports: Math.round(right + wrong),
  ...precisionOf({ right, wrong }),
})

const source = (id: string, name: string, grade: Reliability, over: Partial<ScoringReport['sources'][number]> = {}) => ({
  id,
  name,
  reliability: grade,
  from: 'shipped' as const,
  prior: precisionOf(gradeCounts(grade)),
  learnt: [],
  copies: [],
  ...over,
})

export const fixtureScoring = (): ScoringReport => ({
  version: 3,
  madeAt: ago(190),
  madeBy: 'learning',
  why: 'learnt from 20000 indicators',
  settings: { learning: true, halfLives: { 5: 1.5 }, shares: {}, reliability: {} },
  left: 182_400,
  indicators: 481_200,
  held: false,
  classes: CLASSES.map(id => {
    const { name, halfLifeDays, s0 } = decayClass(id)
    const learnt = id === 2 ? ('learnt' as const) : id === 5 ? ('set' as const) : ('shipped' as const)
    const days = id === 2 ? 22.6 : id === 5 ? 1.5 : halfLifeDays
    const figures = { id, name, halfLifeDays: days, s0, from: learnt, shipped: { halfLifeDays, s0 } }
    return { ...figures, looked: id === 2 ? 214 : 0, gaps: id === 2 ? 1_400 : 0, indicators: 37_015 }
  }),
  sources: [
    source('feodo', 'Feodo Tracker', 'A', { from: 'learnt', learnt: [counted(412, 9, 2)] }),
    source('urlhaus', 'URLhaus', 'A', { from: 'learnt', learnt: [counted(1_830, 61, 6), counted(96, 14, 8)] }),
    source('ipsum', 'IPsum', 'C', {
      from: 'learnt',
      learnt: [counted(640, 410, 1)],
      copies: [{ from: 'blocklist-de', rho: 0.14, shared: 812 }],
    }),
    source('blocklist-de', 'blocklist.de', 'B', { from: 'learnt', learnt: [counted(1_210, 190, 1)] }),
    source('openphish', `OpenPhish ${HOSTILE.markup}`, 'B'),
    source('otx', 'AlienVault OTX', 'C'),
  ],
  grades: Reliability.options.map(grade => ({ grade, precision: gradePrecision(grade) })),
  sample: { at: ago(190), cases: 20_000, labelled: 318 },
  versions: [
    { version: 3, madeAt: ago(190), madeBy: 'learning', why: 'learnt from 20000 indicators' },
    { version: 2, madeAt: ago(1_600), madeBy: 'ana', why: 'settings changed' },
    { version: 1, madeAt: ago(3_000), madeBy: 'learning', why: 'learnt from 20000 indicators' },
    { version: 0, madeAt: null, madeBy: '', why: 'as shipped' },
  ],
})

const next = (report: ScoringReport, why: string): Pick<ScoringReport, 'version' | 'madeAt' | 'madeBy' | 'why' | 'versions'> => {
  const made = { version: report.version + 1, madeAt: ago(0), madeBy: 'admin', why }
  return { ...made, versions: [made, ...report.versions] }
}

export const changeScoring = (report: ScoringReport, settings: ScoringSettings): ScoringReport => ({
  ...report,
  ...next(report, 'settings changed'),
  settings,
  left: report.indicators,
  classes: report.classes.map(one => {
    const halfLifeDays = settings.halfLives[one.id]
    return halfLifeDays === undefined ? one : { ...one, halfLifeDays, from: 'set' as const }
  }),
  sources: report.sources.map(one => {
    const reliability = settings.reliability[one.id]
    return reliability === undefined ? one : { ...one, reliability, from: 'set' as const }
  }),
})

export const stepBack = (report: ScoringReport): ScoringReport => ({
  ...report,
  ...next(report, `back to version ${report.versions[1]?.version ?? 0}`),
  held: true,
})
