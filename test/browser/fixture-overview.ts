/** The first page of the fixture, counted from its own rows. */
import { type IndicatorSummary, type Overview, SEVERITIES, type SourceCard, type Tape, type TapeTick } from '@keysguard/model'
import { NOW } from './fixture-sources.ts'

const QUARTER_MS = 15 * 60_000

const tick = (index: number): TapeTick => {
  const wave = 60 + 40 * Math.sin(index / 9) + ((index * 7919) % 23)
  const burst = index > 72 && index < 80
  const quiet = index > 30 && index < 36
  const count = quiet ? 0 : Math.round(wave)
  const critical = burst ? 14 + (index % 5) : index % 19 === 4 ? 1 : 0
  const high = burst || index % 6 === 2 ? Math.round(count * 0.16) : 0
  const medium = Math.round(count * 0.3)
  const low = Math.round(count * 0.3)
  const parts = quiet ? { critical: 0, high: 0, medium: 0, low: 0 } : { critical, high, medium, low }
  const info = quiet ? 0 : Math.max(0, count - critical - high - medium - low)
  const all = { ...parts, info }
  return {
    from: new Date(Math.floor(NOW / QUARTER_MS) * QUARTER_MS - (95 - index) * QUARTER_MS).toISOString(),
    count: SEVERITIES.reduce((sum, severity) => sum + all[severity], 0),
    worst: SEVERITIES.find(severity => all[severity] > 0) ?? null,
    ...all,
  }
}

export const fixtureTape = (): Tape => ({ ticks: Array.from({ length: 96 }, (_, index) => tick(index)) })

export const fixtureOverview = (rows: readonly IndicatorSummary[], sources: SourceCard[], sample: boolean): Overview => {
  const tape = fixtureTape()
  const newLastDay = tape.ticks.reduce((sum, each) => sum + each.count, 0)
  return {
    indicators: 75_757,
    activeIndicators: 48_211,
    critical: 37,
    high: 1_204,
    newLastDay,
    newLastHour: tape.ticks.slice(-4).reduce((sum, each) => sum + each.count, 0),
    sourcesHealthy: 9,
    sourcesTotal: sources.length,
    quarantined: 14,
    suppressed: 23,
    byType: [
      { type: 'ipv4', count: 42_018 },
      { type: 'url', count: 21_844 },
      { type: 'domain', count: 6_120 },
      { type: 'sha256', count: 2_911 },
      { type: 'cidr', count: 1_603 },
      { type: 'cve', count: 1_412 },
      { type: 'ipv6', count: 204 },
    ],
    byThreat: [
      { threat: 'bruteforce', count: 24_902 },
      { threat: 'malware-delivery', count: 21_344 },
      { threat: 'scanner', count: 15_020 },
      { threat: 'c2', count: 8_348 },
      { threat: 'hijacked', count: 1_603 },
      { threat: 'exploit', count: 1_412 },
      { threat: 'phishing', count: 500 },
    ],
    tape,
    topRisks: rows.slice(0, 10),
    latest: rows.toSorted((a, b) => b.addedAt.localeCompare(a.addedAt)).slice(0, 40),
    sources,
    sample,
    version: '0.1.0',
    store: 'embedded',
  }
}
