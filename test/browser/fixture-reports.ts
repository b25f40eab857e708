/** Reports in the fixture: one to review with text that would harm, a long one, and one that is done. */
import {
  FindingKind,
  type FindingStatus,
  type Place,
  type ReportDetail,
  type ReportFinding,
  ReportState,
  ReviewDecision,
  Tlp,
} from '@keysguard/model'
import { z } from 'zod'
import { fixtureProblem } from './fixture-problem.ts'
import { ago } from './fixture-sources.ts'
import { HOSTILE } from './hostile.ts'

const PARAGRAPH =
  'The operators went on in the same way for weeks: a mail with an invoice, a loader, and a quiet wait until Friday evening.\n\n'

const TEXT = `Amber Heron comes back with a new loader

Between 4 and 9 January the group sent invoices from billing[.]evil-sample[.]com. Who opened them fetched hxxps://cdn.evil-sample.com/fdp.exe and began to talk to 203[.]0[.]113[.]66 on port 443, later to 198.51.100.23.

The loader installs Remcos (T1059.001, T1566) and exploits CVE-2025-20002 on its way. The operators call themselves Grey Heron.

The note they leave reads: ${HOSTILE.markup} and ${HOSTILE.script}, with a file named ${HOSTILE.bidi}.

${PARAGRAPH.repeat(30)}
Indicators of compromise

203[.]0[.]113[.]66
198.51.100.23
44d88612fea8a8f36de82e1278abb02f44d88612fea8a8f36de82e1278abb02f
`

const placesOf = (text: string, written: string): Place[] => {
  const places: Place[] = []
  for (let start = text.indexOf(written); start >= 0; start = text.indexOf(written, start + 1))
    places.push({ start, end: start + written.length })
  return places
}

type Row = readonly [written: string, kind: FindingKind, type: string, value: string, label: string, status?: FindingStatus]

const ROWS: readonly Row[] = [
  ['billing[.]evil-sample[.]com', 'indicator', 'domain', 'billing.evil-sample.com', ''],
  ['hxxps://cdn.evil-sample.com/fdp.exe', 'indicator', 'url', 'https://cdn.evil-sample.com/fdp.exe', ''],
  ['203[.]0[.]113[.]66', 'indicator', 'ipv4', '203.0.113.66', ''],
  ['198.51.100.23', 'indicator', 'ipv4', '198.51.100.23', '', 'rejected'],
  [
    '44d88612fea8a8f36de82e1278abb02f44d88612fea8a8f36de82e1278abb02f',
    'indicator',
    'sha256',
    '44d88612fea8a8f36de82e1278abb02f44d88612fea8a8f36de82e1278abb02f',
    '',
  ],
  ['CVE-2025-20002', 'cve', 'cve', 'CVE-2025-20002', ''],
  ['T1059.001', 'technique', 'T1059.001', 'T1059.001', 'PowerShell'],
  ['T1566', 'technique', 'T1566', 'T1566', 'Phishing'],
  ['Remcos', 'malware', 'S9101', 'Remcos', ''],
  ['Amber Heron', 'actor', 'G9001', 'Amber Heron', HOSTILE.markup],
]

const findingsOf = (text: string): ReportFinding[] =>
  ROWS.flatMap(([written, kind, type, value, label, status = 'proposed'], at) => {
    const places = placesOf(text, written)
    const [first] = places
    if (first === undefined) return []
    return {
      id: at + 1,
      kind,
      type,
      value,
      label,
      places,
      times: places.length,
      excerpt: text.slice(Math.max(0, first.start - 60), first.end + 60),
      confidence: status === 'rejected' ? 20 : 85,
      evidence: written.includes('[.]') ? 'Written so that nobody follows it.' : 'Named in the text.',
      status,
      reason: status === 'rejected' ? 'It belongs to a network that everybody uses.' : null,
      by: null,
      at: null,
      indicator: null,
    }
  })

const counted = (report: ReportDetail): ReportDetail => {
  const counts = { proposed: 0, accepted: 0, rejected: 0 }
  for (const { status } of report.findings) counts[status]++
  return { ...report, counts, state: counts.proposed > 0 ? 'to-review' : 'reviewed' }
}

const reportOf = (id: number, over: Partial<ReportDetail>): ReportDetail => {
  const { text = TEXT } = over
  return counted({
    id: id.toString(16).padStart(32, '0'),
    title: 'Amber Heron comes back with a new loader',
    source: 'Field notes',
    reporter: null,
    url: 'https://blog.evil-sample.com/amber-heron',
    published: ago(900),
    addedAt: ago(600 + id),
    tlp: 'clear',
    state: 'to-review',
    sample: false,
    counts: { proposed: 0, accepted: 0, rejected: 0 },
    text,
    leftOut: 0,
    findings: findingsOf(text),
    link: 'https://blog.evil-sample.com/amber-heron',
    canUndo: false,
    ...over,
  })
}

