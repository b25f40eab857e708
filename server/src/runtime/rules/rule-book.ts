/** Every rule there is: those that ship, those that were changed here and one's own. A rule that no longer reads is kept, and said. */
import type { RuleCheck } from '@keysguard/model'
import type { Database } from '../../engines/database/database.ts'
import { type Rule, readRule, runCases } from '../../intelligence/rules/index.ts'
import { Problem } from '../../problem.ts'
import { deleteRule, readRules, type StoredRule, writeRule } from '../../store/rules.ts'

export interface RuleBookOptions {
  readonly database: Database
  /** Texts of the rules that ship. */
  readonly shipped: readonly string[]
  readonly now: () => number
  /** Told of each that cannot be used. */
  readonly onBroken: (id: string, reason: string) => void
}

export interface KeptRule {
  readonly stored: StoredRule
  /** Null for one that does not read. */
  readonly rule: Rule | null
  readonly broken: string | null
}

const SHIPPED_BY = 'KeysGuard'

export class RuleBook {
  readonly #options: RuleBookOptions
  readonly #kept = new Map<string, KeptRule>()
  /** Grows with every change of what runs. */
  revision = 0

  private constructor(options: RuleBookOptions) {
    this.#options = options
  }

  static async load(options: RuleBookOptions): Promise<RuleBook> {
    const book = new RuleBook(options)
    for (const stored of await readRules(options.database)) book.#keep(stored)
    for (const yaml of options.shipped) await book.#ship(yaml)
    for (const { stored, broken } of book.#kept.values()) if (broken !== null) options.onBroken(stored.id, broken)
    return book
  }

  get all(): readonly KeptRule[] {
    return [...this.#kept.values()].sort((a, b) => (a.stored.id < b.stored.id ? -1 : 1))
  }

  /** Those that are on and can run. */
  get running(): readonly Rule[] {
    return this.all.flatMap(({ stored, rule }) => (stored.enabled && rule ? [rule] : []))
  }

  /** Throws 'not-found'. */
  read(id: string): KeptRule {
    const kept = this.#kept.get(id)
    if (kept) return kept
    throw new Problem('not-found', `There is no rule called ${id}.`, { todo: 'List them with `keysguard rules`.' })
  }

  /** The rule a text is; throws 'bad-request' with the first thing that is wrong, by line and column. */
  parse(yaml: string): Rule {
    const read = readRule(yaml)
    if (read.ok) return read.rule
    const [first] = read.problems
    throw new Problem(
      'bad-request',
      `Line ${first?.line ?? 1}, column ${first?.column ?? 1}: ${first?.message ?? 'not valid'}.`,
      {
        todo: 'Correct the rule; `keysguard rules check` lists everything that is wrong.',
      },
    )
  }

  /** Creates or replaces a rule; whether it is on stays as it was. Throws 'bad-request'. */
  async put(id: string, yaml: string, author: string): Promise<void> {
    const rule = this.parse(yaml)
    if (rule.name !== id)
      throw new Problem('bad-request', `The outermost correlation is called ${rule.name}, not ${id}.`, {
        todo: 'A name is for ever: save the rule under its new name, and remove the old one.',
      })
    const before = this.#kept.get(id)?.stored
    if (before?.yaml === yaml) return
    await this.#write({
      id,
      yaml,
      shipped: before?.shipped ?? null,
      version: (before?.version ?? 0) + 1,
      enabled: before?.enabled ?? rule.enabled,
      author,
      updatedAt: this.#time(),
    })
  }

  async setEnabled(id: string, enabled: boolean): Promise<void> {
    const { stored } = this.read(id)
    if (stored.enabled !== enabled) await this.#write({ ...stored, enabled, updatedAt: this.#time() })
  }

  /** Removes one's own rule; one that ships becomes again what it was. */
  async remove(id: string): Promise<void> {
    const { stored } = this.read(id)
    if (stored.shipped !== null) {
      if (stored.yaml === stored.shipped)
        throw new Problem('conflict', `${id} ships with KeysGuard.`, { todo: 'Switch it off instead.' })
      await this.#write({
        ...stored,
        yaml: stored.shipped,
        version: stored.version + 1,
        author: SHIPPED_BY,
        updatedAt: this.#time(),
      })
      return
    }
    await deleteRule(this.#options.database, id)
    this.#kept.delete(id)
    this.revision += 1
  }

  #time(): string {
    return new Date(this.#options.now()).toISOString()
  }

  async #write(stored: StoredRule): Promise<void> {
    await writeRule(this.#options.database, stored)
    this.#keep(stored)
  }

  #keep(stored: StoredRule): void {
    const read = readRule(stored.yaml)
    const [first] = read.ok ? [] : read.problems
    const broken = read.ok ? null : `line ${first?.line ?? 1}: ${first?.message ?? 'not valid'}`
    this.#kept.set(stored.id, { stored, rule: read.ok ? read.rule : null, broken })
    this.revision += 1
  }

  /** A new text of a rule that was not changed here takes the place of the old one. */
  async #ship(yaml: string): Promise<void> {
    const { name, enabled } = this.parse(yaml)
    const before = this.#kept.get(name)?.stored
    if (before?.shipped === yaml) return
    const isUntouched = before === undefined || before.yaml === before.shipped
    await this.#write({
      id: name,
      yaml: isUntouched ? yaml : before.yaml,
      shipped: yaml,
      version: (before?.version ?? 0) + (isUntouched ? 1 : 0),
      enabled: before?.enabled ?? enabled,
      author: isUntouched ? SHIPPED_BY : before.author,
      updatedAt: this.#time(),
    })
  }
}

/** What is wrong with a text, and how its cases come out. */
export const checkRule = (yaml: string): RuleCheck => {
  const read = readRule(yaml)
  if (!read.ok) return { ok: false, problems: [...read.problems], rule: null, cases: [] }
  const { rule } = read
  return { ok: true, problems: [], rule: { id: rule.name, title: rule.title }, cases: [...runCases(rule)] }
}
