/** Entities in the fixture: one of each kind, two that may be the same, and names that mean harm. */
import {
  type Entity,
  type EntityDetail,
  type EntityKind,
  EntityRef,
  entityKinds,
  type IndicatorSummary,
  type SamePair,
} from '@keysguard/model'
import { z } from 'zod'
import { fixtureProblem } from './fixture-problem.ts'
import { HOSTILE } from './hostile.ts'

export const SameOrder = z.object({
  a: EntityRef.omit({ name: true }),
  b: EntityRef.omit({ name: true }),
  decision: z.enum(['same', 'different', 'undone']),
})

const entity = (kind: EntityKind, id: string, name: string, over: Partial<Entity> = {}): Entity => ({
  kind,
  id,
  name,
  aliases: [],
  attackId: null,
  indicators: { count: 412, exact: true },
  sources: ['threatfox', 'otx'],
  firstSeen: '2025-11-20',
  lastSeen: '2026-01-14',
  open: 0,
  vulnerability: null,
  ...over,
})

export const FIXTURE_ENTITIES: readonly Entity[] = [
  entity('malware', 'remcos', 'Remcos', {
    aliases: ['RemcosRAT', 'Remvio', 'Socmer'],
    attackId: 'S0332',
    indicators: { count: 10_000, exact: false },
  }),
  entity('actor', 'amber-heron', 'Amber Heron', {
    aliases: ['Grey Heron', HOSTILE.bidi, 'UNC-9001'],
    attackId: 'G9001',
    open: 2,
  }),
  entity('actor', 'markup', HOSTILE.markup, { aliases: [HOSTILE.script], indicators: null }),
  entity('tool', 'nightlamp', 'Nightlamp', {
    indicators: { count: 0, exact: true },
    sources: [],
    firstSeen: null,
    lastSeen: null,
  }),
  entity('campaign', 'operation-sample', 'Operation Sample', { attackId: 'C9001', indicators: { count: 23, exact: true } }),
  entity('vulnerability', 'cve-2025-1234', 'CVE-2025-1234', {
    indicators: null,
    vulnerability: { cvss: 9.8, epss: 0.94, kev: true, risk: 91, severity: 'critical' },
  }),
  entity('vulnerability', 'cve-2025-4321', 'CVE-2025-4321', {
    indicators: null,
    vulnerability: { cvss: 5.4, epss: null, kev: false, risk: 21, severity: 'low' },
  }),
  entity('technique', 'T1059.001', 'PowerShell', { attackId: 'T1059.001' }),
]

export const fixtureEntities = (asked: URLSearchParams) => {
  const [kind, q] = [asked.get('kind'), asked.get('q')?.toLowerCase() ?? '']
  return {
    items: FIXTURE_ENTITIES.filter(
      one => (kind === null || one.kind === kind) && [one.name, ...one.aliases].some(name => name.toLowerCase().includes(q)),
    ),
    next: null,
    kinds: entityKinds.map(of => ({ kind: of, count: FIXTURE_ENTITIES.filter(one => one.kind === of).length })),
  }
}

const refOf = ({ kind, id, name }: EntityRef): EntityRef => ({ kind, id, name })
const HERON = refOf(FIXTURE_ENTITIES[1]!)
const OTHERS: readonly EntityRef[] = [
  { kind: 'actor', id: 'grey-herron', name: 'Grey Herron' },
  { kind: 'actor', id: 'markup', name: HOSTILE.markup },
]

export const fixturePairs = (): SamePair[] => [
  {
    a: HERON,
    b: OTHERS[0]!,
    confidence: 78,
    evidence: [
      { by: 'indicators', text: '25 indicators in common, of 30 and 25, by chance less than one time in 10^84.', weight: 0.56 },
      { by: 'spelling', text: '"Grey Heron" and "Grey Herron" differ by one letter.', weight: 0.5 },
    ],
    decision: null,
  },
  {
    a: HERON,
    b: OTHERS[1]!,
    confidence: 60,
    evidence: [{ by: 'alias', text: `"${HOSTILE.bidi}" is said of both: ${HOSTILE.markup}.`, weight: 0.6 }],
    decision: null,
  },
]

const word = { same: 'same', different: 'different' } as const

export const samePairs = (pairs: readonly SamePair[], state: string) => ({
  items: pairs.filter(({ decision }) =>
    state === 'open'
      ? decision === null
      : decision !== null && decision.decision === word[state === 'same' ? 'same' : 'different'],
  ),
  next: null,
})

