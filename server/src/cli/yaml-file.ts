/** A rule or a feed as a person wrote it, and what is wrong with it by line and column. */
import type { FeedProblem } from '@keysguard/model'
import { Problem } from '../problem.ts'
import { inert, line } from './output.ts'
import { readText } from './read-text.ts'

export const readYaml = (file: string): Promise<string> => readText(file, 'a YAML file')

const placed = (file: string, { line: at, column, message }: FeedProblem): string => `${file}:${at}:${column}: ${message}`

/** One problem a line, placed as an editor can follow it. */
export const sayProblems = (file: string, problems: readonly FeedProblem[]): void => {
  for (const problem of problems) line(inert(placed(file, problem)))
}

/** The first problem, for a command that cannot go on; `check` is the command that lists them all. */
export const notRight = (file: string, [first]: readonly FeedProblem[], check: string): Problem =>
  new Problem('bad-request', first ? `${placed(file, first)}.` : `${file} cannot be read.`, {
    todo: `\`${check} ${file}\` lists everything that is wrong.`,
  })
