/** Sources of the fixture: forty-odd, some in each state of health, with ledgers that balance. */
import type { Outcome, QuarantinedRow, Reliability, Run, SettingCard, SourceCard, SourceHealth } from '@keysguard/model'
import { HOSTILE } from './hostile.ts'

export const NOW = Date.now()
const MINUTE = 60_000
export const ago = (minutes: number): string => new Date(NOW - minutes * MINUTE).toISOString()

type Row = readonly [
  id: string,
  name: string,
  provider: string,
  Reliability,
  SourceHealth,
  indicators: number,
  everyMinutes: number,
]

const ROWS: readonly Row[] = [
  ['cisa-kev', 'Known Exploited Vulnerabilities', 'CISA', 'A', 'healthy', 1412, 720],
  ['feodo', 'Feodo Tracker', 'abuse.ch', 'B', 'healthy', 118, 15],
  ['urlhaus', 'URLhaus', 'abuse.ch', 'B', 'running', 21_344, 15],
  ['threatfox', 'ThreatFox', 'abuse.ch', 'B', 'healthy', 8_230, 30],
  ['openphish', 'OpenPhish', 'OpenPhish', 'B', 'stale', 500, 60],
  ['spamhaus-drop', 'Spamhaus DROP', 'Spamhaus', 'A', 'healthy', 1_603, 720],
  ['dshield', 'DShield block list', 'SANS ISC', 'C', 'healthy', 20, 60],
  ['blocklist-de', 'blocklist.de', 'blocklist.de', 'C', 'healthy', 24_902, 60],
  ['tor-exits', 'Tor exit nodes', 'The Tor Project', 'A', 'paused', 1_288, 60],
  ['cins', 'CINS Army', 'Sentinel IPS', 'C', 'healthy', 15_000, 120],
  ['emerging-threats', 'Emerging Threats block list', 'Proofpoint', 'B', 'failing', 1_340, 360],
  ['ipsum', `IPsum ${HOSTILE.markup}`, 'stamparm', 'D', 'waiting', 0, 1440],
  ['otx', 'AlienVault OTX', 'LevelBlue', 'C', 'needs-key', 0, 30],
  ['phishtank', 'PhishTank', 'Cisco Talos', 'B', 'healthy', 48_022, 360],
  ['pulsedive', 'Pulsedive', 'Pulsedive', 'C', 'needs-key', 0, 60],
  ['misp', 'MISP instance', 'Your own', 'B', 'off', 0, 30],
  ['nvd', 'National Vulnerability Database', 'NIST', 'A', 'off', 0, 120],
  ['press', `Press office ${HOSTILE.svg}`, 'Your own', 'F', 'healthy', 211, 60],
  ...['Bambenek', 'Binary Defense', 'Botvrij', 'CERT Polska', 'CIRCL', 'Dan Tor list', 'DigitalSide', 'EPSS', 'GreenSnow'].map(
    quiet,
  ),
  ...['Hagezi', 'InQuest', 'JA3 fingerprints', 'MalwareBazaar', 'Phishing Army', 'SSL block list', 'Viriback', 'YARAify'].map(
    quiet,
  ),
]

function quiet(name: string, index: number): Row {
  return [name.toLowerCase().replaceAll(' ', '-'), name, 'Community', 'C', 'healthy', 900 + index * 411, 60]
}

const REASON: Partial<Record<Outcome, string>> = {
  ok: 'All rows came in.',
  unchanged: 'The source answered 304: nothing has changed since the last run.',
  partial: '14 of 1,340 rows were refused and wait in quarantine; the rest came in.',
  failed: 'The run stopped: the store did not answer for 30 s. The last good data stays; it is tried again in 12 minutes.',
  unreachable: 'The source did not answer within 30 s. The last good data stays; it is tried again in 12 minutes.',
  'schema-drift': `HTML came where CSV was expected (“${HOSTILE.markup}”). The last good data stays.`,
}

const rejected = { 'not an indicator': 9, 'private address': 4, 'date in the future': 1 }

export const runOf = (source: string, index: number, outcome: Outcome | null, everyMinutes: number): Run => {
  const fresh = outcome === 'ok' || outcome === 'partial'
  const refused = outcome === 'partial' ? 14 : 0
  const [added, changed, unchanged, duplicate] = fresh ? [((index * 37) % 90) + 3, (index * 5) % 17, 1_100, 12] : [0, 0, 0, 0]
  return {
    id: `run-${source}-${index}`,
    source,
    trigger: index === 3 ? 'manual' : 'schedule',
    startedAt: ago(index * everyMinutes + 4),
    finishedAt: outcome === null ? null : ago(index * everyMinutes + 3.9),
    outcome,
    reason: outcome === null ? 'Fetching.' : (REASON[outcome] ?? 'Ended.'),
    counts: {
      received: added + changed + unchanged + duplicate + refused,
      new: added,
      changed,
      unchanged,
      duplicate,
      rejected: refused,
      withdrawn: fresh ? index % 4 : 0,
    },
    rejections: refused > 0 ? rejected : {},
    bytes: fresh ? 184_213 + index * 911 : 0,
    durationMs: outcome === null ? null : 820 + ((index * 331) % 4000),
  }
}

