/** Plays the sample day into the store, marked as sample on every row. */

import type { Run } from '@keysguard/model'
import type { Source } from '../kit/source.ts'
import { protocols } from '../replay/providers/index.ts'
import { play, replayValues, type Stage } from '../replay/replay.ts'
import type { SourceRunner } from './source-runner.ts'

/** Nothing is fetched: the providers are played in this process. */
const ORIGIN = 'http://replay.invalid'

/** Only sources that anybody has at once: what needs a key shows nothing before there is one. Those that are running come when `settled` says so. */
export const playSampleDay = async (runner: SourceRunner, now: number, settled: () => Promise<void>): Promise<void> => {
  const players = runner.registry.filter(
    ({ samples, onByDefault, config }) =>
      onByDefault &&
      Object.keys(samples).length > 0 &&
      !Object.values(config).some(({ kind, required }) => kind === 'secret' && required),
  )
  const stage = { players, protocols, origin: ORIGIN, now }
  const late: Source[] = []
  for (const source of players) {
    if (runner.isRunning(source.id)) late.push(source)
    else await playSample(runner, source, stage)
  }
  if (late.length === 0) return
  await settled()
  for (const source of late) await playSample(runner, source, stage)
}

const playSample = (runner: SourceRunner, source: Source, stage: Stage): Promise<Run> =>
  runner.runWith(
    source,
    runner.partsOf(source, null, replayValues(source, ORIGIN)),
    async ({ url, method = 'GET', headers = {}, body = '' }) => {
      const played = play(stage, { url, method, headers, body })
      return { ...played, url, unchanged: false, validators: {}, headers: played.headers ?? {}, body: once(played.body) }
    },
    'sample',
  )

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
