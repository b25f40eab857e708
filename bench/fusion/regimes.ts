/** What the simulated world may be like. */
export interface Regime {
  readonly name: string
  /** Share of the reported indicators that somebody has looked at. */
  readonly labels: number
  /** Some harmless things are mistaken by many sources at once. */
  readonly sharedErrors: boolean
  /** Campaigns that several sources report within hours; some are false alarms. */
  readonly bursts: boolean
  /** Good sources that turn bad half-way. */
  readonly turning: boolean
  /** A source with a good grade that reports harmless things on purpose, and two that repeat it. */
  readonly poisoner: boolean
  /** Sources that speak of one or two kinds only. */
  readonly scopes: boolean
}

const BASE: Regime = {
  name: 'base',
  labels: 0.02,
  sharedErrors: false,
  bursts: false,
  turning: false,
  poisoner: false,
  scopes: false,
}

export const REGIMES: readonly Regime[] = [
  BASE,
  { ...BASE, name: 'correlated false positives', sharedErrors: true },
  { ...BASE, name: 'bursts', bursts: true },
  { ...BASE, name: 'a source turns bad', turning: true },
  { ...BASE, name: 'a poisoner', poisoner: true },
  { ...BASE, name: 'few labels', labels: 0.002 },
  { ...BASE, name: 'no labels', labels: 0 },
  { ...BASE, name: 'sources with a scope', scopes: true },
]
