/** Why this score: every term that made it, as a step from where the one before ended, with its reason and its source. */
import type { Assertion, Explanation, Severity, WaterfallTerm } from '@keysguard/model'
import { Link } from '@tanstack/react-router'
import { inert } from '../client/inert.ts'
import { SEVERITY_WORD } from './severity.tsx'
import { credibilityOf, Stamp } from './stamp.tsx'
import { Outside } from './text.tsx'

const FALLS = 'border border-fg3 bg-[repeating-linear-gradient(135deg,transparent_0_3px,var(--fg3)_3px_4px)]'

const barClass = (term: WaterfallTerm): string => {
  if (term.kind === 'prior') return 'bg-fg3'
  if (term.kind === 'verdict') return 'bg-fg'
  return term.to >= term.from ? 'bg-high' : FALLS
}

const TOTAL: Readonly<Record<Severity, string>> = {
  critical: 'bg-crit',
  high: 'bg-high',
  medium: 'bg-med',
  low: 'bg-low',
  info: 'bg-info',
}

const signed = (value: number, digits: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(digits)}`

const weightText = (term: WaterfallTerm): string =>
  term.kind === 'survival'
    ? `× ${term.weight.toFixed(2)}`
    : term.kind === 'suppressed'
      ? ''
      : `${signed(term.weight, 2)} log-odds`

interface LaneProps {
  readonly from: number
  readonly to: number
  readonly bar: string
  readonly connects: boolean
}

/** The step on a lane from 0 to 100, and the line down to where the next one starts. */
const Lane = ({ from, to, bar, connects }: LaneProps) => (
  <div className="relative h-full min-h-5 bg-[linear-gradient(to_right,var(--line)_1px,transparent_1px)] [background-size:25%_100%] border-r">
    <div
      className={`absolute top-1/2 left-(--from) h-3 w-(--share) min-w-0.5 -translate-y-1/2 ${bar}`}
      style={{ '--from': `${Math.min(from, to)}%`, '--share': `${Math.abs(to - from)}%` }}
    />
    {connects && (
      <div className="absolute @max-2xl:hidden top-1/2 -bottom-[55%] left-(--from) w-px bg-edge" style={{ '--from': `${to}%` }} />
    )}
  </div>
)

const ROW =
  'grid items-center gap-x-4 gap-y-1 border-t border-line px-3 py-2 @2xl:grid-cols-[minmax(0,1fr)_minmax(10rem,42%)_4.75rem]'

interface StepProps {
  readonly term: WaterfallTerm
  readonly assertions: readonly Assertion[]
  readonly isLast: boolean
}

const Step = ({ term, assertions, isLast }: StepProps) => {
  const assertion = assertions.find(each => each.source === term.source)
  return (
    <li className={ROW}>
      <div className="min-w-0">
        <p className="flex items-center gap-2 font-semibold">
          {term.source === null ? (
            inert(term.label)
          ) : (
            <Link to="/sources/$id" params={{ id: term.source }} className="truncate hover:text-tool hover:underline">
              <Outside>{assertion?.sourceName ?? term.label}</Outside>
            </Link>
          )}
          {assertion && <Stamp reliability={assertion.reliability} credibility={credibilityOf(assertion, assertions)} />}
        </p>
        <p className="text-12 text-fg2">
          <Outside>{term.reason}</Outside>
        </p>
      </div>
      <Lane from={term.from} to={term.to} bar={barClass(term)} connects={!isLast} />
      <p className="num flex justify-between gap-2 text-12 @2xl:block @2xl:text-right">
        <span className="mono font-semibold">{signed(term.to - term.from, 1)}</span>
        <span className="block text-11 text-fg3">{weightText(term)}</span>
      </p>
    </li>
  )
}

interface WaterfallProps {
  readonly explanation: Explanation
  readonly assertions: readonly Assertion[]
  readonly severity: Severity
}

export const Waterfall = ({ explanation, assertions, severity }: WaterfallProps) => (
  <div className="@container">
    <ol>
      {explanation.terms.map((term, index) => (
        <Step
          key={`${term.kind}-${term.label}`}
          term={term}
          assertions={assertions}
          isLast={index === explanation.terms.length - 1}
        />
      ))}
    </ol>
    <div className={`${ROW} border-t-fg3`}>
      <p className="font-semibold">
        Score <span className="font-normal text-fg2">now, of 100</span>
      </p>
      <Lane from={0} to={explanation.score} bar={TOTAL[severity]} connects={false} />
      <p className="text-15 numeral @2xl:text-right">
        {explanation.score.toFixed(1)}
        <span className="sr-only">, {SEVERITY_WORD[severity]}</span>
      </p>
    </div>
  </div>
)
