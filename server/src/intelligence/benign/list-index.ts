/** Many lists, compiled once: which entries does an indicator meet? Ranges by binary search, names and values by look-up, texts and patterns in one pass. */
import type { Indicator, IndicatorType } from '@keysguard/model'
import { hostOf } from '../../indicators/index.ts'
import { PatternSet } from '../pattern.ts'
import { readDelimited } from './delimited.ts'
import { ACTION_ORDER, type BenignList, type Hit } from './list.ts'
import { NameOrder } from './name-order.ts'
import { RangeIndex } from './range-index.ts'
import { TextSet } from './text-set.ts'

/** Lists that hold one value, as their numbers; combinations are few and shared. */
type Holders = readonly number[]

class ValueTable {
  readonly #combination = new Map<string, number>()
  readonly #combinations: Holders[] = []
  readonly #held = new Map<string, number>()
  /** Whether an entry is a URL, or a mailbox: most lists hold none, and need not be asked. */
  #has = { url: false, email: false }

  add(entries: readonly string[], list: number): void {
    const alone = this.#combine(-1, list)
    for (const entry of entries) {
      if (entry.includes('/')) this.#has.url = true
      else if (entry.includes('@')) this.#has.email = true
      const before = this.#held.get(entry)
      if (before === undefined) this.#held.set(entry, alone)
      else if (!this.#combinations[before]!.includes(list)) this.#held.set(entry, this.#combine(before, list))
    }
  }

  get(value: string): Holders | undefined {
    const combination = this.#held.get(value)
    return combination === undefined ? undefined : this.#combinations[combination]
  }

  mayHold(type: IndicatorType): boolean {
    return this.#held.size > 0 && (type === 'url' || type === 'email' ? this.#has[type] : true)
  }

  #combine(before: number, list: number): number {
    const name = `${before} ${list}`
    const known = this.#combination.get(name)
    if (known !== undefined) return known
    const made = this.#combinations.push([...(this.#combinations[before] ?? []), list]) - 1
    this.#combination.set(name, made)
    return made
  }
}

/** Told of a list, an entry of it, and whether the entry holds all of the indicator. */
type Meet = (list: number, entry: string, inside: boolean) => void

interface RangeEntry {
  readonly list: number
  readonly entry: string
}

/** Longer values are no names: patterns are not looked for in them. */
const PATTERN_LIMIT = 2_048

export class ListIndex {
  readonly lists: readonly BenignList[]
  readonly #ranges: RangeIndex
  readonly #rangeEntries: readonly RangeEntry[]
  readonly #names = new ValueTable()
  readonly #values = new ValueTable()
  readonly #texts = new TextSet()
  readonly #patterns = new PatternSet()
  /** By the numbers that texts and patterns are added under. */
  readonly #sought: RangeEntry[] = []
  /** Made when it is first asked for: only the exit gate does. */
  #order: NameOrder | null = null

  /** Lists that are switched on. An entry that cannot be read is a fault of whoever checked it: patterns that are refused are left out. */
  constructor(lists: readonly BenignList[]) {
    this.lists = [...lists].sort((a, b) => ACTION_ORDER.indexOf(a.action) - ACTION_ORDER.indexOf(b.action))
    const ranges: RangeEntry[] = []
    for (const [number, list] of this.lists.entries()) {
      switch (list.match) {
        case 'cidr':
          for (const entry of list.entries) ranges.push({ list: number, entry })
          break
        case 'hostname':
          this.#names.add(list.entries, number)
          break
        case 'string':
          this.#values.add(list.entries, number)
          break
        case 'substring':
          this.#addTexts(list.entries, number)
          break
        case 'regex':
          this.#addPatterns(list.entries, number)
      }
    }
    this.#rangeEntries = ranges
    this.#ranges = new RangeIndex(ranges.map(({ entry }) => entry))
  }

