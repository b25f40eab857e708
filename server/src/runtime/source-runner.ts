/** Which sources there are in this process, and their runs: one at a time each, side by side among them. */
import type { LiveEvent, Run, Trial } from '@keysguard/model'
import { type Credentials, hiding } from '../egress/credentials.ts'
import type { Egress } from '../egress.ts'
import type { Fetcher, Part } from '../kit/rows.ts'
import { missingSettings, secretsIn, type Values } from '../kit/settings.ts'
import type { Source } from '../kit/source.ts'
import { goOnFrom } from '../pipeline/go-on-from.ts'
import type { Suppressing } from '../pipeline/judge.ts'
import { type Open, type RunOrder, runSource } from '../pipeline/run-source.ts'
import { trySource } from '../pipeline/try-source.ts'
import { Problem } from '../problem.ts'
import { readCursors } from '../store/feed-parts.ts'
import { type Registered, registerSources, type SourceState, setDue, sourceStates } from '../store/sources.ts'
import type { StoredSource } from '../store/standing.ts'
import type { Knowing } from '../store/write-rows.ts'
import { Places, Seat } from './places.ts'
import type { UnitSettings } from './unit-settings.ts'

export interface SourceRunnerOptions {
  readonly knowing: Knowing
  readonly egress: Egress
  readonly fetcher: Fetcher
  readonly registry: readonly Source[]
  readonly settings: UnitSettings
  /** The lists that ship, unless told otherwise. */
  readonly firewall?: Suppressing
  /** Keeps the reports that sources tell of. */
  readonly reports?: ReportListener
  readonly publish: (event: LiveEvent) => void
  readonly now: () => number
}

/** Hears of reports while a part is read, and of the end of the run. */
export interface ReportListener {
  listening(part: Part<unknown>, source: Source, stored: StoredSource, sample: boolean): Part<unknown>
  settle(stored: StoredSource): Promise<void>
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

/** Whether a source runs on its schedule: switched on, not paused, and with all it needs. */
export const isEnabled = (source: Source, state: SourceState | undefined): boolean => state?.enabled ?? source.onByDefault

/** More would only fight over the same two cores, and fill the memory. */
const WORKING_AT_ONCE = 4

export class SourceRunner {
  readonly #options: SourceRunnerOptions
  readonly #running = new Set<string>()
  readonly #places = new Places(WORKING_AT_ONCE)
  readonly #registry: Map<string, Source>

  constructor(options: SourceRunnerOptions) {
    this.#options = options
    this.#registry = new Map(options.registry.map(source => [source.id, source]))
  }

