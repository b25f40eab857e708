/** What a report speaks of: indicators, vulnerabilities, techniques, malware and actors, each with its places in the text. Linear in the text. */
import type { FindingKind, Indicator, IndicatorType, Place } from '@keysguard/model'
import { extract, hostOf, registrableDomain } from '../../indicators/index.ts'
import type { Attack } from '../attack/attack.ts'
import { mapText } from '../attack/map.ts'
import { excerptOf } from './excerpt.ts'
import { namesIn } from './names-in.ts'

export interface Found {
  readonly kind: FindingKind
  readonly type: string
  readonly value: string
  readonly label: string
  /** At most {@link MOST_PLACES}, in the order of the text. */
  readonly places: readonly Place[]
  readonly times: number
  readonly excerpt: string
  readonly confidence: number
  readonly evidence: string
  /** Why it is hardly meant as an indicator; null where nothing speaks against it. */
  readonly against: string | null
}

export interface FindOptions {
  readonly attack: Attack
  /** Where the report comes from: naming oneself is no evidence. */
  readonly url: string | null
  /** Why something is no indicator, or one that is hardly ever malicious. */
  readonly against: (indicator: Indicator) => string | null
}

export interface FoundInReport {
  readonly findings: readonly Found[]
  /** What else was found. */
  readonly leftOut: number
}

/** Longer texts are no report. */
export const LONGEST_REPORT = 1_000_000
const MOST_FINDINGS = 2_000
const MOST_PLACES = 50

/** In the order of their first places. */
export const findInReport = (text: string, options: FindOptions): FoundInReport => {
  const all = new Findings(text)
  const spans = indicators(text, options, all)
  const isFree = (start: number, end: number): boolean => !spans.overlaps(start, end)
  for (const { technique, confidence, evidence } of mapText(options.attack, text).techniques)
    for (const { by, text: said, start } of evidence) {
      if (start === null || !isFree(start, start + said.length)) continue
      all.add({
        kind: 'technique',
        type: technique.id,
        value: technique.id,
        label: technique.name,
        start,
        end: start + said.length,
        confidence,
        evidence: TECHNIQUE_EVIDENCE[by] ?? 'It follows from the text',
      })
    }
  for (const { kind, name, ...place } of namesIn(text, options.attack))
    if (isFree(place.start, place.end))
      all.add({ kind, type: idOf(options.attack, kind, name), value: name, label: '', ...place })
  const findings = all.list()
  return { findings: findings.slice(0, MOST_FINDINGS), leftOut: Math.max(0, findings.length - MOST_FINDINGS) }
}

const TECHNIQUE_EVIDENCE: Readonly<Record<string, string>> = {
  id: 'Its id stands there',
  name: 'Its name stands there',
  phrase: 'A phrase that means it stands there',
}

const KINDS = { malware: ['malware', 'tool'], actor: ['group'] } as const

const idOf = (attack: Attack, kind: 'malware' | 'actor', name: string): string =>
  attack.named(name).find(object => KINDS[kind].some(known => known === object.kind))?.id ?? ''

interface Met extends Place {
  readonly kind: FindingKind
  readonly type: string
  readonly value: string
  readonly label: string
  readonly confidence: number
  readonly evidence: string
  readonly against?: string | null
}

class Findings {
  readonly #text: string
  readonly #all = new Map<string, Omit<Met, 'start' | 'end'> & { places: Place[]; times: number; confidence: number }>()

  constructor(text: string) {
    this.#text = text
  }

  /** The same thing again is another place of it; how it was found the surest way is what is said. */
  add({ start, end, ...met }: Met): void {
    const key = `${met.kind} ${met.type} ${met.value}`
    const known = this.#all.get(key)
    if (known === undefined) {
      this.#all.set(key, { ...met, places: [{ start, end }], times: 1 })
      return
    }
    known.times += 1
    if (known.places.length < MOST_PLACES) known.places.push({ start, end })
    if (met.confidence > known.confidence) this.#all.set(key, { ...known, confidence: met.confidence, evidence: met.evidence })
  }

  list(): Found[] {
    const found = [...this.#all.values()].map(one => {
      const places = one.places.sort((a, b) => a.start - b.start)
      return { ...one, places, excerpt: excerptOf(this.#text, places[0]), against: one.against ?? null }
    })
    return found.sort((a, b) => (a.places[0]?.start ?? 0) - (b.places[0]?.start ?? 0))
  }
}

/** Stretches that are taken, in order. */
class Spans {
  readonly #starts: number[] = []
  readonly #ends: number[] = []

  push(start: number, end: number): void {
    this.#starts.push(start)
    this.#ends.push(end)
  }

  overlaps(start: number, end: number): boolean {
    let low = 0
    let high = this.#starts.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#ends[middle] ?? 0) <= start) low = middle + 1
      else high = middle
    }
    return low < this.#starts.length && (this.#starts[low] ?? 0) < end
  }
}

const indicators = (text: string, { url, against }: FindOptions, all: Findings): Spans => {
  const spans = new Spans()
  const own = url === null ? null : siteOf({ type: 'url', value: url })
  const judged = new Map<string, string | null>()
  for (const { type, value, raw, start, end } of extract(text)) {
    spans.push(start, end)
    const key = `${type} ${value}`
    if (!judged.has(key)) judged.set(key, own !== null && siteOf({ type, value }) === own ? OWN_SITE : against({ type, value }))
    all.add({
      kind: type === 'cve' ? 'cve' : 'indicator',
      type,
      value,
      label: '',
      start,
      end,
      ...sureness(type, value, raw),
      against: judged.get(key) ?? null,
    })
  }
  return spans
}

const OWN_SITE = 'It is where the report itself comes from.'

const siteOf = (indicator: Indicator): string | null => {
  const host = hostOf(indicator)
  return host ? (registrableDomain(host) ?? host) : null
}

const CLICKABLE: ReadonlySet<IndicatorType> = new Set(['url', 'domain', 'ipv4', 'ipv6', 'email'])
const VAGUE: ReadonlySet<IndicatorType> = new Set(['filename', 'filepath', 'mutex', 'useragent', 'asn', 'regkey'])

const sureness = (type: IndicatorType, value: string, raw: string): Pick<Found, 'confidence' | 'evidence'> => {
  if (VAGUE.has(type)) return { confidence: 50, evidence: 'It has the form of one' }
  if (!CLICKABLE.has(type)) return { confidence: 90, evidence: 'It has the form of one, and hardly anything else has' }
  return raw.toLowerCase().includes(value.toLowerCase())
    ? { confidence: 60, evidence: 'It stands there as it is: it may be a reference' }
    : { confidence: 95, evidence: 'It is written so that nobody clicks on it' }
}
