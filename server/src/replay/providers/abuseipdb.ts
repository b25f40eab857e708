import { at } from '../../kit/path.ts'
import { answer, type Protocol, type Provider, REPLAY_SECRET, type ReplayAnswer, sampleJson } from '../provider.ts'

const refused = (status: number, detail: string, headers: Readonly<Record<string, string>> = {}): ReplayAnswer =>
  answer({ errors: [{ detail, status }] }, status, headers)

/** The blacklist from a score on, as many as are asked for. */
const blacklist: Provider = ({ query, headers }, stage) => {
  if (headers.key !== REPLAY_SECRET)
    return refused(401, 'Authentication failed. Your API key is either missing, incorrect, or revoked.')
  const least = Number(query.get('confidenceMinimum') ?? 100)
  if (!(least >= 25 && least <= 100)) return refused(422, 'The confidence minimum must be between 25 and 100.')
  const document = sampleJson(stage, 'blacklist.json')
  const data = at(document, 'data')
  const rows = (Array.isArray(data) ? data : []).filter(row => Number(at(row, 'abuseConfidenceScore')) >= least)
  return answer({ meta: at(document, 'meta'), data: rows.slice(0, Number(query.get('limit') ?? 10_000)) })
}

export const abuseipdb: Protocol = { answer: blacklist, authorises: true }
