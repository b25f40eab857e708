/** The sources side by side: what each says, how far it can be trusted, and the record it said it in. */
import type { Assertion, Statement } from '@keysguard/model'
import { Link } from '@tanstack/react-router'
import { plural } from '../../client/format.ts'
import { type FactRow, Facts } from '../../ui/facts.tsx'
import { RawRecord } from '../../ui/raw-record.tsx'
import { credibilityOf, Stamp } from '../../ui/stamp.tsx'
import { factsOf } from '../../ui/statement-facts.tsx'
import { Outside } from '../../ui/text.tsx'
import { Ago } from '../../ui/time.tsx'

/** That a source states no confidence is itself worth reading. */
const rowsOf = (said: Statement): FactRow[] =>
  factsOf(said).map(row =>
    row.label === 'Confidence' && said.confidence === undefined
      ? { ...row, value: <span className="text-fg3">not stated</span> }
      : row,
  )

const Column = ({ assertion, all }: { assertion: Assertion; all: readonly Assertion[] }) => (
  <li className="min-w-0 border-t border-line">
    <div className="px-3 pt-2 pb-2">
      <h3 className="flex items-center gap-2 text-15 font-semibold">
        <Link to="/sources/$id" params={{ id: assertion.source }} className="truncate hover:text-tool hover:underline">
          <Outside>{assertion.sourceName}</Outside>
        </Link>
        <Stamp reliability={assertion.reliability} credibility={credibilityOf(assertion, all)} />
      </h3>
      <p className="text-12 text-fg2">
        {plural(assertion.reports, 'report')}, last <Ago at={assertion.lastReported} />
        {assertion.withdrawnAt !== null && (
          <>
            {' '}
            · no longer listed since <Ago at={assertion.withdrawnAt} />
          </>
        )}
      </p>
    </div>
    <Facts rows={rowsOf(assertion.statement)} />
    {assertion.raw !== null && (
      <div className="px-3 pb-3">
        <RawRecord raw={assertion.raw} />
      </div>
    )}
  </li>
)

export const Assertions = ({ assertions }: { assertions: readonly Assertion[] }) => (
  <ul className="grid grid-cols-[repeat(auto-fit,minmax(min(18rem,100%),1fr))]">
    {assertions.map(assertion => (
      <Column key={assertion.source} assertion={assertion} all={assertions} />
    ))}
  </ul>
)
