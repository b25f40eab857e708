import { answer, type Protocol, type Provider, REPLAY_SECRET } from '../provider.ts'

/** The feed, for those who say that they are its own program. */
const latest: Provider = ({ headers }, stage) => {
  if (headers['user-agent'] !== 'Falcon Sandbox') return answer({ message: 'Invalid User-Agent' }, 403)
  if (headers['api-key'] !== REPLAY_SECRET) return answer({ message: 'Failed to authenticate API key' }, 403)
  return answer(stage.sample('latest.json'))
}

export const hybridAnalysis: Protocol = { answer: latest, authorises: true }
