/** Listed names with their labels turned round and in order, so that everything under a domain is one range. */
import type { BenignList, Hit } from './list.ts'

const reversed = (name: string): string => name.split('.').reverse().join('.')

export class NameOrder {
  readonly #names: readonly { readonly order: string; readonly entry: string; readonly list: BenignList }[]

  constructor(lists: readonly BenignList[]) {
    this.#names = lists
      .filter(({ match }) => match === 'hostname')
      .flatMap(list => list.entries.map(entry => ({ order: reversed(entry), entry, list })))
      .sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0))
  }

  /** Names strictly under `domain`, at most `most`. */
  under(domain: string, most: number): readonly Hit[] {
    const prefix = `${reversed(domain)}.`
    const hits: Hit[] = []
    for (let place = this.#place(prefix); hits.length < most; place += 1) {
      const name = this.#names[place]
      if (name === undefined || !name.order.startsWith(prefix)) break
      hits.push({ list: name.list, entry: name.entry, inside: true })
    }
    return hits
  }

  /** The first name at or after `order`. */
  #place(order: string): number {
    let low = 0
    let high = this.#names.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#names[middle]!.order < order) low = middle + 1
      else high = middle
    }
    return low
  }
}
