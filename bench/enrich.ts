/** Look-ups on this machine: country and AS of random addresses, as the runtime asks for them, beside the bare library. */
import { asn } from '../server/dist/enrichers/asn.js'
import { geoip } from '../server/dist/enrichers/geoip.js'
import { countries } from '../server/dist/enrichers/offline/countries.js'
import type { Enricher } from '../server/dist/kit/enricher.js'
import { type Figure, rounded } from './figure.ts'

const BAR = 200_000
const ROUNDS = 3

/** The same addresses every time, spread over all there are. */
const addresses = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => {
    const mixed = Math.imul(index + 1, 0x9e3779b1) >>> 0
    return `${1 + ((mixed >>> 24) % 223)}.${(mixed >>> 16) & 255}.${(mixed >>> 8) & 255}.${mixed & 255}`
  })

/** The best of some rounds: pauses of the machine are nobody's. */
const perSecond = async (count: number, work: () => Promise<void>): Promise<number> => {
  let best = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = performance.now()
    await work()
    best = Math.max(best, count / ((performance.now() - started) / 1_000))
  }
  return best
}

const lookUps =
  (enricher: Enricher, all: readonly string[]): (() => Promise<void>) =>
  async () => {
    if (enricher.kind !== 'looks') throw new Error(`${enricher.id} does not look by itself`)
    const { signal } = new AbortController()
    const network = { records: nothing, names: nothing, certificates: async () => null }
    for (const value of all)
      await enricher.look({ subject: { type: 'ipv4', value, said: [] }, setting: () => '', network, signal, now: 0 })
  }

const nothing = async (): Promise<readonly string[]> => []

export const enrichBench = async ({ quick }: { readonly quick: boolean }): Promise<Figure[]> => {
  const all = addresses(quick ? 200_000 : 1_000_000)
  const { database } = await countries()
  const bare = await perSecond(all.length, async () => {
    for (const address of all) database.get(address)
  })
  const figures: Figure[] = []
  for (const enricher of [geoip, asn]) {
    const rate = await perSecond(all.length, lookUps(enricher, all))
    figures.push({
      bench: `enrich, ${enricher.id}, random addresses`,
      value: Math.round(rate),
      unit: 'look-ups/s',
      reference: `bare mmdb-lib ${Math.round(bare)} look-ups/s`,
      ratio: rounded(rate / bare, 2),
      bar: `>= ${BAR} look-ups/s`,
      holds: rate >= BAR,
    })
  }
  return figures
}
