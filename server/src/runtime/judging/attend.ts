/** Which indicators are worth appraising: told of rows that have just come in, and of all rows when patterns or the watch have changed. */
import type { IndicatorKey } from '@keysguard/model'
import type { Transaction } from '../../engines/database/database.ts'
import { isWeightyFamily } from '../../intelligence/severity.ts'
import type { Candidate } from '../../store/candidates.ts'
import { typeCodes } from '../../store/codes.ts'
import { putKeys } from '../../store/rejudge-queue.ts'
import type { Judging } from './judging.ts'

const CVE = typeCodes.code('cve')
const likeText = (text: string): string => text.replace(/[\\%_]/g, character => `\\${character}`)

/** Chooses, by what is at hand for every row; what sources say is read only where words are watched, and of vulnerabilities. */
export class Attention {
  readonly #judging: Judging
  /** Ids of malware families that change how bad a thing is. */
  readonly #weighty = new Map<number, boolean>()

  constructor(judging: Judging) {
    this.#judging = judging
  }

  /** Enters what has just come in and is worth it. */
  async attend(transaction: Transaction, rows: readonly Candidate[]): Promise<void> {
    const chosen = await this.choose(transaction, rows)
    if (chosen.length === 0) return
    await putKeys(transaction, null, chosen)
    this.#judging.pending = true
  }

  async choose(transaction: Transaction, rows: readonly Candidate[]): Promise<readonly IndicatorKey[]> {
    const chosen = new Set(rows.filter(row => this.#isTelling(row)).map(({ key }) => key))
    const rest = rows.filter(({ key }) => !chosen.has(key))
    for (const key of await this.#watched(transaction, rest)) chosen.add(key)
    for (const key of await this.#reported(transaction, rest)) chosen.add(key)
    return [...chosen]
  }

  /** Rows whose appraisal may have lost its ground are chosen too. */
  async chooseAnew(transaction: Transaction, rows: readonly Candidate[]): Promise<readonly IndicatorKey[]> {
    const appraised = await transaction.query<{ key: string }>(
      `select replace(indicator::text, '-', '') as key from appraisal where indicator = any($1::uuid[])`,
      [rows.map(({ key }) => key)],
    )
    return [...new Set([...(await this.choose(transaction, rows)), ...appraised.map(({ key }) => key as IndicatorKey)])]
  }

  #isTelling({ key, type, value, suppressedBy, terms }: Candidate): boolean {
    const { firewall, watch } = this.#judging
    const indicator = { type: typeCodes.name(type), value }
    if (firewall.suppressedBy(indicator, key) !== suppressedBy || firewall.verdictOf(key) !== null) return true
    return watch.concerns(value) || terms.some(id => this.#isWeighty(id)) || firewall.benignEvidence(indicator).length > 0
  }

  #isWeighty(id: number): boolean {
    const known = this.#weighty.get(id)
    if (known !== undefined) return known
    const term = this.#judging.options.knowing.dictionary.term(id)
    if (term === undefined) return false
    const weighty = term.kind === 'malware' && isWeightyFamily(term.name)
    this.#weighty.set(id, weighty)
    return weighty
  }

  /** Those of which a source says a watched word. */
  async #watched(transaction: Transaction, rows: readonly Candidate[]): Promise<readonly IndicatorKey[]> {
    const { words } = this.#judging.watch
    if (words.length === 0 || rows.length === 0) return []
    const found = await transaction.query<{ key: string }>(
      `select distinct replace(a.indicator::text, '-', '') as key from assertion a
       where a.indicator = any($1::uuid[]) and lower(a.statement) like any($2::text[])`,
      [rows.map(({ key }) => key), words.map(word => `%${likeText(word)}%`)],
    )
    return found.map(({ key }) => key as IndicatorKey)
  }

  /** Vulnerabilities that somebody reports, beyond describing them. */
  async #reported(transaction: Transaction, rows: readonly Candidate[]): Promise<readonly IndicatorKey[]> {
    const vulnerabilities = rows.filter(({ type }) => type === CVE)
    if (vulnerabilities.length === 0) return []
    const found = await transaction.query<{ key: string }>(
      `select distinct replace(a.indicator::text, '-', '') as key from assertion a
       where a.indicator = any($1::uuid[]) and a.confidence is distinct from 0`,
      [vulnerabilities.map(({ key }) => key)],
    )
    return found.map(({ key }) => key as IndicatorKey)
  }
}
