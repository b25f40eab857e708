/** What concerns this reader most: own sightings, own names worn by others, and the words, sectors, countries and families that are watched. */
import type { Indicator, RiskTerm, Watch } from '@keysguard/model'
import { hostOf, registrableDomain } from '../indicators/index.ts'
import { TextSet } from './benign/text-set.ts'
import { NEUTRAL_RELEVANCE } from './risk.ts'
import type { Said } from './severity.ts'

export interface Sightings {
  readonly count: number
  /** ISO 8601. */
  readonly lastAt: string
}

/** Shorter names stand in other words. */
const SHORTEST_BRAND = 5
/** How much of the distance to 1 each ground covers. */
const GROUNDS = { sighting: 1, brand: 0.9, keyword: 0.6, family: 0.6, sector: 0.5, country: 0.35 } as const

/** Prepared once, asked of every new row. */
export class WatchSet {
  readonly watch: Watch
  readonly #brands: readonly string[]
  readonly #inValues = new TextSet()

  /** `ownDomains` are registrable domains of the reader: their first label is a brand. */
  constructor(watch: Watch, ownDomains: readonly string[]) {
    this.watch = watch
    const brands = ownDomains.flatMap(domain => (registrableDomain(domain) ?? domain).split('.')[0] ?? [])
    this.#brands = [...new Set(brands)].filter(brand => brand.length >= SHORTEST_BRAND)
    for (const word of [...this.#brands, ...watch.keywords]) this.#inValues.add(word.toLowerCase(), 0)
  }

  /** Words that are looked for in what sources say: keywords, sectors, countries, families. */
  get words(): readonly string[] {
    const { keywords, sectors, countries, families } = this.watch
    return [...keywords, ...sectors, ...countries, ...families].map(word => word.toLowerCase())
  }

  get brands(): readonly string[] {
    return this.#brands
  }

  /** Whether the value alone is a reason to look closer. */
  concerns(value: string): boolean {
    return !this.#inValues.isEmpty && this.#inValues.found(value.toLowerCase()).length > 0
  }

  /** Grounds, the strongest first; each value is how much of the distance to 1 it covers. */
  grounds(indicator: Indicator, said: readonly Said[], sightings: Sightings | null): readonly RiskTerm[] {
    const grounds: RiskTerm[] = []
    const add = (label: string, input: string, value: number, source: string | null = null): void => {
      if (!grounds.some(ground => ground.label === label)) grounds.push({ kind: 'relevance', label, input, source, value })
    }
    if (sightings !== null && sightings.count > 0)
      add('Seen in your own telemetry', `${sightings.count} times, last ${sightings.lastAt.slice(0, 10)}`, GROUNDS.sighting)
    const host = hostOf(indicator)
    const brand = host === null ? undefined : this.#brands.find(name => host.includes(name))
    if (brand !== undefined) add('Wears your name', brand, GROUNDS.brand)
    const value = indicator.value.toLowerCase()
    const inValue = this.watch.keywords.find(word => value.includes(word.toLowerCase()))
    if (inValue !== undefined) add('Watched word', inValue, GROUNDS.keyword)
    for (const one of said) this.#groundsOf(one, add)
    return grounds
  }

  #groundsOf({ source, statement }: Said, add: (label: string, input: string, value: number, source: string) => void): void {
    const { keywords, sectors, countries, families } = this.watch
    const { malware, tags = [], actors = [], campaigns = [], targets = [], country, report, description } = statement
    const named = [malware ?? '', ...actors, ...tags].map(word => word.toLowerCase())
    const text = [...named, ...campaigns, ...targets, report?.title ?? '', description ?? ''].join('\n').toLowerCase()
    const word = keywords.find(keyword => text.includes(keyword.toLowerCase()))
    if (word !== undefined) add('Watched word', word, GROUNDS.keyword, source.id)
    const family = families.find(name => named.includes(name.toLowerCase()))
    if (family !== undefined) add('Watched family or actor', family, GROUNDS.family, source.id)
    const aimed = [...targets, ...tags].map(target => target.toLowerCase())
    const sector = sectors.find(name => aimed.some(target => target.includes(name.toLowerCase())))
    if (sector !== undefined) add('Watched sector', sector, GROUNDS.sector, source.id)
    const land = countries.find(
      name =>
        targets.some(target => target.toLowerCase() === name.toLowerCase()) || country?.toLowerCase() === name.toLowerCase(),
    )
    if (land !== undefined) add('Watched country', land, GROUNDS.country, source.id)
  }
}

/** In [0.625, 1]: what is left of the distance to 1 shrinks with each ground. */
export const relevanceOf = (grounds: readonly RiskTerm[]): number =>
  1 - grounds.reduce((distance, { value }) => distance * (1 - value), 1 - NEUTRAL_RELEVANCE)

export const NOTHING_WATCHED = new WatchSet({ keywords: [], sectors: [], countries: [], families: [] }, [])
