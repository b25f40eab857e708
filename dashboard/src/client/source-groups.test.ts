import type { Outcome, Run, SourceCard } from '@keysguard/model'
import { expect, test } from 'vitest'
import { groupOf, inGroup, matchesText } from './source-groups.ts'

const runThatEnded = (outcome: Outcome): Run => ({
  id: 'run',
  source: 'feodo',
  trigger: 'schedule',
  startedAt: '2026-01-15T00:00:00Z',
  finishedAt: '2026-01-15T00:00:01Z',
  outcome,
  reason: '',
  counts: { received: 0, new: 0, changed: 0, unchanged: 0, duplicate: 0, rejected: 0, withdrawn: 0 },
  rejections: {},
  bytes: 0,
  durationMs: 1_000,
})

const card = (change: Partial<SourceCard>): SourceCard => ({
  id: 'feodo',
  name: 'Feodo Tracker',
  provider: 'abuse.ch',
  homepage: '',
  description: 'Botnet command and control.',
  licence: 'CC0-1.0',
  terms: 'free',
  reliability: 'B',
  tlp: 'clear',
  everyMinutes: 15,
  needs: [],
  enabled: true,
  incremental: false,
  own: false,
  derivedFrom: [],
  settings: [],
  health: 'healthy',
  freshness: null,
  paused: false,
  sample: false,
  nextRunAt: null,
  lastSuccessAt: null,
  indicators: 0,
  quarantined: 0,
  lastRun: null,
  recent: [],
  ...change,
})

test('what lacks a key is grouped by that, even while it is off', () => {
  expect(groupOf(card({ health: 'off', needs: ['API key'] }))).toBe('key')
  expect(groupOf(card({ health: 'off' }))).toBe('off')
  expect(groupOf(card({ health: 'paused' }))).toBe('off')
})

test('a run in progress moves nothing: what failed before still needs attention', () => {
  expect(groupOf(card({ health: 'running', lastRun: runThatEnded('unreachable') }))).toBe('attention')
  expect(groupOf(card({ health: 'running', lastRun: runThatEnded('ok') }))).toBe('fine')
})

test('own is beside the other groups, not one of them', () => {
  const own = card({ own: true, health: 'failing' })
  expect([inGroup(own, 'own'), inGroup(own, 'attention'), inGroup(own, 'fine')]).toEqual([true, true, false])
})

test('every word must occur, wherever', () => {
  expect(matchesText(card({}), 'abuse botnet')).toBe(true)
  expect(matchesText(card({}), 'abuse phishing')).toBe(false)
  expect(matchesText(card({}), '')).toBe(true)
})
