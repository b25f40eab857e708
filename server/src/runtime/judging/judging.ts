/** What stands against indicators at this moment: lists, own assets, verdicts, the watch. A change is stored with what it makes judge again, then compiled. */
import { type Asset, type IndicatorKey, type LiveEvent, Watch } from '@keysguard/model'
import type { Transaction } from '../../engines/database/database.ts'
import type { BenignList } from '../../intelligence/benign/list.ts'
import { ListIndex } from '../../intelligence/benign/list-index.ts'
import { SHIPPED_LISTS } from '../../intelligence/benign/shipped/index.ts'
import { Firewall, type StandingVerdict } from '../../intelligence/firewall.ts'
import { NOTHING_WATCHED, WatchSet } from '../../intelligence/watch.ts'
import { readAssets } from '../../store/assets.ts'
import { type ListChoice, readChoices, readLists } from '../../store/benign-lists.ts'
import { beginJob, putWhole } from '../../store/rejudge-queue.ts'
import { putSettings, readSettings } from '../../store/settings.ts'
import { standingVerdicts } from '../../store/verdicts.ts'
import type { Knowing } from '../../store/write-rows.ts'
import { listsOfAssets } from './own-lists.ts'

export interface JudgingOptions {
  readonly knowing: Knowing
  readonly publish: (event: LiveEvent) => void
  readonly now: () => number
}

const WATCH_UNIT = 'watch'

export class Judging {
  readonly options: JudgingOptions
  #imported: readonly BenignList[] = []
  #choices: ReadonlyMap<string, ListChoice> = new Map()
  #assets: readonly Asset[] = []
  readonly #verdicts = new Map<IndicatorKey, StandingVerdict>()
  #firewall = new Firewall(new ListIndex(SHIPPED_LISTS), this.#verdicts)
  #watch = NOTHING_WATCHED
  /** One change or one piece of background work at a time: what is judged again is judged by what was stored. */
  #turn: Promise<unknown> = Promise.resolve()
  /** Whether something may wait to be judged again. */
  pending = true

  private constructor(options: JudgingOptions) {
    this.options = options
  }

  static async load(options: JudgingOptions): Promise<Judging> {
    const judging = new Judging(options)
    await judging.#reload()
    return judging
  }

  get firewall(): Firewall {
    return this.#firewall
  }

  get watch(): WatchSet {
    return this.#watch
  }

  get assets(): readonly Asset[] {
    return this.#assets
  }

  /** Every list with what was chosen for it; those that are off too. */
  get lists(): readonly { readonly list: BenignList; readonly enabled: boolean }[] {
    return [...SHIPPED_LISTS, ...this.#imported].map(list => {
      const choice = this.#choices.get(list.id)
      const action = choice?.action ?? list.action
      return { list: action === list.action ? list : { ...list, action }, enabled: choice?.enabled ?? true }
    })
  }

  /** What the ingest asks of every row: always the lists of this moment. */
  suppressedBy: Firewall['suppressedBy'] = (indicator, key) => this.#firewall.suppressedBy(indicator, key)

  /** Waits for its turn, works, and lets the next. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work)
    this.#turn = Promise.allSettled([done])
    return done
  }

  /** Stores a change with a job that says why things are judged again, then takes it in. */
  change<T>(cause: string, edit: (transaction: Transaction, job: number) => Promise<T>): Promise<T> {
    const { knowing, now } = this.options
    return this.inTurn(async () => {
      const result = await knowing.database.transaction(async transaction =>
        edit(transaction, await beginJob(transaction, cause, now())),
      )
      await this.#reload()
      this.pending = true
      return result
    })
  }

  /** What is watched may be met by anything known. */
  setWatch(watch: Watch): Promise<void> {
    return this.change('What is watched has changed.', async (transaction, job) => {
      await putSettings(transaction, WATCH_UNIT, [{ key: WATCH_UNIT, value: JSON.stringify(watch), sealed: false }])
      await putWhole(transaction, job)
    })
  }

  /** Verdicts of `keys` as they stand now, or of all. */
  async refreshVerdicts(keys: readonly IndicatorKey[] | null): Promise<void> {
    const { knowing, now } = this.options
    const standing = await standingVerdicts(knowing.database, now(), keys)
    if (keys === null) this.#verdicts.clear()
    else for (const key of keys) this.#verdicts.delete(key)
    for (const [key, { verdict }] of standing) this.#verdicts.set(key, verdict)
  }

  async #reload(): Promise<void> {
    const { database } = this.options.knowing
    this.#imported = await readLists(database)
    this.#choices = await readChoices(database)
    this.#assets = await readAssets(database)
    await this.refreshVerdicts(null)
    const own = listsOfAssets(this.#assets)
    const on = this.lists.filter(({ enabled }) => enabled).map(({ list }) => list)
    this.#firewall = new Firewall(new ListIndex([...on, ...own]), this.#verdicts)
    const kept = (await readSettings(database)).find(({ unit }) => unit === WATCH_UNIT)
    const watch = Watch.safeParse(kept === undefined ? {} : JSON.parse(kept.value))
    this.#watch = new WatchSet(watch.success ? watch.data : Watch.parse({}), namesOf(own))
  }
}

const namesOf = (own: readonly BenignList[]): readonly string[] =>
  own.filter(({ match }) => match === 'hostname').flatMap(({ entries }) => entries)
