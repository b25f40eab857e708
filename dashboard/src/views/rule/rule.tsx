/** One rule, to be read, changed and tried on the past. */
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { inert } from '../../client/inert.ts'
import { ruleQuery } from '../../client/queries.ts'
import { ProblemNote, SkeletonRows } from '../../ui/note.tsx'
import { RuleEditor } from './rule-editor.tsx'

const route = getRouteApi('/shell/rules/$id')

/** What a new rule is begun with. */
const DRAFT = `title: Command and control
name: c2_reported
detection:
  selection:
    threat: c2
    type: [ipv4, domain]
  whole_list:
    backfill: true
  condition: selection and not whole_list
---
title: Two independent sources name the same server
name: my_rule
description: Say what it means, and what to do.
level: medium
correlation:
  type: value_count
  rules: [c2_reported]
  group-by: [value]
  timespan: 24h
  condition:
    field: lineage
    gte: 2
tests:
  - name: two sources
    fires: 1
    events:
      - { at: 0h, type: ipv4, value: 192.0.2.1, threat: c2, source: one }
      - { at: 3h, type: ipv4, value: 192.0.2.1, threat: c2, source: two }
  - name: one source, twice
    fires: 0
    events:
      - { at: 0h, type: ipv4, value: 192.0.2.1, threat: c2, source: one }
      - { at: 3h, type: ipv4, value: 192.0.2.1, threat: c2, source: one, port: 443 }
`

export const RulePage = () => {
  const { id } = route.useParams()
  const { data: rule, error, refetch } = useQuery(ruleQuery(id))
  if (error && !rule) return <ProblemNote error={error} retry={() => void refetch()} />
  if (!rule) {
    return (
      <div role="status" aria-label="Loading">
        <SkeletonRows rows={20} height={20} />
      </div>
    )
  }
  return (
    <>
      <title>{`${inert(rule.title)} · KeysGuard`}</title>
      <RuleEditor key={rule.id} rule={rule} begun={rule.yaml} />
    </>
  )
}

export const NewRulePage = () => (
  <>
    <title>New rule · KeysGuard</title>
    <RuleEditor rule={null} begun={DRAFT} />
  </>
)
