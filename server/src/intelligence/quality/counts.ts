/** What is counted of one source, and of two beside each other. */
import type { IndicatorType } from '@keysguard/model'
import { Spread } from './spread.ts'

export interface LeadCounts {
  first: number
  later: number
  undecided: number
  /** Seconds by which it was ahead. */
  readonly lead: Spread
}

export interface SourceCounts extends LeadCounts {
  volume: number
  listed: number
  described: number
  readonly kinds: Map<IndicatorType, number>
  exclusive: number
  active: number
  activeExclusive: number
  malicious: number
  benign: number
  knownGood: number
  /** Corroborated later, where nothing surer is known. */
  corroborated: number
  /** Reports old enough to have been corroborated, and those of them that were. */
  settled: number
  settledCorroborated: number
  readonly age: Spread
  readonly idle: Spread
}

export interface PairCounts extends LeadCounts {
  shared: number
}

export const newLead = (): LeadCounts => ({ first: 0, later: 0, undecided: 0, lead: new Spread() })

export const newCounts = (): SourceCounts => ({
  ...newLead(),
  volume: 0,
  listed: 0,
  described: 0,
  kinds: new Map(),
  exclusive: 0,
  active: 0,
  activeExclusive: 0,
  malicious: 0,
  benign: 0,
  knownGood: 0,
  corroborated: 0,
  settled: 0,
  settledCorroborated: 0,
  age: new Spread(),
  idle: new Spread(),
})

/** Counts a lead of `seconds`; one no longer than `resolution` decides nothing: both were not read often enough. */
export const countLead = (counts: LeadCounts, seconds: number, resolution: number): void => {
  counts.lead.add(seconds)
  if (Math.abs(seconds) <= resolution) counts.undecided += 1
  else if (seconds > 0) counts.first += 1
  else counts.later += 1
}
