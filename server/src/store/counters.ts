/** Counters kept while writing, so that nobody has to count a million rows: by combination of facets, by term, by quarter of an hour. */
import { SEVERITIES, type Severity, severityOf } from '@keysguard/model'
import type { Transaction } from '../engines/database/database.ts'
import { severityCodes } from './codes.ts'
import { integers } from './copy-text.ts'
import type { Counted } from './standing.ts'

const QUARTER_MS = 15 * 60_000

/** Collects what a batch adds and takes away, then adds it in three statements. Counters of one shard are written by one transaction at a time. */
export class CounterChanges {
  readonly #cube = new Map<string | number, { readonly at: Counted; n: number }>()
  readonly #terms = new Map<number, number>()
  readonly #arrivals = new Map<number, number>()

  count(counted: Counted, by: 1 | -1): void {
    const name = cellName(counted)
    const cell = this.#cube.get(name)
    if (cell) cell.n += by
    else this.#cube.set(name, { at: counted, n: by })
    for (const term of counted.terms) this.#terms.set(term, (this.#terms.get(term) ?? 0) + by)
  }

  /** A new indicator of this risk came in at `at`. */
  arrive(risk: number, at: number): Severity {
    const severity = severityOf(risk)
    const cell = Math.floor(at / QUARTER_MS) * SEVERITIES.length + severityCodes.code(severity)
    this.#arrivals.set(cell, (this.#arrivals.get(cell) ?? 0) + 1)
    return severity
  }

  /** `source` is who brought what is new; null where nothing is. */
  async write(transaction: Transaction, shard: number, source: number | null): Promise<void> {
    const cells = [...this.#cube.values()].filter(({ n }) => n !== 0)
    if (cells.length > 0) {
      await transaction.query(
        `insert into indicator_count as c (shard, type, threat, class, sources, suppressed, sample, n)
         select $1, t, h, k, s::int[], u, m, n
         from unnest($2::smallint[], $3::smallint[], $4::smallint[], $5::text[], $6::text[]::boolean[], $7::text[]::boolean[], $8::bigint[]) as x (t, h, k, s, u, m, n)
         on conflict (shard, type, threat, class, sources, suppressed, sample) do update set n = c.n + excluded.n`,
        [
          shard,
          cells.map(({ at }) => at.type),
          cells.map(({ at }) => at.threat),
          cells.map(({ at }) => at.decayClass),
          cells.map(({ at }) => integers(at.sources)),
          cells.map(({ at }) => String(at.suppressed)),
          cells.map(({ at }) => String(at.sample)),
          cells.map(({ n }) => n),
        ],
      )
    }
    const terms = [...this.#terms].filter(([, n]) => n !== 0)
    if (terms.length > 0) {
      await transaction.query(
        `insert into term_count as c (shard, term, n) select $1, x.term, x.n from unnest($2::int[], $3::bigint[]) as x (term, n)
         on conflict (shard, term) do update set n = c.n + excluded.n`,
        [shard, terms.map(([term]) => term), terms.map(([, n]) => n)],
      )
    }
    if (this.#arrivals.size > 0) {
      const cells = [...this.#arrivals.keys()]
      await transaction.query(
        `insert into arrival as c (quarter, shard, source, severity, n)
         select x.quarter::timestamptz, $1, $2, x.severity, x.n from unnest($3::text[], $4::smallint[], $5::bigint[]) as x (quarter, severity, n)
         on conflict (quarter, shard, source, severity) do update set n = c.n + excluded.n`,
        [
          shard,
          source,
          cells.map(cell => new Date(Math.floor(cell / SEVERITIES.length) * QUARTER_MS).toISOString()),
          cells.map(cell => cell % SEVERITIES.length),
          [...this.#arrivals.values()],
        ],
      )
    }
  }
}

/** The usual cell (one source, neither suppressed nor sample) by number: this runs for every new row. */
const cellName = ({ type, threat, decayClass, suppressed, sample, sources }: Counted): string | number => {
  const [source] = sources
  if (sources.length === 1 && source !== undefined && !suppressed && !sample)
    return ((source * 64 + type) * 64 + threat) * 32_768 + decayClass
  return `${type},${threat},${decayClass},${suppressed},${sample},${sources.join(' ')}`
}
