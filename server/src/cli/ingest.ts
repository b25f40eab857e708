import { basename } from 'node:path'
import type { Run } from '@keysguard/model'
import { readConfig } from '../config.ts'
import { openFile } from './open-file.ts'
import { connectOperator } from './operator.ts'
import { note, printJson } from './output.ts'
import { showRun } from './sources.ts'

interface IngestOptions {
  readonly name?: string
  readonly format: string
  readonly tlp: string
  readonly threat?: string
  readonly json?: boolean
}

const SHOW_EVERY_BYTES = 16 << 20

async function* shown(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let bytes = 0
  let next = SHOW_EVERY_BYTES
  for await (const chunk of body) {
    bytes += chunk.length
    if (bytes >= next) {
      note(`${Math.round(bytes / (1 << 20))} MiB …`)
      next += SHOW_EVERY_BYTES
    }
    yield chunk
  }
}

const openUrl = async (url: string, allow: readonly string[]): Promise<AsyncIterable<Uint8Array>> => {
  const { createEgress } = await import('../egress.ts')
  const fetched = await createEgress({ allow }).fetch({ ask: { url } })
  if (fetched.unchanged) throw new Error('a server answered "not modified" to a first request')
  return fetched.body
}

/** Takes in a file, an address or standard input; returns when everything is committed. */
export const runIngest = async (what: string, options: IngestOptions): Promise<void> => {
  const config = readConfig(process.env)
  const isUrl = /^https?:\/\//.test(what)
  const body = isUrl ? await openUrl(what, config.egressAllow) : openFile(what, 'a file, an http(s) address')
  const name = options.name ?? (what === '-' ? 'standard-input' : isUrl ? new URL(what).hostname : basename(what))
  const operator = await connectOperator(config)
  try {
    const query = new URLSearchParams({
      name,
      format: options.format,
      tlp: options.tlp,
      ...(options.threat === undefined ? {} : { threat: options.threat }),
    })
    const run = await operator.ask<Run>({ method: 'POST', path: `/ingest?${query}`, body: shown(body) })
    if (options.json) printJson(run)
    else showRun(run)
    if (run.outcome !== 'ok' && run.outcome !== 'unchanged' && run.outcome !== 'partial') process.exitCode = 1
  } finally {
    await operator.close()
  }
}
