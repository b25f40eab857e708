/** What a report is looked through with now: ATT&CK, and what speaks against an indicator. */
import type { Indicator } from '@keysguard/model'
import { keyOf } from '../../indicators/index.ts'
import type { Attack } from '../../intelligence/attack/attack.ts'
import { refusalOf } from '../../intelligence/false-positives.ts'
import { type FoundInReport, findInReport, LONGEST_REPORT } from '../../intelligence/reports/find.ts'
import { keptText } from '../../intelligence/reports/text.ts'
import type { Suppressing } from '../../pipeline/judge.ts'
import type { BareReport } from '../../store/reports/write-reports.ts'

export interface Looking {
  readonly attack: { current(): Promise<Attack> }
  readonly firewall: Suppressing
}

export const lookThrough = async ({ attack, firewall }: Looking, { text, url }: BareReport): Promise<FoundInReport> =>
  findInReport(text, { attack: await attack.current(), url, against: indicator => speaksAgainst(indicator, firewall) })

const speaksAgainst = (indicator: Indicator, firewall: Suppressing): string | null => {
  const refused = refusalOf(indicator, { sample: false })
  if (refused !== null) return refused
  const list = firewall.suppressedBy(indicator, keyOf(indicator))
  return list === null ? null : `It is hardly ever malicious: ${list}.`
}

const LONGEST_TITLE = 300
const LONGEST_URL = 2_000
const LONGEST_NAME = 200

export interface GivenReport {
  readonly title: string
  readonly url?: string | null | undefined
  readonly reporter?: string | null | undefined
  /** In any form a date can be read from. */
  readonly published?: string | null | undefined
  readonly text: string
}

/** As it is kept; `tooLong` is told of the length of a text that is longer than a report can be, which is cut where it does not throw. */
export const bareReport = (
  given: GivenReport,
  tlp: BareReport['tlp'],
  now: number,
  tooLong: (length: number) => void,
): BareReport => {
  const whole = keptText(given.text)
  if (whole.length > LONGEST_REPORT) tooLong(whole.length)
  const text = keptText(whole.slice(0, LONGEST_REPORT))
  const published = Date.parse(given.published ?? '')
  return {
    title: oneLine(given.title).slice(0, LONGEST_TITLE) || firstLine(text) || 'Report without a title',
    url: webAddress(given.url),
    reporter: oneLine(given.reporter ?? '').slice(0, LONGEST_NAME) || null,
    published: Number.isNaN(published) || published > now ? null : published,
    tlp,
    text,
  }
}

const oneLine = (text: string): string => keptText(text.slice(0, 4 * LONGEST_URL)).replace(/\s+/g, ' ')
const firstLine = (text: string): string => oneLine(text.slice(0, 2 * LONGEST_TITLE).split('\n', 1)[0] ?? '').slice(0, 120)

const webAddress = (url: string | null | undefined): string | null =>
  url && url.length <= LONGEST_URL && /^https?:\/\//i.test(url) && URL.canParse(url) ? new URL(url).href : null
