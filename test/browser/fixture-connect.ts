/** Connecting sources in the fixture: settings that stick, secrets that never come back, trials with rows and refusals. */
import type { SettingCard, SourceCard, Statement, Trial } from '@keysguard/model'
import { z } from 'zod'
import { fixtureProblem } from './fixture-problem.ts'
import { ago } from './fixture-sources.ts'
import { HOSTILE } from './hostile.ts'

const Values = z.record(z.string(), z.string())
export const SourceChange = z.strictObject({
  paused: z.boolean().optional(),
  enabled: z.boolean().optional(),
  settings: Values.optional(),
})
export const Tried = z.strictObject({ settings: Values.default({}) })

/** The key that the fixture's providers take. */
export const RIGHT_KEY = 'right-key'

const setTo = (card: SettingCard, value: string | undefined): SettingCard => {
  if (value === undefined) return card
  if (value === '') return { ...card, value: card.default, isSet: card.default !== '', from: 'default' }
  return { ...card, value: card.kind === 'secret' ? '' : value, isSet: true, from: 'set' }
}

export const changed = (source: SourceCard, { paused, enabled, settings = {} }: z.infer<typeof SourceChange>): SourceCard => {
  const cards = source.settings.map(card => setTo(card, settings[card.key]))
  const needs = cards.filter(card => card.required && !card.isSet).map(card => card.label)
  const isPaused = paused ?? source.paused
  const isOn = enabled ?? source.enabled
  const health = isPaused ? 'paused' : !isOn ? 'off' : needs.length > 0 ? 'needs-key' : source.lastRun ? 'healthy' : 'waiting'
  return Object.assign(source, { settings: cards, needs, paused: isPaused, enabled: isOn, health })
}

const STATEMENT: Statement = {
  threat: 'c2',
  malware: 'Emotet',
  confidence: 75,
  lastSeen: ago(90),
  actors: ['Mummy Spider', HOSTILE.markup],
  techniques: ['T1059.001', 'T1566'],
  tags: ['botnet', HOSTILE.bidi],
  report: { title: `Weekly notes ${HOSTILE.svg}`, url: HOSTILE.link },
  details: { note: HOSTILE.script },
}

export const trialRows = (): Trial['rows'] => [
  {
    raw: `203.0.113.7,c2,"${HOSTILE.markup}"`,
    indicators: [{ type: 'ipv4', value: '203.0.113.7', statement: STATEMENT }],
    refused: null,
  },
  {
    raw: HOSTILE.longUrl,
    indicators: [{ type: 'url', value: HOSTILE.longUrl, statement: { threat: 'phishing' } }],
    refused: null,
  },
  { raw: '10.0.0.1,c2', indicators: [], refused: 'private address: 10.0.0.1 is in a private range (RFC 1918).' },
  { raw: HOSTILE.script, indicators: [], refused: `not an indicator: ${HOSTILE.markup}` },
]

export const trialOf = (source: SourceCard, settings: Readonly<Record<string, string>>): Trial => {
  const missing = source.settings.filter(card => card.required && !card.isSet && (settings[card.key] ?? '') === '')
  if (missing.length > 0)
    throw fixtureProblem(400, 'bad-request', `${source.name} needs: ${missing[0]?.label}.`, 'Fill it in and try again.')
  if (settings.key !== undefined && settings.key !== RIGHT_KEY)
    return { ok: false, reason: 'The source refused our credentials (401). Look at the key.', rows: [] }
  return { ok: true, reason: 'It answers; 2 of the first 4 rows are refused.', rows: trialRows() }
}