export const decideOnPair = (pairs: SamePair[], { a, b, decision }: z.infer<typeof SameOrder>): SamePair => {
  const at = pairs.findIndex(pair => pair.a.id === a.id && pair.b.id === b.id)
  const pair = pairs[at]
  if (!pair) throw fixtureProblem(404, 'not-found', `There is no ${a.kind} ${a.id}.`, 'Look at the list.')
  const said = { id: at + 1, a: pair.a, b: pair.b, decision, reason: '', by: 'admin', at: '2026-01-14T08:00:00Z' }
  pairs[at] = { ...pair, decision: decision === 'undone' ? null : said }
  return pairs[at]
}

const WITNESS = { id: 'mitre-attack', name: 'MITRE ATT&CK' } as const

export const fixtureEntity = (
  kind: string,
  id: string,
  all: readonly IndicatorSummary[],
  pairs: readonly SamePair[],
): EntityDetail => {
  const found = FIXTURE_ENTITIES.find(
    one =>
      one.kind === kind &&
      [one.id, one.attackId ?? '', one.name.toLowerCase()].includes(id === one.attackId ? id : id.toLowerCase()),
  )
  if (!found) throw fixtureProblem(404, 'not-found', `There is no ${kind} ${id}.`, 'Look it up by name.')
  const { aliases, attackId, indicators, firstSeen, lastSeen, vulnerability } = found
  return {
    ...refOf(found),
    attack: attackId === null ? null : { id: attackId, url: `https://attack.mitre.org/groups/${attackId}/` },
    descriptions: [
      { text: `An actor that aims at energy suppliers and their contractors. ${HOSTILE.markup}`, by: WITNESS, url: null },
    ],
    names: [found.name, ...aliases].map((name, at) => ({ name, by: [WITNESS], alsoOf: at === 1 ? [OTHERS[0]!] : [] })),
    joined: [],
    same: kind === 'actor' ? [...pairs] : [],
    history: pairs.flatMap(({ decision }) => decision ?? []),
    indicators: {
      count: indicators?.count ?? 12,
      exact: indicators?.exact ?? true,
      lookedAt: 400,
      items: all.slice(0, 12).map(({ id: key, type, value, threat, risk, severity, lastSeen: seen }) => ({
        id: key,
        type,
        value,
        threat,
        risk,
        severity,
        lastSeen: seen,
      })),
      q: kind === 'malware' ? `malware:"${found.name}"` : null,
    },
    timeline: [
      { day: '2025-11-20', members: 30 },
      { day: '2025-12-11', members: 120 },
      { day: '2026-01-14', members: 60 },
    ],
    techniques: [
      {
        id: 'T1059.001',
        name: 'PowerShell',
        tactics: ['execution'],
        text: 'It runs PowerShell to fetch the next stage.',
        citations: ['A report'],
        indicators: 12,
      },
      {
        id: 'T1566.001',
        name: 'Spearphishing Attachment',
        tactics: ['initial-access'],
        text: '',
        citations: [],
        indicators: null,
      },
    ],
    related: [
      { ...refOf(FIXTURE_ENTITIES[0]!), relation: 'uses', attackId: 'S0332', text: 'It uses it.', citations: [], indicators: 14 },
      { ...refOf(FIXTURE_ENTITIES[4]!), relation: 'attributes', attackId: 'C9001', text: '', citations: [], indicators: 0 },
      { ...refOf(FIXTURE_ENTITIES[5]!), relation: 'named-together', attackId: null, text: '', citations: [], indicators: 5 },
      { ...refOf(FIXTURE_ENTITIES[2]!), relation: 'named-together', attackId: null, text: '', citations: [], indicators: 3 },
    ],
    threats: [{ id: 1, title: 'Remcos: certificate 5d41402abc4b2a76', risk: 88, severity: 'critical', members: 9 }],
    sources: [{ id: 'otx', name: 'AlienVault OTX', reliability: 'C', firstSeen: '2025-11-20', lastSeen: '2026-01-14' }],
    targets: [
      { name: 'Energy', by: [WITNESS] },
      { name: HOSTILE.svg, by: [WITNESS] },
    ],
    facts: [{ label: 'Motivations', value: 'Espionage', by: WITNESS }],
    reports: [{ title: HOSTILE.formula, url: HOSTILE.link, by: WITNESS, indicators: 4 }],
    firstSeen,
    lastSeen,
    vulnerability: vulnerability && {
      ...vulnerability,
      indicator: all[0]?.id ?? '',
      exploited: vulnerability.kev
        ? { since: '2026-01-02', due: '2026-01-23', action: 'Apply the update.', ransomware: true }
        : null,
    },
  }
}
