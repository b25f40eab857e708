/** Threats in the fixture: some at each step of the work, one with texts that mean harm. */
import { type IndicatorSummary, type Threat, type ThreatDetail, ThreatStatus } from '@keysguard/model'
import { z } from 'zod'
import { fixtureProblem } from './fixture-problem.ts'
import { HOSTILE } from './hostile.ts'

export const ThreatChange = z.strictObject({
  status: ThreatStatus.optional(),
  owner: z.string().nullable().optional(),
  title: z.string().optional(),
})

const threat = (id: number, over: Partial<Threat>): Threat => ({
  id,
  title: `Remcos: certificate 5d41402abc4b2a76b9719d911017c592ae34c1f${id}`,
  summary:
    '23 indicators (12 Domain, 8 URL, 3 IPv4 address), seen from 2025-11-20 to 2026-01-14. Called Remcos (14). What ties them most: certificate 5d41402abc4b2a76 (9), domain evil-sample.com (6).',
  status: 'new',
  owner: null,
  state: 'active',
  mergedInto: null,
  risk: 88,
  severity: 'critical',
  members: 23,
  malware: ['Remcos'],
  tlp: 'clear',
  firstSeen: '2025-11-20T00:00:00Z',
  lastSeen: '2026-01-14T00:00:00Z',
  changedAt: '2026-01-14T08:00:00Z',
  ...over,
})

export const fixtureThreats = (): Threat[] => [
  threat(1, { status: 'investigating', owner: 'anna' }),
  threat(2, { title: `${HOSTILE.markup}${HOSTILE.bidi}`, summary: HOSTILE.script, malware: [HOSTILE.markup], tlp: 'amber' }),
  threat(3, { title: 'Phishing: registered domain evil-sample.com', risk: 61, severity: 'medium', members: 7 }),
  threat(4, { title: 'Mirai: folder 192.0.2.9/bins/', risk: 74, severity: 'high', members: 112 }),
  threat(5, { status: 'closed', title: 'Command and control: address 198.51.100.7', risk: 12, severity: 'info', members: 4 }),
]

export const threatOf = (threats: readonly Threat[], id: string): Threat => {
  const found = threats.find(each => each.id === Number(id))
  if (found) return found
  throw fixtureProblem(404, 'not-found', `There is no threat ${id}.`, 'Look at the list.')
}

export const fixtureThreat = (of: Threat, all: readonly IndicatorSummary[]): ThreatDetail => ({
  ...of,
  bonds: [
    { kind: 'certificate', value: '5d41402abc4b2a76b9719d911017c592ae34c1f0', weight: 0.77, members: 9 },
    { kind: 'domain', value: 'evil-sample.com', weight: 0.52, members: 6 },
    { kind: 'tag', value: HOSTILE.markup, weight: 0.11, members: 3 },
  ],
  techniques: [{ name: 'T1071.001', members: 4 }],
  actors: [{ name: 'TA-sample', members: 3 }],
  timeline: [
    { day: '2025-11-20', members: 3 },
    { day: '2025-11-28', members: 9 },
    { day: '2025-12-19', members: 2 },
    { day: '2026-01-14', members: 9 },
  ],
  shown: all.slice(0, 12).map(({ id, type, value, threat: kind, risk, severity, lastSeen }, at) => ({
    id,
    type,
    value,
    threat: kind,
    risk,
    severity,
    lastSeen,
    pinned: at === 3,
  })),
  history: [
    { id: 9, at: '2026-01-14T08:00:00Z', kind: 'status', members: 0, other: null, by: 'anna', detail: of.status, canUndo: false },
    {
      id: 8,
      at: '2026-01-13T08:00:00Z',
      kind: 'merged',
      members: 6,
      other: { id: 6, title: 'Remcos: panel of another operator' },
      by: null,
      detail: '',
      canUndo: true,
    },
    { id: 7, at: '2026-01-10T08:00:00Z', kind: 'joined', members: 4, other: null, by: null, detail: '', canUndo: false },
    { id: 1, at: '2025-11-20T08:00:00Z', kind: 'formed', members: 13, other: null, by: null, detail: '', canUndo: false },
  ],
})
