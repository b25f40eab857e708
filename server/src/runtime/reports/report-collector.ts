/** Reports that sources tell of while they are read: kept before the source's cursor moves on, so that none is lost. */

import type { Database } from '../../engines/database/database.ts'
import type { Part, ToldReport } from '../../kit/rows.ts'
import type { Source } from '../../kit/source.ts'
import { type BareReport, knownReports, reportId, settleBrought, writeReport } from '../../store/reports/write-reports.ts'
import type { StoredSource } from '../../store/standing.ts'
import { bareReport, type Looking, lookThrough } from './look.ts'

/** Held at once. */
const MOST_HEARD = 50
const MOST_CHARACTERS = 8 << 20

export interface CollectorOptions extends Looking {
  readonly database: Database
  readonly now: () => number
}

export class ReportCollector {
  readonly #options: CollectorOptions
  /** Written by runs that have not ended, by source. */
  readonly #fresh = new Map<number, string[]>()

  constructor(options: CollectorOptions) {
    this.#options = options
  }

  /** A part that is listened to while it is read. */
  listening(part: Part<unknown>, source: Source, stored: StoredSource, sample: boolean): Part<unknown> {
    const keep = (heard: ToldReport[]): Promise<void> => this.#keep(heard.splice(0), source, stored, sample)
    return {
      ...part,
      read: async function* read(answer, get, tell) {
        const heard: ToldReport[] = []
        let characters = 0
        const report = (told: ToldReport): void => {
          heard.push(told)
          characters += told.text.length
        }
        for await (const batch of part.read(answer, get, tell && { ...tell, report })) {
          yield batch
          if (heard.length < MOST_HEARD && characters < MOST_CHARACTERS) continue
          characters = 0
          await keep(heard)
        }
        await keep(heard)
      },
    }
  }

  /** The run has ended: what it took in itself of its new reports needs no review. */
  async settle({ num, profile }: StoredSource): Promise<void> {
    const reports = this.#fresh.get(num)
    this.#fresh.delete(num)
    if (reports === undefined) return
    await settleBrought(this.#options.database, { num, id: profile.id }, reports, this.#options.now())
  }

  async #keep(heard: readonly ToldReport[], source: Source, { num }: StoredSource, sample: boolean): Promise<void> {
    const { database, now } = this.#options
    const told = heard.map(report => ({ report, bare: this.#bare(report, source) }))
    const known = await knownReports(
      database,
      told.map(({ bare }) => reportId(bare)),
    )
    for (const { report, bare } of told) {
      if (known.has(reportId(bare))) continue
      const from = { source: num, ref: report.ref.slice(0, 300), link: report.url ?? report.title }
      const found = await lookThrough(this.#options, bare)
      if (!(await writeReport(database, { ...bare, ...found, from, addedAt: now(), sample }))) continue
      const fresh = this.#fresh.get(num) ?? []
      fresh.push(reportId(bare))
      this.#fresh.set(num, fresh)
    }
  }

  #bare({ date, tlp, ...report }: ToldReport, source: Source): BareReport {
    return bareReport({ ...report, published: date }, tlp ?? source.tlp, this.#options.now(), () => undefined)
  }
}
