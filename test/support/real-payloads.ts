/** Payloads as providers really sent them, where a folder of them lies beside the checkout or further up; they are not part of the project. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { it } from 'vitest'

const folderFrom = (folder: string): string => {
  const payloads = join(folder, 'shared', 'feed-samples')
  return existsSync(payloads) || folder === dirname(folder) ? payloads : folderFrom(dirname(folder))
}
const FOLDER = folderFrom(import.meta.dirname)

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
