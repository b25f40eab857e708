/** Which sources there are in this process, and their runs: one at a time each, side by side among them. */
import type { LiveEvent, Run } from '@keysguard/model'
import type { Egress } from '../egress.ts'
import type { Fetcher, Part } from '../kit/rows.ts'
import type { Config, Source } from '../kit/source.ts'
import { type Open, runSource } from '../pipeline/run-source.ts'
import { Problem } from '../problem.ts'
import { type Registered, registerSources, sourceStates } from '../store/sources.ts'
import type { StoredSource } from '../store/standing.ts'
import type { Knowing } from '../store/write-rows.ts'

export interface SourceRunnerOptions {
  readonly knowing: Knowing
  readonly egress: Egress
  readonly fetcher: Fetcher
  readonly registry: readonly Source[]
  /** Configured values by source id, over the declared defaults. */
  readonly overrides: Readonly<Record<string, Config>>
  readonly publish: (event: LiveEvent) => void
  readonly now: () => number
}

/** How a source is known to the store. */
export const registeredAs = (source: Source, registry: readonly Source[]): Registered => ({
  profile: {
    id: source.id,
    name: source.name,
    reliability: source.reliability,
    lineage: lineageOf(source, registry),
    dates: source.dates,
  },
  tlp: source.tlp,
})

/** Its own id and all it draws on, directly or through another. */
const lineageOf = (source: Source, registry: readonly Source[]): readonly string[] => {
  const lineage = new Set([source.id])
  for (const id of lineage) for (const from of registry.find(other => other.id === id)?.derivedFrom ?? []) lineage.add(from)
  return [...lineage]
}

export class SourceRunner {
  readonly #options: SourceRunnerOptions
  readonly #running = new Set<string>()

  constructor(options: SourceRunnerOptions) {
    this.#options = options
  }

  get registry(): readonly Source[] {
    return this.#options.registry
  }

  isRunning(id: string): boolean {
    return this.#running.has(id)
  }

  get anyRunning(): boolean {
    return this.#running.size > 0
  }

  source(id: string): Source {
    const found = this.#options.registry.find(source => source.id === id)
    if (!found)
      throw new Problem('not-found', `There is no source called ${id}.`, { todo: 'List them with `keysguard sources`.' })
    return found
  }

  /** Declared defaults with what the configuration says. */
  configOf(source: Source): Config {
    return { ...source.config, ...this.#options.overrides[source.id] }
  }

  /** The parts of a source at its configured addresses. */
  partsOf(source: Source): readonly Part<unknown>[] {
    const values = this.configOf(source)
    const collected = source.collect({ fetch: this.#options.fetcher, at: key => ({ name: key, url: values[key] ?? '' }) })
    return 'name' in collected ? [collected] : collected
  }

  /** Runs a registered source now. */
  run(id: string, trigger: Run['trigger']): Promise<Run> {
    const source = this.source(id)
    const open: Open = (part, validators, signal) =>
      this.#options.egress.fetch({ url: part.url, signal, ...(validators ? { validators } : {}) })
    return this.runWith(source, this.partsOf(source), open, trigger)
  }

  /** Runs a source over parts that come from elsewhere (an upload). Refuses a source that is running already. */
  async runWith(source: Source, parts: readonly Part<unknown>[], open: Open, trigger: Run['trigger']): Promise<Run> {
    if (this.#running.has(source.id)) {
      throw new Problem('conflict', `${source.name} is running already.`, {
        todo: 'Wait for the run to end; its progress is on the sources page.',
      })
    }
    this.#running.add(source.id)
    try {
      const { knowing, publish, now } = this.#options
      const stored = await this.#stored(source)
      const state = (await sourceStates(knowing.database)).find(({ num }) => num === stored.num)
      return await runSource(knowing, {
        source,
        stored,
        parts,
        open,
        trigger,
        failuresBefore: state?.failures ?? 0,
        publish,
        now,
      })
    } finally {
      this.#running.delete(source.id)
    }
  }

  async #stored(source: Source): Promise<StoredSource> {
    const { knowing, registry } = this.#options
    const known = [...knowing.sources.values()].find(({ profile }) => profile.id === source.id)
    if (known) return known
    const fresh = await registerSources(knowing.database, knowing.dictionary, [registeredAs(source, registry)])
    for (const [num, stored] of fresh) if (!knowing.sources.has(num)) knowing.sources.set(num, stored)
    const entered = [...knowing.sources.values()].find(({ profile }) => profile.id === source.id)
    if (!entered) throw new Error(`source ${source.id} could not be entered`)
    return entered
  }
}
