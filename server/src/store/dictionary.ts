/** Names of sources, malware families and tags as small integers, remembered in memory and kept in the store. */
import type { Database, Queries } from '../engines/database/database.ts'

export type TermKind = 'source' | 'malware' | 'tag'

export interface Term {
  readonly id: number
  readonly kind: TermKind
  readonly name: string
}

export class Dictionary {
  readonly #database: Database
  readonly #byName = { source: new Map<string, number>(), malware: new Map<string, number>(), tag: new Map<string, number>() }
  readonly #byId = new Map<number, Term>()

  constructor(database: Database) {
    this.#database = database
  }

  /** Reads every term; a store of a million indicators holds some ten thousand. */
  async load(): Promise<void> {
    for (const row of await this.#database.query<Term>(`select id, kind, name from term`)) this.#remember(row)
  }

  id(kind: TermKind, name: string): number | undefined {
    return this.#byName[kind].get(name)
  }

  /** The term of a malware family, 0 where none is named. */
  family(name: string | undefined): number {
    return (name === undefined ? undefined : this.#byName.malware.get(name)) ?? 0
  }

  /** Ids of a name in any letter case. */
  ids(kind: TermKind, name: string): readonly number[] {
    const wanted = name.toLowerCase()
    return [...this.#byId.values()].filter(term => term.kind === kind && term.name.toLowerCase() === wanted).map(({ id }) => id)
  }

  /** Ids of malware families and tags that hold `text`, at most a hundred. */
  containing(text: string): readonly number[] {
    const found: number[] = []
    for (const { id, kind, name } of this.#byId.values()) {
      if (kind !== 'source' && name.toLowerCase().includes(text)) found.push(id)
      if (found.length === 100) break
    }
    return found
  }

  term(id: number): Term | undefined {
    return this.#byId.get(id)
  }

  /** Makes sure each is known; committed at once, so a later roll-back leaves at most an unused name. */
  async learn(wanted: Iterable<{ readonly kind: TermKind; readonly name: string }>): Promise<void> {
    const missing = new Map<string, { kind: TermKind; name: string }>()
    for (const { kind, name } of wanted) {
      if (!this.#byName[kind].has(name)) missing.set(`${kind}\t${name}`, { kind, name })
    }
    if (missing.size === 0) return
    const list = [...missing.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
    const kinds = list.map(({ kind }) => kind)
    const names = list.map(({ name }) => name)
    await this.#database.query(
      `insert into term (kind, name) select * from unnest($1::text[], $2::text[]) on conflict do nothing`,
      [kinds, names],
    )
    await this.refresh(this.#database, kinds, names)
  }

  /** Names for ids this process has not met (another process taught them). */
  async meet(ids: readonly number[]): Promise<void> {
    const unknown = ids.filter(id => !this.#byId.has(id))
    if (unknown.length === 0) return
    for (const row of await this.#database.query<Term>(`select id, kind, name from term where id = any($1::int[])`, [unknown])) {
      this.#remember(row)
    }
  }

  private async refresh(queries: Queries, kinds: readonly string[], names: readonly string[]): Promise<void> {
    const rows = await queries.query<Term>(
      `select id, kind, name from term where (kind, name) in (select * from unnest($1::text[], $2::text[]))`,
      [kinds, names],
    )
    for (const row of rows) this.#remember(row)
  }

  #remember(term: Term): void {
    this.#byName[term.kind].set(term.name, term.id)
    this.#byId.set(term.id, term)
  }
}
