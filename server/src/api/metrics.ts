/** Prometheus metrics. Labels are names of ours, never input. */

import { outcomes } from '@keysguard/model'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Knowledge } from '../knowledge.ts'

export interface Metrics {
  readonly contentType: string
  observe(method: string, route: string, status: number, seconds: number): void
  text(): Promise<string>
}

/** Not expected to run. */
const RESTING: ReadonlySet<string> = new Set(['off', 'paused', 'needs-key'])

export const createMetrics = (knowledge: Knowledge, version: string): Metrics => {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry, prefix: 'keysguard_' })
  new Gauge({ name: 'keysguard_info', help: 'Version of this process', labelNames: ['version'], registers }).set({ version }, 1)
  new Gauge({
    name: 'keysguard_indicators',
    help: 'Indicators in the store',
    registers,
    async collect() {
      this.set(await knowledge.count())
    },
  })
  const requests = new Histogram({
    name: 'keysguard_http_request_duration_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  })
  const runs = new Counter({
    name: 'keysguard_source_runs_total',
    help: 'Runs by source and outcome',
    labelNames: ['source', 'outcome'],
    registers,
  })
  const rows = new Counter({
    name: 'keysguard_source_rows_total',
    help: 'Rows by source and what became of them',
    labelNames: ['source', 'kind'],
    registers,
  })
  const refused = new Counter({
    name: 'keysguard_source_refused_total',
    help: 'Refused rows by source and reason',
    labelNames: ['source', 'reason'],
    registers,
  })
  const bytes = new Counter({
    name: 'keysguard_source_bytes_total',
    help: 'Bytes of feeds after decompression, by source',
    labelNames: ['source'],
    registers,
  })
  const durations = new Histogram({
    name: 'keysguard_source_run_duration_seconds',
    help: 'How long a run took',
    labelNames: ['source'],
    buckets: [0.5, 2, 10, 60, 300, 1_800],
    registers,
  })
  const success = new Gauge({
    name: 'keysguard_source_last_success_timestamp_seconds',
    help: 'When a run of the source last succeeded',
    labelNames: ['source'],
    registers,
  })
  const objective = new Gauge({
    name: 'keysguard_source_freshness_objective_seconds',
    help: 'How old the last success of a source may be',
    labelNames: ['source'],
    registers,
  })
  const well = new Gauge({
    name: 'keysguard_source_well',
    help: '1 while a source that is on is neither failing nor stale, else 0',
    labelNames: ['source'],
    registers,
  })
  new Gauge({
    name: 'keysguard_source_age_seconds',
    help: 'Time since a run of the source last succeeded',
    labelNames: ['source'],
    registers,
    async collect() {
      for (const gauge of [this, success, objective, well]) gauge.reset()
      const now = Date.now()
      for (const { id, freshness, lastSuccessAt, health } of await knowledge.sources(now)) {
        if (freshness === null || RESTING.has(health)) continue
        objective.set({ source: id }, freshness.objectiveMinutes * 60)
        well.set({ source: id }, health === 'failing' || health === 'stale' ? 0 : 1)
        if (lastSuccessAt === null) continue
        success.set({ source: id }, Date.parse(lastSuccessAt) / 1_000)
        this.set({ source: id }, Math.max(0, now - Date.parse(lastSuccessAt)) / 1_000)
      }
    },
  })
  new Counter({
    name: 'keysguard_enricher_questions_total',
    help: 'Questions by enricher: asked, answered, answered from what was kept, failed',
    labelNames: ['enricher', 'kind'],
    registers,
    collect() {
      this.reset()
      for (const [enricher, counts] of knowledge.enriching.counts()) {
        for (const kind of ['asked', 'answered', 'cached', 'failed'] as const) this.inc({ enricher, kind }, counts[kind])
      }
    },
  })
  new Counter({
    name: 'keysguard_rule_events_total',
    help: 'Observations that rules looked at, that they picked, and what they had to let go, by kind',
    labelNames: ['kind'],
    registers,
    collect() {
      this.reset()
      const { events, picked, found, dropped } = knowledge.rules.counts()
      this.inc({ kind: 'looked_at' }, events)
      this.inc({ kind: 'picked' }, picked)
      this.inc({ kind: 'found' }, found)
      for (const { late, groups, events: trimmed } of dropped.values()) {
        this.inc({ kind: 'dropped_late' }, late)
        this.inc({ kind: 'dropped_groups' }, groups)
        this.inc({ kind: 'dropped_events' }, trimmed)
      }
    },
  })
  new Gauge({
    name: 'keysguard_rule_lag_seconds',
    help: 'Age of the newest observation that rules have looked at for good',
    registers,
    collect() {
      this.set(knowledge.rules.counts().lagMs / 1_000)
    },
  })
  new Gauge({
    name: 'keysguard_rule_events_remembered',
    help: 'Events that rules hold in memory',
    registers,
    collect() {
      this.set(knowledge.rules.counts().remembered)
    },
  })
  knowledge.subscribe(event => {
    if (event.kind !== 'run-finished' || event.run.outcome === null || !outcomes.includes(event.run.outcome)) return
    runs.inc({ source: event.source, outcome: event.run.outcome })
    for (const kind of ['new', 'changed', 'unchanged', 'duplicate', 'rejected', 'withdrawn'] as const) {
      rows.inc({ source: event.source, kind }, event.run.counts[kind])
    }
    for (const [reason, n] of Object.entries(event.run.rejections)) refused.inc({ source: event.source, reason }, n)
    bytes.inc({ source: event.source }, event.run.bytes)
    durations.observe({ source: event.source }, (event.run.durationMs ?? 0) / 1_000)
  })
  return {
    contentType: registry.contentType,
    observe: (method, route, status, seconds) => requests.observe({ method, route, status: String(status) }, seconds),
    text: () => registry.metrics(),
  }
}