export interface FixtureReports {
  items: ReportDetail[]
  readonly past: ReportDetail[]
}

export const fixtureReports = (): FixtureReports => ({
  items: [
    reportOf(1, {}),
    reportOf(2, {
      title: HOSTILE.markup,
      source: null,
      reporter: HOSTILE.bidi,
      url: HOSTILE.link,
      link: null,
      tlp: 'amber+strict',
    }),
    reportOf(3, {
      title: 'What we saw last week',
      text: 'Nothing of note.',
      source: null,
      reporter: 'ana',
      url: null,
      link: null,
    }),
  ],
  past: [],
})

export const NewReport = z.object({ text: z.string(), title: z.string(), url: z.string().optional(), tlp: Tlp.optional() })
export const ReportPatch = z.strictObject({
  title: z.string().optional(),
  url: z.string().nullable().optional(),
  tlp: Tlp.optional(),
  state: ReportState.optional(),
})
export const ReviewBody = z.strictObject({
  decision: ReviewDecision,
  findings: z.array(z.number()).optional(),
  kind: FindingKind.optional(),
})

export const listFixtureReports = ({ items }: FixtureReports, asked: URLSearchParams): unknown => {
  const state = asked.get('state')
  const q = asked.get('q') ?? ''
  const found = items.filter(
    report => (state === null || report.state === state) && (report.title.includes(q) || report.url === q),
  )
  return { items: found, next: null, toReview: items.filter(report => report.state === 'to-review').length }
}

export const fixtureReport = ({ items }: FixtureReports, id: string): ReportDetail => {
  const report = items.find(each => each.id === id)
  if (report === undefined) throw fixtureProblem(404, 'not-found', `There is no report ${id}.`, 'Look at the list of reports.')
  return report
}

const keep = (reports: FixtureReports, report: ReportDetail): ReportDetail => {
  reports.items = reports.items.map(each => (each.id === report.id ? report : each))
  return report
}

export const addFixtureReport = (reports: FixtureReports, { text, title }: z.infer<typeof NewReport>): unknown => {
  if (text.startsWith('%PDF'))
    throw fixtureProblem(422, 'unreadable', 'The PDF is encrypted.', 'Save it without a password, or paste its text.')
  const known = reports.items.find(report => report.text === text)
  if (known !== undefined) return { report: known, known: true }
  const id = reports.items.length + 1
  const fresh = { title: title === '' ? 'Report' : title, text, source: null, reporter: 'admin', url: null, link: null }
  const report = reportOf(id, { ...fresh, addedAt: ago(0), published: null })
  reports.items = [report, ...reports.items]
  return { report, known: false }
}

export const changeFixtureReport = (reports: FixtureReports, id: string, change: z.infer<typeof ReportPatch>): ReportDetail => {
  const report = fixtureReport(reports, id)
  return keep(reports, {
    ...report,
    title: change.title ?? report.title,
    url: change.url === undefined ? report.url : change.url,
    tlp: change.tlp ?? report.tlp,
    state: change.state ?? report.state,
  })
}

export const removeFixtureReport = (reports: FixtureReports, id: string): unknown => {
  reports.items = reports.items.filter(report => report.id !== id)
  return { done: true }
}

const STATUS = { accept: 'accepted', reject: 'rejected', propose: 'proposed' } as const

export const reviewFixture = (reports: FixtureReports, id: string, order: z.infer<typeof ReviewBody>): ReportDetail => {
  const report = fixtureReport(reports, id)
  reports.past.push(report)
  const isMeant = (one: ReportFinding): boolean =>
    order.kind === undefined ? (order.findings ?? []).includes(one.id) : one.kind === order.kind && one.status === 'proposed'
  const findings = report.findings.map(one =>
    isMeant(one) ? { ...one, status: STATUS[order.decision], reason: null, by: 'admin', at: ago(0) } : one,
  )
  return keep(reports, counted({ ...report, findings, canUndo: true }))
}

export const undoFixture = (reports: FixtureReports, id: string): ReportDetail => {
  const at = reports.past.findLastIndex(report => report.id === id)
  const [before] = at < 0 ? [] : reports.past.splice(at, 1)
  if (before === undefined) throw fixtureProblem(409, 'conflict', 'There is no decision to take back.', 'Decide first.')
  return keep(reports, before)
}
