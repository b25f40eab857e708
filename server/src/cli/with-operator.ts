/** One question to the server of the data folder, or to the store where none runs. */
import { readFileSync } from 'node:fs'
import { text as textOf } from 'node:stream/consumers'
import { readConfig } from '../config.ts'
import { Problem } from '../problem.ts'
import { type Ask, connectOperator } from './operator.ts'

export const askOperator = async <T>(ask: Ask): Promise<T> => {
  const operator = await connectOperator(readConfig(process.env))
  try {
    return await operator.ask<T>(ask)
  } finally {
    await operator.close()
  }
}

/** The text of a file, or of standard input for `-`. */
export const readText = async (file: string): Promise<string> => {
  if (file === '-') return textOf(process.stdin)
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new Problem('not-found', `There is no file ${file}.`, { todo: 'Name a file, or - for standard input.', cause })
  }
}
