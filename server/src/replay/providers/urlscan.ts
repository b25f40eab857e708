import { at } from '../../kit/path.ts'
import { answer, type Protocol, type Provider, REPLAY_SECRET, sampleJson } from '../provider.ts'

const MOST = 12

const sortOf = (scan: unknown): string => [at(scan, 'sort')].flat().join(',')

/** Scans from a date on, newest first, each page after the last scan of the one before. */
const search: Provider = ({ query, headers }, stage) => {
  if (headers['api-key'] !== REPLAY_SECRET) return answer({ message: 'API key invalid', status: 401 }, 401)
  const [, since, until = '*'] = /\bdate:\[(\S+) TO (\S+)\]$/.exec(query.get('q') ?? '') ?? []
  if (since === undefined) return answer({ message: 'Query syntax is wrong', status: 400 }, 400)
  const list = at(sampleJson(stage, 'search.json'), 'results')
  const due = (Array.isArray(list) ? list : []).filter(scan => isWithin(String(at(scan, 'task.time')), since, until))
  const after = query.get('search_after')
  const from = after === null ? 0 : due.findIndex(scan => sortOf(scan) === after) + 1
  const results = due.slice(from, from + Math.min(MOST, Number(query.get('size') ?? 100)))
  return answer({ results, total: due.length, took: 12, has_more: from + results.length < due.length })
}

/** Both ends count. */
const isWithin = (time: string, since: string, until: string): boolean => time >= since && (until === '*' || time <= until)

export const urlscan: Protocol = { answer: search, authorises: true }
