/** The feeds that people declared: those of the store, and the files of the data folder, which are changed there. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Feed, FeedCheck } from '@keysguard/model'
import type { Database } from '../engines/database/database.ts'
import type { Source } from '../kit/source.ts'
import { Problem } from '../problem.ts'
import { checkFeed, readFeed } from '../sources/declared/index.ts'
import { readDeclarations, removeDeclaration, writeDeclaration } from '../store/declared-sources.ts'

/** Larger files are no declarations. */
const LARGEST_FILE = 1 << 20

export interface DeclaredFeedsOptions {
  readonly database: Database
  /** Holds `*.yaml` files. */
  readonly folder: string
  /** Sources that ship with KeysGuard: their ids are taken. */
  readonly shipped: readonly Source[]
  readonly now: () => number
  /** Told of each declaration that cannot be used at the start; the others are. */
  readonly onBroken: (where: string, reason: string) => void
}

interface Entry {
  readonly feed: Feed
  /** Null for one that no longer reads. */
  readonly source: Source | null
}

export class DeclaredFeeds {
  readonly #options: DeclaredFeedsOptions
  readonly #taken: ReadonlySet<string>
  readonly #entries = new Map<string, Entry>()

  private constructor(options: DeclaredFeedsOptions) {
    this.#options = options
    this.#taken = new Set(options.shipped.map(({ id }) => id))
  }

  static async load(options: DeclaredFeedsOptions): Promise<DeclaredFeeds> {
    const feeds = new DeclaredFeeds(options)
    for (const { id, yaml, updatedAt } of await readDeclarations(options.database))
      feeds.#keep(id, { id, yaml, readOnly: false, updatedAt })
    for (const file of feeds.#files()) feeds.#keepFile(file)
    return feeds
  }

  /** Those that can run. */
  get sources(): readonly Source[] {
    return [...this.#entries.values()].flatMap(({ source }) => source ?? [])
  }

  /** Whether a person declared it, even if it no longer reads. */
  has(id: string): boolean {
    return this.#entries.has(id) && !this.#taken.has(id)
  }

  /** Throws 'not-found'. */
  read(id: string): Feed {
    const entry = this.#entries.get(id)
    if (entry) return entry.feed
    throw new Problem('not-found', `There is no declared feed called ${id}.`, { todo: 'List them with `keysguard feeds`.' })
  }

  check(yaml: string): FeedCheck {
    return checkFeed(yaml, this.#taken)
  }

  /** The source a declaration is; throws 'bad-request' with the first thing that is wrong, by line and column. */
  source(yaml: string): Source {
    const read = readFeed(yaml, this.#taken)
    if (read.ok) return read.source
    const [first] = read.problems
    throw new Problem(
      'bad-request',
      `Line ${first?.line ?? 1}, column ${first?.column ?? 1}: ${first?.message ?? 'not valid'}.`,
      {
        todo: 'Correct the declaration; `keysguard feeds check` lists everything that is wrong.',
      },
    )
  }

  /** Creates or replaces a feed. Throws 'bad-request', and 'conflict' for one that a file declares. */
  async put(id: string, yaml: string): Promise<Source> {
    const source = this.source(yaml)
    if (source.id !== id)
      throw new Problem('bad-request', `The declaration says its id is ${source.id}, not ${id}.`, {
        todo: 'An id is for ever: declare a new feed under the new id, and remove the old one.',
      })
    this.#refuseFile(id)
    const updatedAt = new Date(this.#options.now()).toISOString()
    await writeDeclaration(this.#options.database, { id, yaml, updatedAt })
    this.#entries.set(id, { feed: { id, yaml, readOnly: false, updatedAt }, source })
    return source
  }

  /** Throws 'not-found', and 'conflict' for a feed that a file declares. */
  async remove(id: string): Promise<void> {
    this.read(id)
    this.#refuseFile(id)
    await removeDeclaration(this.#options.database, id)
    this.#entries.delete(id)
  }

  #refuseFile(id: string): void {
    if (this.#entries.get(id)?.feed.readOnly !== true) return
    throw new Problem('conflict', `${id} is declared by a file in ${this.#options.folder}.`, {
      todo: 'Change or remove the file, and start again.',
    })
  }

  #files(): string[] {
    const { folder, onBroken } = this.#options
    if (!existsSync(folder)) return []
    try {
      return readdirSync(folder)
        .filter(name => /\.ya?ml$/.test(name))
        .sort()
        .map(name => join(folder, name))
    } catch (error) {
      onBroken(folder, error instanceof Error ? error.message : String(error))
      return []
    }
  }

  #keepFile(path: string): void {
    const { onBroken } = this.#options
    try {
      const about = statSync(path)
      if (about.size > LARGEST_FILE) throw new RangeError('too large to be a declaration')
      const yaml = readFileSync(path, 'utf8')
      const source = this.source(yaml)
      if (this.#entries.get(source.id)?.feed.readOnly) throw new RangeError(`another file declares ${source.id} too`)
      const feed: Feed = { id: source.id, yaml, readOnly: true, updatedAt: about.mtime.toISOString() }
      this.#entries.set(source.id, { feed, source })
    } catch (error) {
      onBroken(path, error instanceof Error ? error.message : String(error))
    }
  }

  /** What was right when it was saved may not be after an upgrade: it is kept, and said. */
  #keep(id: string, feed: Feed): void {
    const read = readFeed(feed.yaml, this.#taken)
    this.#entries.set(id, { feed, source: read.ok ? read.source : null })
    if (read.ok) return
    const [first] = read.problems
    this.#options.onBroken(`feed ${id}`, `line ${first?.line ?? 1}: ${first?.message ?? 'not valid'}`)
  }
}
