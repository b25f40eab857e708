/** Plays the sample day into the store, marked as sample on every row. */
import { sampleFeed } from '../replay/sample-day.ts'
import type { SourceRunner } from './source-runner.ts'

export const playSampleDay = async (runner: SourceRunner, now: number): Promise<void> => {
  for (const source of runner.registry) {
    const files = Object.entries(source.samples)
    if (files.length === 0) continue
    const file = new Map(files)
    await runner.runWith(
      source,
      runner.partsOf(source),
      async part => ({
        unchanged: false,
        validators: {},
        body: once(sampleFeed(source.id, file.get(part.name) ?? '', now)),
      }),
      'sample',
    )
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
