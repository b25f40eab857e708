/** Exit codes, the same for every command (docs/reference/cli.md). */
import { Problem } from '../problem.ts'
import { note } from './output.ts'

export const EXIT = { ok: 0, problem: 1, usage: 2, notFound: 3, unavailable: 4 } as const

const codeOf = (problem: Problem): number => {
  switch (problem.code) {
    case 'not-found':
      return EXIT.notFound
    case 'folder-in-use':
    case 'store-unavailable':
      return EXIT.unavailable
    case 'bad-request':
    case 'bad-query':
    case 'bad-config':
      return EXIT.usage
    default:
      return EXIT.problem
  }
}

/** Says what happened and what to do, and sets the exit code. */
export const report = (error: unknown): void => {
  if (error instanceof Problem) {
    note(`${error.message}\n${error.todo}`)
    process.exitCode = codeOf(error)
    return
  }
  note(error instanceof Error ? (error.stack ?? error.message) : String(error))
  process.exitCode = EXIT.problem
}
