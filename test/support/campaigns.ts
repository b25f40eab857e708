/**
 * Campaigns whose truth is known, for what finds threats: operators with their own servers and certificates, kits and word lists that
 * strangers share, an address of a VPN that several come from, campaigns that pause for months, round-up reports about several of them,
 * and a floor of indicators that belong to nobody. The same seed gives the same campaigns.
 */
import type { Indicator, Statement } from '@keysguard/model'

export interface Simulated {
  readonly indicator: Indicator
  readonly statement: Statement
  /** What a resolver or a scan found. */
  readonly related: readonly Indicator[]
  /** Days since 1970. */
  readonly since: number
  readonly until: number
  /** The campaign; null for the floor. */
  readonly truth: number | null
}

export interface Shape {
  readonly campaigns: number
  readonly floor: number
}

const FAMILIES = ['remcos', 'asyncrat', 'lumma', 'cobalt strike', 'agent tesla', 'vidar']
const WORDS = ['login', 'secure', 'update', 'verify', 'portal', 'cloud', 'mail', 'office', 'bank', 'service', 'account', 'pay']
const KITS = ['/wp-includes/fonts/', '/assets/js/lib/', '/panel/gate/', '/cgi/bin/srv/', '/files/docs/']
const TAGS = ['exe', 'phishing', 'stealer', 'opendir', 'dll', 'c2', 'hta', 'js']
const FIRST_DAY = 20_400
const DAYS = 360

/** Numbers in [0, 1) by mulberry32. */
export const randomly = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

class World {
  readonly random: () => number
  readonly all: Simulated[] = []

  constructor(seed: number) {
    this.random = randomly(seed)
  }

  chance(share: number): boolean {
    return this.random() < share
  }

  upTo(most: number): number {
    return Math.floor(this.random() * most)
  }

  of<T>(list: readonly T[]): T {
    return list[this.upTo(list.length)]!
  }

  name(length: number): string {
    return Array.from({ length }, () => 'abcdefghijklmnopqrstuvwxyz0123456789'[this.upTo(36)]).join('')
  }

  hex(length: number): string {
    return Array.from({ length }, () => '0123456789abcdef'[this.upTo(16)]).join('')
  }

  domain(): string {
    return `${this.of(WORDS)}-${this.of(WORDS)}-${this.name(4)}.${this.of(['com', 'net', 'top', 'info'])}`
  }

  /** Hosters have few networks: strangers are neighbours. */
  address(): string {
    return `198.18.${this.upTo(40)}.${1 + this.upTo(250)}`
  }
}

/** What an operator has of its own. */
interface Operator {
  readonly servers: readonly string[]
  readonly certificate: string
}

interface Campaign {
  readonly number: number
  readonly operators: readonly Operator[]
  readonly family: string
  readonly kit: string
  readonly panel: string
  readonly tag: string | null
  readonly report: string
  readonly roundUp: string | null
  readonly hop: string | null
  /** Days on which it is busy. */
  readonly bursts: readonly (readonly [number, number])[]
}

export const simulate = (seed: number, { campaigns, floor }: Shape): readonly Simulated[] => {
  const world = new World(seed)
  const hops = Array.from({ length: Math.ceil(campaigns / 6) }, () => world.address())
  const roundUps = Array.from({ length: Math.ceil(campaigns / 5) }, (_, n) => `https://round-up-sample.org/month-${n}`)
  for (let number = 0; number < campaigns; number += 1) {
    const campaign = founded(world, number, hops, roundUps)
    const size = 6 + world.upTo(35)
    for (let n = 0; n < size; n += 1) world.all.push(act(world, campaign))
  }
  for (let n = 0; n < floor; n += 1) world.all.push(noise(world, hops))
  return world.all
}

const founded = (world: World, number: number, hops: readonly string[], roundUps: readonly string[]): Campaign => {
  const start = FIRST_DAY + world.upTo(DAYS - 120)
  const length = 15 + world.upTo(45)
  const paused = world.chance(0.3)
  return {
    number,
    operators: Array.from({ length: world.chance(0.3) ? 3 : 1 }, () => ({
      servers: Array.from({ length: 2 + world.upTo(4) }, () => world.address()),
      certificate: world.hex(40),
    })),
    family: world.of(FAMILIES),
    kit: world.chance(0.7) ? `/${world.name(5)}/${world.name(6)}/` : world.of(KITS),
    panel: world.hex(40),
    tag: world.chance(0.5) ? `cluster-${number}` : null,
    report: `https://vendor-sample.org/report-${number}`,
    roundUp: world.chance(0.6) ? world.of(roundUps) : null,
    hop: world.chance(0.4) ? world.of(hops) : null,
    bursts: paused
      ? [
          [start, start + length],
          [start + length + 90, start + 2 * length + 90],
        ]
      : [[start, start + length]],
  }
}

/** One indicator of a campaign. */
const act = (world: World, campaign: Campaign): Simulated => {
  const { operators, family, kit, panel, tag, report, roundUp, hop, bursts, number } = campaign
  const operator = world.of(operators)
  const [from, to] = world.of(bursts)
  const since = from + world.upTo(to - from)
  const statement: Statement = {
    ...(world.chance(0.7) ? { malware: family } : {}),
    tags: [world.of(TAGS), ...(tag !== null && world.chance(0.5) ? [tag] : [])],
    ...(world.chance(0.25) ? { report: { title: 'Report', url: report } } : {}),
    ...(roundUp !== null && world.chance(0.08) ? { report: { title: 'Round-up', url: roundUp } } : {}),
  }
  const server = world.of(operator.servers)
  const kind = world.random()
  const domain = world.domain()
  const related: Indicator[] = []
  if (world.chance(0.6)) related.push({ type: 'ipv4', value: hop !== null && world.chance(0.12) ? hop : server })
  if (world.chance(0.35)) related.push({ type: 'certificate', value: operator.certificate })
  if (world.chance(0.2)) related.push({ type: 'certificate', value: panel })
  const indicator: Indicator =
    kind < 0.4
      ? { type: 'url', value: `http://${world.chance(0.3) ? server : domain}${kit}${world.of(['a', 'b', 'gate', 'load'])}.php` }
      : kind < 0.7
        ? { type: 'domain', value: domain }
        : kind < 0.85
          ? { type: 'ipv4', value: server }
          : { type: 'sha256', value: world.hex(64) }
  return { indicator, statement, related: kind < 0.85 ? related : [], since, until: since + world.upTo(10), truth: number }
}

/** Nobody's: alone, but on the same networks, with the same families, tags, kits, and now and then behind the same VPN. */
const noise = (world: World, hops: readonly string[]): Simulated => {
  const kind = world.random()
  const address = world.address()
  const since = FIRST_DAY + world.upTo(DAYS)
  const indicator: Indicator =
    kind < 0.4
      ? { type: 'ipv4', value: address }
      : kind < 0.7
        ? { type: 'domain', value: world.domain() }
        : kind < 0.85
          ? {
              type: 'url',
              value: `http://${world.domain()}${world.chance(0.3) ? world.of(KITS) : `/${world.name(6)}/${world.name(5)}/`}${world.of(['a', 'b', 'gate'])}.php`,
            }
          : { type: 'sha256', value: world.hex(64) }
  return {
    indicator,
    statement: { ...(world.chance(0.5) ? { malware: world.of(FAMILIES) } : {}), tags: [world.of(TAGS)] },
    related: kind >= 0.4 && kind < 0.7 && world.chance(0.1) ? [{ type: 'ipv4', value: world.of(hops) }] : [],
    since,
    until: since + world.upTo(5),
    truth: null,
  }
}
