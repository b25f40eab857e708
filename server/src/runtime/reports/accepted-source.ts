/** What people accepted in reports, as a source: each report is a group of rows, so that what is no longer accepted is withdrawn. */
import { IndicatorType, Statement } from '@keysguard/model'
import { z } from 'zod'
import { said } from '../../kit/fields.ts'
import { rowOf } from '../../kit/formats/json.ts'
import type { Part } from '../../kit/rows.ts'
import { observe, type Source, source } from '../../kit/source.ts'
import type { AcceptedIndicator, AcceptedReport } from '../../store/reports/accepted.ts'

/** Its id in the store. */
const REPORTS_SOURCE = 'reviewed-reports'

const Row = z.object({
  report: z.string(),
  indicator: z.object({ type: IndicatorType, value: z.string() }),
  statement: Statement,
  acceptedAt: z.string(),
})

export const acceptedSource: Source = source({
  id: REPORTS_SOURCE,
  name: 'Reviewed reports',
  provider: 'Your team',
  homepage: '',
  description: 'Indicators that people accepted in reports.',
  licence: 'As the reports say',
  terms: 'own-contract',
  reliability: 'B',
  tlp: 'amber',
  everyMinutes: 0,
  presence: 'append',
  dates: 'activity',
  mayBeEmpty: true,
  group: 'report',
  config: {},
  samples: {},
  collect: () => [],
  row: Row,
  parse: ({ indicator, statement }) => observe(indicator, statement),
})

/** `standing`: ids of all reports that have something accepted. */
export const acceptedPart = (reports: readonly AcceptedReport[], standing: readonly string[]): Part<unknown> => ({
  name: 'accepted',
  ask: { url: '' },
  incremental: true,
  read: async function* read(_answer, _get, tell) {
    for (const report of reports) yield report.indicators.map(indicator => rowOf(acceptedRow(report, indicator)))
    tell?.groups(standing)
  },
})

const acceptedRow = (report: AcceptedReport, indicator: AcceptedIndicator): z.infer<typeof Row> => ({
  report: report.id,
  indicator: { type: indicator.type, value: indicator.value },
  statement: statementOf(report, indicator),
  acceptedAt: indicator.acceptedAt,
})

const statementOf = (report: AcceptedReport, { excerpt, places }: AcceptedIndicator): Statement => {
  const { id, title, url, reporter, published, addedAt, tlp, malware, actors, techniques } = report
  const seen = published ?? addedAt
  const [place] = places
  return said<Statement>({
    malware: malware[0],
    actors: listed(actors),
    techniques: listed(techniques),
    firstSeen: seen,
    lastSeen: seen,
    tlp,
    reporter: reporter ?? undefined,
    reference: url ?? undefined,
    description: excerpt === '' ? undefined : excerpt,
    report: said({ title, url: url ?? undefined }),
    details: {
      ...(malware.length > 1 ? { 'Malware families': malware.join(', ') } : {}),
      'Report id': id,
      ...(place === undefined ? {} : { 'Place in the report': `characters ${place.start} to ${place.end}` }),
    },
  })
}

const listed = (values: readonly string[]): string[] | undefined => (values.length === 0 ? undefined : [...values])
