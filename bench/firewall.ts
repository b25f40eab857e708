/** The false-positive firewall over lists of the number and sizes of MISP's, made up here: how fast they load, and how fast indicators meet them. */
import type { Indicator, ListMatch } from '@keysguard/model'
import { ListIndex } from '../server/dist/intelligence/benign/list-index.js'
import { importedList, readList } from '../server/dist/intelligence/benign/read-list.js'
import { type Figure, rounded } from './figure.ts'

/** Lists by kind: how many, and how many entries each. A top million, tens of thousands of cloud ranges, and many short ones, as in the original. */
const SHAPES: readonly (readonly [match: ListMatch, entries: readonly number[]])[] = [
  [
    'hostname',
    [300_000, 100_000, 50_000, 20_000, 10_000, 5_000, 1_000, 1_000, 800, 500, 300, 200, 100, 100, 60, 50, 40, 30, 20, 20],
  ],
  [
    'cidr',
    [40_000, 12_000, 9_000, 8_000, 4_000, 2_000, 1_500, 1_000, 800, 600, 400, 300, 200, 150, 100, 80, 60, 40, 30, 20, 15, 13, 10],
  ],
  ['string', [60_000, 20_000, 8_000, 3_000, 1_000, 600, 300, 150, 120, 80, 40, 30, 20, 10, 8]],
  ['substring', [1_000, 60, 20, 5]],
  ['regex', [40, 12, 5]],
]

/** Small and repeatable: the same lists every time. */
const random = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const dotted = (n: number): string => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255].join('.')
const name = (n: number): string =>
  `${((n * 2_654_435_761) >>> 0).toString(36)}.${n % 7 === 0 ? 'shop-sample' : 'example-sample'}${n % 900}.com`
const hex = (n: number, length: number): string =>
  ((n * 2_654_435_761) >>> 0).toString(16).padStart(8, '0').repeat(8).slice(0, length)

const entry = (match: ListMatch, n: number, next: () => number): string => {
  switch (match) {
    case 'hostname':
      return name(n)
    case 'cidr': {
      const prefix = 12 + Math.floor(next() * 20)
      return `${dotted(Math.floor(Math.floor(next() * 2 ** 32) / 2 ** (32 - prefix)) * 2 ** (32 - prefix))}/${prefix}`
    }
    case 'string':
      return n % 2 === 0 ? hex(n, 64) : hex(n, 32)
    case 'substring':
      return `/wp-${hex(n, 7)}/`
    case 'regex':
      return `/^(?:mail|smtp)[0-9]{1,3}\\.${hex(n, 5)}\\.[a-z]{2,6}$/i`
  }
}

const documents = (): readonly string[] => {
  const next = random(7)
  return SHAPES.flatMap(([match, sizes]) =>
    sizes.map((size, list) =>
      JSON.stringify({
        name: `${match} ${list}`,
        description: 'Made up for the bench.',
        version: 20260101,
        type: match,
        list: Array.from({ length: size }, (_, n) => entry(match, n * 3 + list, next)),
      }),
    ),
  )
}

const indicators = (count: number): readonly Indicator[] => {
  const next = random(11)
  return Array.from({ length: count }, (_, n): Indicator => {
    const place = Math.floor(next() * 2 ** 32)
    switch (n % 5) {
      case 0:
      case 1:
        return { type: 'ipv4', value: dotted(place) }
      case 2:
        return { type: 'domain', value: n % 2 === 0 ? name(place % 900_000) : `login.${name(place)}` }
      case 3:
        return { type: 'url', value: `http://${n % 2 === 0 ? dotted(place) : name(place)}/wp-${hex(place, 7)}/gate.php` }
      default:
        return { type: 'sha256', value: hex(place, 64) }
    }
  })
}

/** As warning lists are usually asked: one list after the other, a set each, and each prefix of an address. */
const oneByOne = (
  read: readonly { readonly match: ListMatch; readonly entries: readonly string[] }[],
): ((indicator: Indicator) => number) => {
  const lists = read.map(({ match, entries }) => ({
    match,
    set: new Set(entries),
    patterns: match === 'regex' ? entries.map(text => new RegExp(text.slice(1, -2), 'i')) : [],
    entries,
  }))
  return ({ type, value }) => {
    let hits = 0
    const labels = type === 'domain' ? value.split('.') : []
    const address = type === 'ipv4' ? value.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0) : null
    for (const { match, set, patterns, entries } of lists) {
      if (match === 'cidr' && address !== null)
        for (let prefix = 32; prefix >= 8; prefix -= 1)
          if (set.has(`${dotted(Math.floor(address / 2 ** (32 - prefix)) * 2 ** (32 - prefix))}/${prefix}`)) hits += 1
      if (match === 'hostname')
        for (let from = 0; from < labels.length; from += 1) if (set.has(labels.slice(from).join('.'))) hits += 1
      if (match === 'string' && set.has(value)) hits += 1
      if (match === 'substring') for (const text of entries) if (value.includes(text)) hits += 1
      for (const pattern of patterns) if (pattern.test(value)) hits += 1
    }
    return hits
  }
}

/** Indicators a second. */
const rateOf = (asked: readonly Indicator[], ask: (indicator: Indicator) => unknown): number => {
  const started = performance.now()
  for (const indicator of asked) ask(indicator)
  return asked.length / ((performance.now() - started) / 1_000)
}

/** The best of three rounds, so that a neighbour on the machine does not decide. */
export const firewallBench = ({ quick }: { readonly quick: boolean }): Figure[] => {
  const texts = documents()
  const asked = indicators(quick ? 500_000 : 2_000_000)
  const begun = performance.now()
  const read = texts.map(text => readList(text, null))
  const index = new ListIndex(
    read.map((list, number) =>
      importedList(list, {
        id: `list-${number}`,
        name: `list ${number}`,
        why: '',
        action: 'evidence',
        beneath: true,
        dated: '2026-01-01',
      }),
    ),
  )
  const loadMs = performance.now() - begun
  const parsed = performance.now()
  for (const text of texts) JSON.parse(text)
  const parseMs = performance.now() - parsed
  for (const indicator of asked.slice(0, 50_000)) index.strongest(indicator)
  const rate = Math.max(...[1, 2, 3].map(() => rateOf(asked, indicator => index.strongest(indicator))))
  const naive = oneByOne(read)
  const few = asked.slice(0, 20_000)
  const naiveRate = rateOf(few, naive)
  const entries = read.reduce((sum, list) => sum + list.entries.length, 0)
  return [
    {
      bench: `firewall, ${texts.length} lists of ${entries.toLocaleString('en')} entries read and compiled`,
      value: rounded(loadMs / 1_000, 2),
      unit: 's',
      reference: `JSON.parse alone ${rounded(parseMs / 1_000, 2)} s`,
      ratio: rounded(loadMs / parseMs, 2),
      bar: '< 2 s',
      holds: loadMs < 2_000,
    },
    {
      bench: 'firewall, indicators against all lists',
      value: Math.round(rate),
      unit: 'indicators/s',
      reference: `list by list ${Math.round(naiveRate).toLocaleString('en')} indicators/s`,
      ratio: rounded(rate / naiveRate, 1),
      bar: '>= 500000 indicators/s',
      holds: rate >= 500_000,
    },
  ]
}