  #addTexts(entries: readonly string[], list: number): void {
    for (const entry of entries) this.#texts.add(entry, this.#sought.push({ list, entry }) - 1)
  }

  #addPatterns(entries: readonly string[], list: number): void {
    for (const entry of entries) {
      const read = readDelimited(entry)
      const problem = read.ok ? this.#patterns.add(read.source, read.flags, this.#sought.length) : read.problem
      if (problem === null) this.#sought.push({ list, entry })
    }
  }

  /** Every entry that the indicator meets, the strongest list first. */
  hits(indicator: Indicator): readonly Hit[] {
    const hits: Hit[] = []
    this.#meet(indicator, (list, entry, inside) => {
      const found = this.lists[list]!
      if (
        (found.types === null || found.types.has(indicator.type)) &&
        !hits.some(hit => hit.list === found && hit.entry === entry)
      )
        hits.push({ list: found, entry, inside })
    })
    return hits.length < 2 ? hits : hits.sort((a, b) => this.lists.indexOf(a.list) - this.lists.indexOf(b.list))
  }

  /** The strongest of them, or null: what ingest asks of every row. */
  strongest(indicator: Indicator): Hit | null {
    let best: { list: number; entry: string; inside: boolean } | null = null
    this.#meet(indicator, (list, entry, inside) => {
      if (best !== null && best.list <= list) return
      const { types } = this.lists[list]!
      if (types === null || types.has(indicator.type)) best = { list, entry, inside }
    })
    const found = best as { list: number; entry: string; inside: boolean } | null
    return found === null ? null : { list: this.lists[found.list]!, entry: found.entry, inside: found.inside }
  }

  #meet({ type, value }: Indicator, met: Meet): void {
    switch (type) {
      case 'ipv4':
      case 'ipv6':
        this.#meetAddress(value, false, met)
        break
      case 'cidr':
        for (const { id, inside } of this.#ranges.meeting(value)) {
          const { list, entry } = this.#rangeEntries[id]!
          met(list, entry, inside)
        }
        break
      case 'domain':
        this.#meetName(value, met)
        break
      case 'url':
      case 'email':
        this.#meetHost(type, value, met)
    }
    if (this.#values.mayHold(type)) this.#meetValue(value, met)
    if (value.length > PATTERN_LIMIT) return
    if (!this.#texts.isEmpty) this.#meetSought(this.#texts.found(value), met)
    if (!this.#patterns.isEmpty) this.#meetSought(this.#patterns.found(value), met)
  }

  /** Listed names above a host: an entry on a list of names it lies under, whatever the list says of what lies beneath. */
  above(host: string): readonly Hit[] {
    const hits: Hit[] = []
    for (let dot = host.indexOf('.'); dot !== -1; dot = host.indexOf('.', dot + 1)) {
      const name = host.slice(dot + 1)
      for (const list of this.#names.get(name) ?? []) hits.push({ list: this.lists[list]!, entry: name, inside: true })
    }
    return hits
  }

  /** Listed names under a domain, at most `most`. */
  namesUnder(domain: string, most: number): readonly Hit[] {
    this.#order ??= new NameOrder(this.lists)
    return this.#order.under(domain, most)
  }

  #meetSought(found: readonly number[], met: Meet): void {
    for (const number of found) {
      const { list, entry } = this.#sought[number]!
      met(list, entry, true)
    }
  }

  #meetValue(value: string, met: Meet): void {
    const holders = this.#values.get(value)
    if (holders) for (const list of holders) met(list, value, true)
  }

  #meetAddress(address: string, beneathOnly: boolean, met: Meet): void {
    for (const id of this.#ranges.holding(address)) {
      const { list, entry } = this.#rangeEntries[id]!
      if (!beneathOnly || this.lists[list]!.beneath) met(list, entry, true)
    }
  }

  /** The name itself (and what it is the www. of) on any list, the names above it on lists that speak for what lies beneath. */
  #meetName(name: string, met: Meet): void {
    this.#meetListed(name, false, met)
    let beneathOnly = !name.startsWith('www.')
    for (let dot = name.indexOf('.'); dot !== -1; dot = name.indexOf('.', dot + 1)) {
      this.#meetListed(name.slice(dot + 1), beneathOnly, met)
      beneathOnly = true
    }
  }

  #meetListed(name: string, beneathOnly: boolean, met: Meet): void {
    const holders = this.#names.get(name)
    if (holders) for (const list of holders) if (!beneathOnly || this.lists[list]!.beneath) met(list, name, true)
  }

  /** What lies on a host is spoken for only by lists that say so. */
  #meetHost(type: IndicatorType, value: string, met: Meet): void {
    const host = hostOf({ type, value })
    if (host === null) return
    if (host.startsWith('[')) this.#meetAddress(host.slice(1, -1), true, met)
    else if (isDotted(host)) this.#meetAddress(host, true, met)
    else
      for (let from = 0; from !== -1; ) {
        this.#meetListed(from === 0 ? host : host.slice(from), true, met)
        const dot = host.indexOf('.', from)
        from = dot === -1 ? -1 : dot + 1
      }
  }
}

const isDotted = (host: string): boolean => {
  const last = host.charCodeAt(host.length - 1)
  return last >= 48 && last <= 57 && /^[\d.]+$/.test(host)
}
