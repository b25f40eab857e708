import { readFileSync } from 'node:fs'
import { text as textOf } from 'node:stream/consumers'
import { Problem } from '../problem.ts'

/** The text of a file, or of standard input for `-`; `kind` is what should have been named where there is no such file. */
export const readText = async (file: string, kind = 'a file'): Promise<string> => {
  if (file === '-') return textOf(process.stdin)
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new Problem('not-found', `There is no file ${file}.`, { todo: `Name ${kind}, or - for standard input.`, cause })
  }
}
