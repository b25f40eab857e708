/** Settings on the command line. */
import { Problem } from '../problem.ts'

/** `KEY=VALUE`; a value may be read from the environment or a file by reference, so that it does not stand in the shell's history. */
export const pairs = (given: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    given.map(pair => {
      const [, key = '', value = ''] = /^([^=]+)=(.*)$/s.exec(pair) ?? []
      if (key === '')
        throw new Problem('bad-request', `"${pair}" is not KEY=VALUE.`, {
          todo: 'Write --set key=VALUE; for secrets, VALUE may be env:KEYSGUARD_FEED_… or a file in the folder secrets of the data folder.',
        })
      return [key, value]
    }),
  )