const outcomeAt = (health: SourceHealth, index: number): Outcome | null => {
  if (health === 'running' && index === 0) return null
  if (health === 'failing') return index < 3 ? (['schema-drift', 'unreachable', 'failed'] as const)[index]! : 'partial'
  if (health === 'stale' && index < 5) return 'unreachable'
  if (index % 11 === 7) return 'rate-limited'
  return index % 3 === 1 ? 'unchanged' : index % 7 === 5 ? 'partial' : 'ok'
}

export const runsOf = (card: Pick<SourceCard, 'id' | 'health' | 'everyMinutes'>): Run[] =>
  card.health === 'waiting' || card.health === 'off' || card.health === 'needs-key'
    ? []
    : Array.from({ length: 34 }, (_, index) => runOf(card.id, index, outcomeAt(card.health, index), card.everyMinutes))

const isResting = (health: SourceHealth): boolean => health === 'off' || health === 'needs-key'

const ADDRESS = {
  key: 'url',
  label: 'Address',
  kind: 'address',
  required: true,
  isSet: true,
  from: 'default',
} as const satisfies Partial<SettingCard>

const SECRET = {
  key: 'key',
  kind: 'secret',
  required: true,
  value: '',
  isSet: false,
  default: '',
  from: 'default',
} as const satisfies Partial<SettingCard>

const settingsOf = (id: string): SettingCard[] => {
  const address: SettingCard = {
    ...ADDRESS,
    value: `https://${id}.example/downloads/list.csv`,
    default: `https://${id}.example/downloads/list.csv`,
  }
  const days: SettingCard = {
    key: 'days',
    label: 'Days to read back at first',
    kind: 'number',
    required: true,
    value: '30',
    isSet: true,
    default: '30',
    from: 'default',
    least: 1,
    most: 3_650,
  }
  switch (id) {
    case 'otx':
    case 'pulsedive':
      return [address, { ...SECRET, label: 'API key, on your settings page at https://otx.example/settings' }, days]
    case 'phishtank':
      return [
        { ...address, from: 'configuration' },
        { ...SECRET, isSet: true, from: 'set', label: 'Application key, from your account' },
        {
          ...days,
          key: 'kind',
          label: 'Which pages, by how sure one is',
          kind: 'choice',
          value: 'verified',
          default: 'verified',
          choices: ['verified', 'all'],
        },
      ]
    default:
      return [address]
  }
}

const cardOf = ([id, name, provider, reliability, health, indicators, everyMinutes]: Row): SourceCard => {
  const runs = runsOf({ id, health, everyMinutes })
  return {
    id,
    name,
    provider,
    homepage: id === 'ipsum' ? HOSTILE.link : `https://${id}.example/`,
    description: `What ${provider} publishes as ${name}.`,
    licence: id === 'openphish' ? 'Non-commercial use' : 'CC0-1.0',
    terms: id === 'openphish' ? 'non-commercial' : 'free',
    reliability,
    tlp: 'clear',
    everyMinutes,
    needs: health === 'needs-key' ? settingsOf(id).flatMap(card => (card.isSet ? [] : [card.label])) : [],
    derivedFrom: id === 'ipsum' ? ['blocklist-de', 'cins', 'feodo'] : [],
    enabled: health !== 'off',
    incremental: id === 'otx',
    own: provider === 'Your own' && health === 'healthy',
    settings: settingsOf(id),
    health,
    freshness: {
      objectiveMinutes: 3 * everyMinutes,
      ageMinutes: health === 'waiting' ? null : 6,
      met: health !== 'waiting' && health !== 'stale',
    },
    paused: health === 'paused',
    sample: true,
    nextRunAt: health === 'paused' || isResting(health) ? null : new Date(NOW + 9 * MINUTE).toISOString(),
    lastSuccessAt: health === 'waiting' || isResting(health) ? null : ago(health === 'stale' ? 330 : 6),
    indicators,
    quarantined: health === 'failing' ? 14 : 0,
    lastRun: runs[0] ?? null,
    recent: runs
      .slice(0, 30)
      .map(({ id: runId, startedAt, outcome, reason, counts }) => ({ id: runId, startedAt, outcome, reason, new: counts.new })),
  }
}

export const fixtureSources = (): SourceCard[] => ROWS.map(cardOf)

export const quarantineOf = (card: SourceCard): QuarantinedRow[] =>
  card.quarantined === 0
    ? []
    : [HOSTILE.markup, HOSTILE.bidi, '10.0.0.1,2026-11-20,c2', `${HOSTILE.longUrl},phishing`, '"unterminated,row'].map(
        (raw, index) => ({
          id: `${card.id}-q${index}`,
          source: card.id,
          runId: `run-${card.id}-3`,
          at: ago(40 + index),
          reason: index === 2 ? 'private address' : 'not an indicator',
          detail: index === 2 ? '10.0.0.1 is in a private range (RFC 1918).' : 'The first column is no address, domain or URL.',
          raw,
        }),
      )
