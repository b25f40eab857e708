/** Links in the fixture: values that two share, one that everybody shares, and texts that mean harm. */
import type { IndicatorLinks, IndicatorSummary, LinkKind, LinkNode, LinkPage, Neighbour } from '@keysguard/model'
import { HOSTILE } from './hostile.ts'

const neighbour = ({ id, type, value, risk, severity, threat }: IndicatorSummary, by: string): Neighbour => ({
  id,
  type,
  value,
  risk,
  severity,
  threat,
  from: '2026-01-02',
  to: '2026-01-14',
  evidence: [by === 'value' ? { by, name: type } : { by: 'source', name: by }],
})

const node = (
  kind: LinkKind,
  value: string,
  weight: number,
  items: readonly Neighbour[],
  over: Partial<LinkNode> = {},
): LinkNode => ({
  kind,
  value,
  tlp: 'clear',
  indicators: { count: items.length + 1, exact: true },
  weight,
  hub: false,
  evidence: [],
  items: [...items],
  next: null,
  ...over,
})

export const fixtureLinks = (of: string, all: readonly IndicatorSummary[]): IndicatorLinks => {
  const others = all.filter(({ id }) => id !== of)
  const some = (from: number, to: number, by: string): Neighbour[] => others.slice(from, to).map(one => neighbour(one, by))
  return {
    complete: false,
    nodes: [
      node('certificate', '5d41402abc4b2a76b9719d911017c592ae34c1f0', 0.86, some(0, 2, 'urlhaus')),
      node('domain', 'evil-sample.com', 0.55, some(2, 7, 'value'), {
        indicators: { count: 41, exact: true },
        next: `12.${'0'.repeat(32)}`,
      }),
      node('tag', HOSTILE.markup, 0.14, some(7, 8, HOSTILE.bidi)),
      node('malware', 'remcos', 0, [], { hub: true, indicators: { count: 500, exact: false } }),
      node('address', '192.0.2.44', 0.7, []),
    ],
  }
}

export const fixtureLinked = (kind: LinkKind, value: string, all: readonly IndicatorSummary[]): LinkPage => ({
  kind,
  value,
  indicators: { count: 41, exact: true },
  weight: 0.55,
  hub: false,
  items: all.slice(0, 12).map(one => neighbour(one, 'urlhaus')),
  next: null,
})
