/** Facets of a search on Shodan: how the services it finds are spread over addresses, fingerprints, networks and whatever else one asks for. */
import type { IndicatorType, Statement } from '@keysguard/model'
import { ThreatType } from '@keysguard/model'
import { z } from 'zod'
import { details, said } from '../../kit/fields.ts'
import { at as within } from '../../kit/path.ts'
import { observe, type Parsed, typed } from '../../kit/source.ts'
import { Problem } from '../../problem.ts'

const FACET = /^[a-z][a-z0-9_.-]{0,60}$/
const VALUES = 100
const MOST_VALUES = 1_000

/** `ip:1000, asn` as Shodan wants it: names with how many of their values; what is no facet is left out. */
export const facetsIn = (setting: string): string =>
  setting
    .split(/[\s,]+/)
    .flatMap(one => {
      const [name = '', most = String(VALUES)] = one.split(':')
      return FACET.test(name) && /^[1-9]\d{0,5}$/.test(most) ? [`${name}:${Math.min(Number(most), MOST_VALUES)}`] : []
    })
    .join(',')

/** What a value of a facet is, and how far being found with it is evidence. */
interface Meaning {
  readonly type: IndicatorType
  readonly confidence?: number
}

/** A fingerprint is that of all programs built alike. Networks, domains and weaknesses (guessed from versions) are told, and are evidence of nothing. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  ip: { type: 'ipv4' },
  'ssl.cert.fingerprint': { type: 'certificate', confidence: 10 },
  'ssl.ja3s': { type: 'ja3s', confidence: 10 },
  'ssl.jarm': { type: 'jarm', confidence: 10 },
  asn: { type: 'asn', confidence: 0 },
  domain: { type: 'domain', confidence: 0 },
  vuln: { type: 'cve', confidence: 0 },
}
const meaningOf = (facet: string): Meaning | undefined => (Object.hasOwn(MEANINGS, facet) ? MEANINGS[facet] : undefined)

type Facets = readonly (readonly [string, readonly unknown[]])[]

const facetsOf = (document: unknown): Facets => {
  const facets = within(document, 'facets')
  if (typeof facets === 'object' && facets !== null && !Array.isArray(facets))
    return Object.entries(facets).map(([name, values]: [string, unknown]) => [name, Array.isArray(values) ? values : [values]])
  throw new Problem('bad-feed', 'The answer of Shodan has no facets.', {
    todo: 'Look at the query and its facets in the settings.',
  })
}

/** A row for each value that is an indicator; how all that was found is spread over the other facets goes with each. */
export const facetRows = (document: unknown, query: string, threat: string): readonly unknown[] => {
  const facets = facetsOf(document)
  const others = facets.filter(([facet]) => meaningOf(facet) === undefined)
  const spread = Object.fromEntries(others.map(([facet, values]) => [`All found, by ${facet}`, spreadOf(values)]))
  const reference = `https://www.shodan.io/search?query=${encodeURIComponent(query)}`
  return facets
    .filter(([facet]) => meaningOf(facet) !== undefined)
    .flatMap(([facet, values]) =>
      values.map(one => ({ query, reference, threat, facet, total: within(document, 'total'), spread, one })),
    )
}

const MOST_SPREAD = 5

const spreadOf = (values: readonly unknown[]): string =>
  values
    .slice(0, MOST_SPREAD)
    .map(one => `${String(within(one, 'value')).slice(0, 100)} ${String(within(one, 'count'))}`)
    .join(', ')

export const Facet = z.object({
  query: z.string(),
  reference: z.string(),
  threat: ThreatType,
  facet: z.string(),
  total: z.number(),
  spread: z.record(z.string(), z.string()),
  one: z.looseObject({ value: z.union([z.string(), z.number()]), count: z.number() }),
})

const FOUR_BYTES = 2 ** 32

/** Addresses are numbers in some answers. */
const textOf = (facet: string, value: string | number): string =>
  facet === 'ip' && typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < FOUR_BYTES
    ? [24, 16, 8, 0].map(bits => (value >>> bits) & 255).join('.')
    : String(value)

export const parseFacet = ({ query, reference, threat, facet, total, spread, one }: z.infer<typeof Facet>): Parsed => {
  const meaning = meaningOf(facet)
  if (meaning === undefined) return null
  const text = textOf(facet, one.value)
  const type = facet === 'ip' && text.includes(':') ? 'ipv6' : meaning.type
  return observe(
    typed(type, text),
    said<Statement>({
      threat: type === 'cve' ? undefined : threat,
      confidence: meaning.confidence,
      reference,
      details: details({
        'Found by': query,
        'Services found': `${one.count} of ${total}`,
        ...spread,
      }),
    }),
  )
}
