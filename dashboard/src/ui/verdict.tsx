/** The verdict in two sentences: what it is and how sure we are; how long it stays so. */
import type { IndicatorDetail } from '@keysguard/model'
import { useNow } from '../client/clock.ts'
import { relative, utcDay } from '../client/format.ts'
import { inert } from '../client/inert.ts'
import { conflictWords, evidenceWords, likelihood } from '../client/words.ts'
import { SeverityMark } from './severity.tsx'
import { threatLine } from './threat.ts'

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

const Expiry = ({ detail }: { detail: IndicatorDetail }) => {
  const now = useNow()
  const { expiresAt } = detail.explanation
  if (detail.suppressedBy !== null) return <>It is never routed out and raises no alert.</>
  if (expiresAt === null) return <>It has not reached the active threshold.</>
  const at = Date.parse(expiresAt)
  const verb = at < now ? 'Fell' : 'Falls'
  return (
    <>
      {verb} under the active threshold on <time dateTime={expiresAt}>{utcDay(at)}</time> ({relative(at, now)}) unless it is
      reported again.
    </>
  )
}

export const Verdict = ({ detail }: { detail: IndicatorDetail }) => {
  const { everMalicious, stillActive, uncertainty, conflict } = detail.explanation
  return (
    <div>
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span className="text-26 leading-8 numeral">{Math.round(detail.risk)}</span>
        <SeverityMark severity={detail.severity} word />
        <span className="text-15 font-semibold">{threatLine(detail)}</span>
      </p>
      {detail.suppressedBy !== null && (
        <p className="mt-1 border-l-2 border-tool pl-2 font-semibold">Suppressed by “{inert(detail.suppressedBy)}”.</p>
      )}
      <p className="mt-1 max-w-[72ch] text-fg2">
        {sentence(likelihood(everMalicious))} malicious, {likelihood(stillActive)} still active; {evidenceWords(uncertainty)},{' '}
        {conflictWords(conflict)}. <Expiry detail={detail} />
      </p>
    </div>
  )
}
