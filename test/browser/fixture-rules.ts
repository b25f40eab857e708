/** Rules in the fixture: one on, one off, one that cannot run, and what the first found. */
import type { Detection, DetectionState, RuleCard, RuleCheck, RuleReplay, RuleText } from '@keysguard/model'
import { z } from 'zod'
import { fixtureProblem } from './fixture-problem.ts'
import { ago } from './fixture-sources.ts'
import { HOSTILE } from './hostile.ts'

export const RuleYaml = z.looseObject({ yaml: z.string() })
export const RuleSwitch = z.strictObject({ enabled: z.boolean() })

const NOTHING_DROPPED = { late: 0, groups: 0, events: 0 }

const rule = (id: string, about: Partial<RuleCard> = {}): RuleCard => ({
  id,
  title: 'Three independent sources report the same address within a day',
  description: 'Three sources that do not copy one another name the same address within a day.',
  author: 'KeysGuard',
  level: 'high',
  tags: [],
  falsePositives: [],
  enabled: true,
  version: 1,
  origin: 'shipped',
  broken: null,
  week: 0,
  total: 0,
  lastFiredAt: null,
  updatedAt: ago(4_000),
  dropped: NOTHING_DROPPED,
  ...about,
})

export const fixtureRules = (): RuleCard[] => [
  rule('independent_sources_agree', { week: 2, total: 12, lastFiredAt: ago(90) }),
  rule('my_rule', { title: `A rule of ours ${HOSTILE.svg}`, level: 'informational', enabled: false, origin: 'own' }),
  rule('old_rule', { title: 'old_rule', level: 'critical', origin: 'changed', broken: 'line 3: there is no field "ip"' }),
]

const YAML = `title: An address is listed
name: listed
detection:
  selection: { type: [ipv4, ipv6] }
  condition: selection
---
title: Three sources
name: independent_sources_agree
correlation:
  type: value_count
  rules: [listed]
  group-by: [address]
  timespan: 24h
  condition: { field: lineage, gte: 3 }
`

export const ruleOf = (rules: readonly RuleCard[], id: string): RuleText => {
  const card = rules.find(each => each.id === id)
  if (card === undefined) throw fixtureProblem(404, 'not-found', `There is no rule called ${id}.`, 'Look at the list.')
  return { ...card, yaml: YAML }
}

export const checkRuleOf = (yaml: string): RuleCheck => {
  const line = yaml.split('\n').findIndex(text => text.includes('wrong')) + 1
  return line > 0
    ? { ok: false, problems: [{ line, column: 1, message: 'is nothing that is known here' }], rule: null, cases: [] }
    : {
        ok: true,
        problems: [],
        rule: { id: /^name: (\S+)\ncorrelation/m.exec(yaml)?.[1] ?? 'my_rule', title: 'Three sources' },
        cases: [{ name: 'three sources', expected: 1, fired: 1, ok: true }],
      }
}

export const fixtureDetections = (indicator: string): Detection[] =>
  (['new', 'acknowledged'] as const).map((state: DetectionState, at) => ({
    id: `detection-${at}`,
    rule: 'independent_sources_agree',
    part: 'independent_sources_agree',
    title: 'Three independent sources report the same address within a day',
    level: 'high',
    group: { address: `198.51.100.${at + 1}` },
    firstAt: ago(300),
    lastAt: ago(60),
    firedAt: ago(90),
    measured: 3,
    events: 3,
    evidence: ['feodo', 'threatfox', 'otx'].map((source, n) => ({
      id: `event-${at}-${n}`,
      at: ago(300 - n * 100),
      indicator,
      type: 'ipv4',
      value: `198.51.100.${at + 1}`,
      source,
      rule: 'listed',
    })),
    sample: false,
    state,
  }))

export const replayOf = (indicator: string): RuleReplay => ({
  since: ago(7 * 1_440),
  until: ago(0),
  read: 3_241,
  matched: 944,
  fired: 2,
  perDay: 0.3,
  detections: fixtureDetections(indicator),
  dropped: NOTHING_DROPPED,
  durationMs: 170,
})
