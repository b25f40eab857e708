/** New indicators that search has to catch up with, a row for each batch: all that search needs of them, so that none is looked up again. */
import type { IndicatorKey } from '@keysguard/model'
import type { Transaction } from '../engines/database/database.ts'
import type { Candidate } from './candidates.ts'
import { CopyRows } from './copy-rows.ts'

/** What a batch takes besides its texts: a key of 16 bytes, two numbers, and what arrays say of each. */
const ENTRY_BYTES = 36

/** New indicators of a batch, column by column. */
export class SearchBacklog {
  readonly keys: IndicatorKey[] = []
  readonly #types: number[] = []
  readonly #families: number[] = []
  readonly #values: string[] = []
  readonly #suppressions: (string | null)[] = []
  #characters = 0

  get size(): number {
    return this.keys.length
  }

  /** `family` is the term of its malware family, 0 where there is none. */
  add(key: IndicatorKey, type: number, value: string, family: number, suppressedBy: string | null): void {
    this.keys.push(key)
    this.#types.push(type)
    this.#families.push(family)
    this.#values.push(value)
    this.#suppressions.push(suppressedBy)
    this.#characters += value.length + 1
  }

  async write(transaction: Transaction): Promise<void> {
    if (this.size === 0) return
    const suppressions = JSON.stringify(this.#suppressions.every(one => one === null) ? [] : this.#suppressions)
    const rows = new CopyRows(5)
    rows.row(this.size * ENTRY_BYTES + this.#characters + suppressions.length)
    rows.uuids(this.keys)
    rows.int4s(this.#types)
    rows.int4s(this.#families)
    // No value holds the end of a line.
    rows.text(this.#values.join('\n'))
    rows.text(suppressions)
    await transaction.copy('indicator_text_backlog (keys, types, families, texts, suppressions)', rows.bytes)
  }
}

interface Taken {
  /** 32 hex digits each. */
  readonly keys: string
  readonly types: readonly number[]
  readonly families: readonly number[]
  readonly texts: string
  readonly suppressions: readonly (string | null)[]
}

const KEY_DIGITS = 32

/** Takes the oldest batches out, at most `batches` of them that nobody else takes, and hands them on to be linked. */
export const takeSearchBacklog = async (transaction: Transaction, batches: number): Promise<readonly Candidate[]> => {
  const taken = await transaction.query<Taken>(
    `with taken as (
       delete from indicator_text_backlog where id in (select id from indicator_text_backlog order by id limit $1 for update skip locked) returning *),
     handed_on as (insert into link_backlog (keys) select keys from taken order by id)
     select (select encode(string_agg(uuid_send(key), ''::bytea order by place), 'hex') from unnest(keys) with ordinality as k (key, place)) as keys,
       array_to_json(types) as types, array_to_json(families) as families, texts, suppressions::json as suppressions
     from taken order by id`,
    [batches],
  )
  return taken.flatMap(candidatesOf)
}

const candidatesOf = ({ keys, types, families, texts, suppressions }: Taken): readonly Candidate[] =>
  texts.split('\n').map((value, row) => ({
    key: keys.slice(row * KEY_DIGITS, (row + 1) * KEY_DIGITS) as IndicatorKey,
    type: types[row]!,
    value,
    suppressedBy: suppressions[row] ?? null,
    terms: families[row] === 0 ? [] : [families[row]!],
  }))
