import { at } from '../../kit/path.ts'
import {
  answer,
  type Protocol,
  type Provider,
  REPLAY_SECRET,
  type ReplayAnswer,
  type ReplayStage,
  sampleJson,
} from '../provider.ts'

const DAY_MS = 86_400_000
const LONGEST_WINDOW_MS = 120 * DAY_MS
const PER_PAGE = 10

/** Records modified within a window, in pages. What is asked wrongly is not found, and a header says why. */
const records: Provider = ({ query, headers }, stage) => {
  const [start, end] = [Date.parse(query.get('lastModStartDate') ?? ''), Date.parse(query.get('lastModEndDate') ?? '')]
  if (headers.apikey !== undefined && headers.apikey !== REPLAY_SECRET) return mistake('Invalid apiKey.')
  if (Number.isNaN(start) || Number.isNaN(end)) return mistake('lastModStartDate and lastModEndDate must both be given.')
  if (end - start > LONGEST_WINDOW_MS) return mistake('The time span exceeds 120 consecutive days.')
  const found = recordsOf(stage).filter(record => {
    const modified = Date.parse(`${at(record, 'cve.lastModified')}Z`)
    return modified >= start && modified <= end
  })
  const startIndex = Number(query.get('startIndex') ?? 0)
  const vulnerabilities = found.slice(
    startIndex,
    startIndex + Math.min(PER_PAGE, Number(query.get('resultsPerPage') ?? PER_PAGE)),
  )
  return answer({
    resultsPerPage: vulnerabilities.length,
    startIndex,
    totalResults: found.length,
    format: 'NVD_CVE',
    version: '2.0',
    timestamp: new Date(stage.now).toISOString().slice(0, 23),
    vulnerabilities,
  })
}

const mistake = (message: string): ReplayAnswer => answer('', 404, { message })

const recordsOf = (stage: ReplayStage): readonly unknown[] => {
  const list = at(sampleJson(stage, 'cves.json'), 'vulnerabilities')
  return Array.isArray(list) ? list : []
}

export const nvd: Protocol = { answer: records, authorises: true }
