/** What every declaration of a command is written with. */
import { report } from '../exit.ts'

/** The last part of a help text. */
export const examples = (text: string): string => `\nExamples:\n${text}`

/** Runs a command's work; a problem is said, not thrown. */
export const doing =
  <Arguments extends unknown[]>(work: (...given: Arguments) => Promise<void>) =>
  async (...given: Arguments): Promise<void> => {
    try {
      await work(...given)
    } catch (error) {
      report(error)
    }
  }
