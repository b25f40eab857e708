/** Payloads as providers really sent them, where a folder of them lies beside the checkout; they are not part of the project. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { it } from 'vitest'

const FOLDER = join(import.meta.dirname, '..', '..', '..', 'shared', 'feed-samples')

/** A test over a real payload (unzipped); skipped by name where the payload is not there. */
export const onRealPayload = (path: string, name: string, body: (payload: Buffer) => Promise<void>): void => {
  const file = join(FOLDER, path)
  if (!existsSync(file)) {
    it.skip(`${name} (no ${path} beside this checkout)`)
    return
  }
  it(`${name} (${path})`, () => {
    const bytes = readFileSync(file)
    return body(path.endsWith('.gz') ? gunzipSync(bytes) : bytes)
  })
}
