/** Lists, own assets, the watch and verdicts in the fixture. */
import type { Asset, ListCard, Rejudgement, RoutingAnswer, VerdictEntry, Watch } from '@keysguard/model'
import { ago } from './fixture-sources.ts'
import { HOSTILE } from './hostile.ts'

const list = (id: string, name: string, over: Partial<ListCard> = {}): ListCard => ({
  id,
  name,
  why: 'It is a resolver that anybody may ask: malware asks it as everybody does.',
  action: 'suppress',
  match: 'cidr',
  beneath: false,
  types: null,
  dated: '2026-01-15',
  origin: 'shipped',
  enabled: true,
  entries: 90,
  suppressed: 12,
  ...over,
})

export const fixtureLists = (): ListCard[] => [
  list('public-resolvers', 'public DNS resolvers'),
  list('cloudflare', 'content network of Cloudflare', {
    why: 'It is an edge that thousands of sites share: the site was meant, not the address.',
    entries: 22,
    suppressed: 318,
  }),
  list('shared-hosting', 'shared hosts', {
    why: "It gives everybody a site; the customer's own host or page is what was meant.",
    action: 'host-only',
    match: 'hostname',
    suppressed: 0,
  }),
  list('trackers', 'trackers and analytics', { action: 'evidence', match: 'hostname', beneath: true, enabled: false }),
  list('partners', `Partners ${HOSTILE.markup}`, { origin: 'imported', match: 'hostname', entries: 48_211, why: HOSTILE.markup }),
]

export const fixtureAssets = (): Asset[] => [
  { type: 'cidr', value: '198.51.100.0/24', note: 'Berlin office', addedAt: ago(9_000), addedBy: 'ana' },
  { type: 'domain', value: 'corp-sample.com', note: '', addedAt: ago(9_000), addedBy: 'ana' },
  { type: 'ipv4', value: '203.0.113.7', note: HOSTILE.markup, addedAt: ago(400), addedBy: 'ben' },
]

export const FIXTURE_WATCH: Watch = {
  keywords: ['corp-sample'],
  sectors: ['finance'],
  countries: ['DE', 'AT'],
  families: ['LockBit'],
}

export const fixtureRejudgements = (): Rejudgement[] => [
  {
    id: 2,
    cause: '3 own assets were added.',
    startedAt: ago(10),
    finishedAt: ago(9),
    judged: 214,
    suppressed: 61,
    released: 0,
    rescored: 4,
  },
  {
    id: 1,
    cause: 'What is watched has changed.',
    startedAt: ago(50),
    finishedAt: null,
    judged: 8_120,
    suppressed: 0,
    released: 0,
    rescored: 318,
  },
]

export const routingOf = (input: string): RoutingAnswer => {
  const allowed = input !== '8.8.8.8'
  return {
    input,
    type: 'ipv4',
    value: input,
    allowed,
    reasons: allowed ? [] : ['A block would hit what everybody uses: 8.8.8.8 (public DNS resolvers).'],
    hostOnly: input.includes('weebly'),
    blast: {
      own: [],
      ownCount: 0,
      popular: allowed ? [] : [{ list: 'public DNS resolvers', entry: input }],
      popularCount: allowed ? 0 : 1,
      addresses: 1,
    },
  }
}

export const fixtureVerdict = (
  indicator: { readonly id: string; readonly type: VerdictEntry['type']; readonly value: string },
  over: Partial<VerdictEntry>,
): VerdictEntry => ({
  id: 1,
  indicator: indicator.id,
  type: indicator.type,
  value: indicator.value,
  verdict: 'benign',
  reason: 'Our own scanner, see the change of Monday.',
  author: 'ana',
  at: ago(2_000),
  expiresAt: null,
  tlp: 'green',
  batch: '7f1f3a52-3a3c-4b8a-9d53-1b6d4f0a9c11',
  undoneAt: ago(1_200),
  undoneBy: 'ben',
  counts: false,
  ...over,
})