  get registry(): readonly Source[] {
    return [...this.#registry.values()]
  }

  /** Takes in a source that a person declared, or a new version of it; it is due at once. */
  async declare(source: Source): Promise<void> {
    const { knowing } = this.#options
    this.#registry.set(source.id, source)
    const registered = await registerSources(knowing.database, knowing.dictionary, [registeredAs(source, this.registry)])
    for (const [num, stored] of registered) if (stored.profile.id === source.id) knowing.sources.set(num, stored)
    await setDue(knowing.database, source.id)
  }

  /** Forgets a source; what it said is kept. */
  retire(id: string): void {
    this.#registry.delete(id)
  }

  isRunning(id: string): boolean {
    return this.#running.has(id)
  }

  get anyRunning(): boolean {
    return this.#running.size > 0
  }

  source(id: string): Source {
    const found = this.#registry.get(id)
    if (!found)
      throw new Problem('not-found', `There is no source called ${id}.`, { todo: 'List them with `keysguard sources`.' })
    return found
  }

  /** Ids of sources that are due, the longest due first. */
  async due(): Promise<string[]> {
    const at = this.#options.now()
    return (await sourceStates(this.#options.knowing.database))
      .filter(state => {
        const source = this.#registry.get(state.id)
        if (!source || source.everyMinutes === 0 || state.paused || (state.nextRunAt ?? 0) > at) return false
        return isEnabled(source, state) && this.#options.settings.missing(source).length === 0
      })
      .sort((a, b) => (a.nextRunAt ?? 0) - (b.nextRunAt ?? 0))
      .map(({ id }) => id)
  }

  /** The parts of a source at its configured addresses; `since` tells how far each was read. */
  partsOf(source: Source, since: ReadonlyMap<string, string> | string | null = null, values?: Values): readonly Part<unknown>[] {
    const given = values ?? this.#options.settings.values(source)
    const now = this.#options.now()
    if (typeof since === 'string' && Date.parse(since) > now)
      throw new Problem('bad-request', `${since} is still to come.`, { todo: 'Name a date of the past.' })
    let isAsked = false
    const collected = source.collect({
      fetch: this.#options.fetcher,
      at: key => ({ name: key, url: given[key] ?? '' }),
      setting: key => given[key] ?? '',
      since: part => {
        isAsked = true
        return since === null || typeof since === 'string' ? since : (since.get(part) ?? null)
      },
      now,
    })
    if (typeof since === 'string' && !isAsked)
      throw new Problem(
        'bad-request',
        `${source.provider} has no way to ask for ${source.name} from a date on: it sends what it has.`,
        {
          todo: 'Run it without a date.',
        },
      )
    return 'name' in collected ? [collected] : collected
  }

  /** Runs a registered source now; `since` (ISO 8601) reads it again from there. Throws 'conflict' when it lacks something, 'bad-request' when its provider knows no dates. */
  async run(id: string, trigger: Run['trigger'], since?: string): Promise<Run> {
    const source = this.source(id)
    const missing = this.#options.settings.missing(source)
    if (missing.length > 0)
      throw new Problem('conflict', `${source.name} needs: ${missing.join('; ')}.`, {
        todo: "Set it on the source's page, with `keysguard sources ID --set KEY=VALUE`, or in the configuration.",
      })
    const stored = await this.#stored(source)
    const kept = await readCursors(this.#options.knowing.database, stored.num, source.version)
    const { cursors, notes } = goOnFrom(source, kept, this.#options.now())
    const values = this.#options.settings.values(source)
    const parts = this.partsOf(source, since ?? cursors, values)
    const open = this.#open(source, parts, values)
    const hide = hidingOf(source, values)
    if (since === undefined) return this.runWith(source, parts, open, trigger, { hide, notes })
    // "Nothing has changed since the last run" is no answer to who asks for what came before it.
    return this.runWith(source, parts, (ask, _, signal) => open(ask, null, signal), trigger, { hide })
  }

  /** Asks a source with values that are not saved yet, and reads its first rows. Stores nothing. */
  async try(source: Source, given: Values): Promise<Trial> {
    const values = this.#options.settings.values(source, given)
    const missing = missingSettings(source.config, values)
    if (missing.length > 0)
      throw new Problem('bad-request', `${source.name} needs: ${missing.join('; ')}.`, { todo: 'Fill it in and try again.' })
    const parts = this.partsOf(source, null, values)
    const hide = hidingOf(source, values)
    return trySource(source, parts, this.#open(source, parts, values), { now: this.#options.now(), hide })
  }

  #open(source: Source, parts: readonly Part<unknown>[], values: Values): Open {
    const credentials = credentialsOf(source, parts, values)
    const maxBytes = source.largestMb * 1_048_576
    return (ask, validators, signal) =>
      this.#options.egress.fetch({ ask, signal, maxBytes, credentials, ...(validators ? { validators } : {}) })
  }

  /** Runs a source over parts that come from elsewhere (an upload). Refuses a source that is running already. */
  async runWith(
    source: Source,
    parts: readonly Part<unknown>[],
    open: Open,
    trigger: Run['trigger'],
    told: Pick<RunOrder, 'hide' | 'notes'> = {},
  ): Promise<Run> {
    if (this.#running.has(source.id)) {
      throw new Problem('conflict', `${source.name} is running already.`, {
        todo: 'Wait for the run to end; its progress is on the sources page.',
      })
    }
    this.#running.add(source.id)
    const seat = new Seat(this.#places)
    try {
      const { knowing, firewall, reports, publish, now } = this.#options
      const stored = await this.#stored(source)
      const state = (await sourceStates(knowing.database)).find(({ num }) => num === stored.num)
      const heard = reports ? parts.map(part => reports.listening(part, source, stored, trigger === 'sample')) : parts
      const run = await runSource(knowing, {
        source,
        stored,
        parts: heard,
        open: seat.opening(open),
        trigger,
        failuresBefore: state?.failures ?? 0,
        ...told,
        ...(firewall ? { firewall } : {}),
        publish,
        now,
      })
      await reports?.settle(stored)
      return run
    } finally {
      seat.leave()
      this.#running.delete(source.id)
    }
  }

  async #stored(source: Source): Promise<StoredSource> {
    const { knowing } = this.#options
    const known = [...knowing.sources.values()].find(({ profile }) => profile.id === source.id)
    if (known) return known
    const fresh = await registerSources(knowing.database, knowing.dictionary, [registeredAs(source, this.registry)])
    for (const [num, stored] of fresh) if (!knowing.sources.has(num)) knowing.sources.set(num, stored)
    const entered = [...knowing.sources.values()].find(({ profile }) => profile.id === source.id)
    if (!entered) throw new Error(`source ${source.id} could not be entered`)
    return entered
  }
}

const hidingOf = ({ config }: Source, values: Values): ((text: string) => string) => hiding(secretsIn(config, values))

/** Secrets may go where the settings and the source's own first requests lead. */
const credentialsOf = ({ config }: Source, parts: readonly Part<unknown>[], values: Values): Credentials => {
  const addresses = Object.entries(config).flatMap(([key, { kind }]) => (kind === 'address' ? [values[key] ?? ''] : []))
  const asked = parts.flatMap(({ ask }) => [ask.url, ask.token?.url ?? ''])
  const origins = [...addresses, ...asked].flatMap(url => (URL.canParse(url) ? [new URL(url).origin] : []))
  return { secrets: secretsIn(config, values), origins: [...new Set(origins)] }
}
