/** What is wrong with a YAML text, as a list that leads to each place: for the keyboard, a screen reader and a phone. */
import type { FeedProblem } from '@keysguard/model'
import { plural } from '../client/format.ts'
import { inert } from '../client/inert.ts'

interface YamlProblemsProps {
  readonly id: string
  readonly problems: readonly FeedProblem[]
  readonly isChecked: boolean
  readonly onGo: (problem: FeedProblem) => void
}

export const YamlProblems = ({ id, problems, isChecked, onGo }: YamlProblemsProps) => (
  <div id={id} className="min-h-8 pt-1.5">
    <p role="status" className={problems.length > 0 ? 'font-semibold text-crit' : 'text-fg2'}>
      {problems.length > 0 ? `${plural(problems.length, 'thing')} to correct` : isChecked ? 'It can be read.' : 'Reading…'}
    </p>
    <ol>
      {problems.map(problem => (
        <li key={`${problem.line}:${problem.column}:${problem.message}`} className="border-t border-line">
          <button
            type="button"
            onClick={() => onGo(problem)}
            className="grid w-full gap-x-4 py-1 text-left hover:text-tool pointer-coarse:min-h-11 md:grid-cols-[9rem_minmax(0,1fr)]"
          >
            <span className="num text-fg2">
              Line {problem.line}, column {problem.column}
            </span>
            <span>{inert(problem.message)}</span>
          </button>
        </li>
      ))}
    </ol>
  </div>
)
