/** Reports as people work with them: added, read, reviewed. What is accepted goes through the pipeline as any source's rows do. */
import { type Indicator, type IndicatorType, isHealthy, type ReportDetail } from '@keysguard/model'
import { readDocument } from '../../documents/read-document.ts'
import { refusalOf } from '../../intelligence/false-positives.ts'
import { LONGEST_REPORT } from '../../intelligence/reports/find.ts'
import type { AddedReport, ReportFile, Reporting, ReportToAdd, ReviewOrder } from '../../knowledge.ts'
import { Problem } from '../../problem.ts'
import { acceptedReports, markTaken, speakingReports, untakenReports } from '../../store/reports/accepted.ts'
import { countToReview, listReports, readReport } from '../../store/reports/read-reports.ts'
import { changeReport, decide, undoReview } from '../../store/reports/review-reports.ts'
import { removeReport, reportId, writeReport } from '../../store/reports/write-reports.ts'
import type { Knowing } from '../../store/write-rows.ts'
import type { SourceRunner } from '../source-runner.ts'
import { acceptedPart, acceptedSource } from './accepted-source.ts'
import { bareReport, type Looking, lookThrough } from './look.ts'

export interface ReportDeskOptions extends Looking {
  readonly knowing: Knowing
  readonly runner: SourceRunner
  readonly now: () => number
}

export class ReportDesk implements Reporting {
  readonly #options: ReportDeskOptions
  /** One run after the other: what is decided meanwhile goes with the next. */
  #taking: Promise<void> = Promise.resolve()

  constructor(options: ReportDeskOptions) {
    this.#options = options
  }

  list: Reporting['list'] = listing => listReports(this.#options.knowing.database, this.#options.knowing.sources, listing)

  read: Reporting['read'] = (id, reads) => readReport(this.#options.knowing.database, this.#options.knowing.sources, id, reads)

  toReview: Reporting['toReview'] = reads => countToReview(this.#options.knowing.database, reads)

  async add(report: ReportToAdd, by: string): Promise<AddedReport> {
    const { knowing, now } = this.#options
    const bare = bareReport({ ...report, reporter: by }, report.tlp, now(), length => {
      throw new Problem('too-large', `The text has ${length} characters; a report has up to ${LONGEST_REPORT}.`, {
        todo: 'Add the part that matters, or the parts one after the other.',
      })
    })
    if (bare.text === '') throw new Problem('bad-request', 'There is no text in the report.', { todo: 'Paste its text.' })
    const found = await lookThrough(this.#options, bare)
    const fresh = await writeReport(knowing.database, { ...bare, ...found, from: null, addedAt: now(), sample: false })
    return { report: await this.#detail(reportId(bare)), known: !fresh }
  }

  async addFile({ file, title, url, tlp }: ReportFile, by: string): Promise<AddedReport> {
    const read = await readDocument(file)
    const named = title ?? read.title ?? file.name.replace(/\.[a-z]{2,8}$/i, '')
    return this.add({ title: named, url, published: read.published, tlp, text: read.text }, by)
  }

  async decide(order: ReviewOrder, by: string): Promise<ReportDetail> {
    const { knowing, now } = this.#options
    if (order.decision === 'accept') await this.#refuseNever(order)
    if ((await decide(knowing.database, { ...order, by, at: now() })) === null) throw unknown(order.report)
    await this.take()
    return this.#detail(order.report)
  }

  async undo(id: string): Promise<ReportDetail> {
    const undone = await undoReview(this.#options.knowing.database, id)
    if (undone === null) throw unknown(id)
    if (!undone) throw new Problem('conflict', 'There is no decision to take back.', { todo: 'Decide about a finding first.' })
    await this.take()
    return this.#detail(id)
  }

  async change(id: string, change: Parameters<Reporting['change']>[1]): Promise<ReportDetail> {
    if (!(await changeReport(this.#options.knowing.database, id, change))) throw unknown(id)
    await this.take()
    return this.#detail(id)
  }

  async remove(id: string): Promise<void> {
    const { database } = this.#options.knowing
    const { source } = await this.#detail(id)
    if (source !== null)
      throw new Problem('conflict', `It comes from ${source}, which would bring it again.`, {
        todo: 'Reject what is wrong in it, or mark it as reviewed.',
      })
    await database.transaction(transaction => removeReport(transaction, id))
    await this.#takeAll(true)
  }

  /** Brings decisions to the observations; also those that a crash left behind. */
  take(): Promise<void> {
    return this.#takeAll(false)
  }

  #takeAll(always: boolean): Promise<void> {
    const take = (): Promise<void> => this.#takeNow(always)
    // Whoever asked for the one before has heard how that ended.
    this.#taking = this.#taking.then(take, take)
    return this.#taking
  }

  async #takeNow(always: boolean): Promise<void> {
    const { knowing, runner } = this.#options
    const { database } = knowing
    const untaken = await untakenReports(database)
    if (untaken.length === 0 && !always) return
    const ids = untaken.map(({ id }) => id)
    const [reports, standing] = await Promise.all([acceptedReports(database, ids), speakingReports(database)])
    const part = acceptedPart(reports, standing)
    const empty = async function* (): AsyncGenerator<Uint8Array> {}
    const { outcome, reason } = await runner.runWith(
      acceptedSource,
      [part],
      async () => ({ unchanged: false, url: '', status: 200, headers: {}, validators: {}, body: empty() }),
      'upload',
    )
    if (outcome === null || !isHealthy(outcome))
      throw new Problem('store-unavailable', `What was accepted could not be taken in: ${reason}`, {
        todo: 'It is tried again by itself.',
      })
    await markTaken(database, untaken)
  }

  /** What cannot be an indicator at all would be refused by the pipeline without a word. */
  async #refuseNever({ report, which }: ReviewOrder): Promise<void> {
    if (!('ids' in which)) return
    const { findings } = await this.#detail(report)
    for (const { id, kind, type, value } of findings) {
      if ((kind !== 'indicator' && kind !== 'cve') || !which.ids.includes(id)) continue
      const refused = refusalOf({ type: type as IndicatorType, value } satisfies Indicator, { sample: false })
      if (refused !== null) throw new Problem('conflict', refused, { todo: 'Leave it rejected: it can be no indicator.' })
    }
  }

  async #detail(id: string): Promise<ReportDetail> {
    const report = await this.read(id, 'red')
    if (report === null) throw unknown(id)
    return report
  }
}

const unknown = (id: string): Problem =>
  new Problem('not-found', `There is no report ${id}.`, { todo: 'List them with `keysguard reports`.' })
