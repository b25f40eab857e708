/** What went wrong with what was just asked for, on a line beside it, and what to do. */
import { inert } from '../client/inert.ts'
import { problemText } from './note.tsx'

export const Failed = ({ error }: { error: Error }) => (
  <p role="alert" className="text-crit">
    {inert(problemText(error).what)} <span className="text-fg2">{inert(problemText(error).todo)}</span>
  </p>
)
