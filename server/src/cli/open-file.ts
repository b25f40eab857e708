import { createReadStream, statSync } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { Problem } from '../problem.ts'

/** The bytes of a file, unpacked where its name ends in .gz, or of standard input for `-`; `kinds` is what should have been named where it is no file. */
export const openFile = (path: string, kinds = 'a file'): AsyncIterable<Uint8Array> => {
  if (path === '-') return process.stdin
  const todo = `Name ${kinds}, or - for standard input.`
  let isFolder: boolean
  try {
    isFolder = statSync(path).isDirectory()
  } catch (cause) {
    throw new Problem('not-found', `There is no file ${path}.`, { todo, cause })
  }
  if (isFolder) throw new Problem('bad-request', `${path} is a folder.`, { todo })
  const file = createReadStream(path)
  return path.endsWith('.gz') ? file.pipe(createGunzip()) : file
}
