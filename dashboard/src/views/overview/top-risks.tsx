/** What to look at first. */
import type { IndicatorSummary } from '@keysguard/model'
import { Link } from '@tanstack/react-router'
import { plural } from '../../client/format.ts'
import { Empty } from '../../ui/note.tsx'
import { Section } from '../../ui/section.tsx'
import { Risk } from '../../ui/severity.tsx'
import { Ioc } from '../../ui/text.tsx'
import { threatLine } from '../../ui/threat.ts'
import { Ago } from '../../ui/time.tsx'

const MOST = 10

export const TopRisks = ({ risks }: { risks: readonly IndicatorSummary[] }) => (
  <Section
    title="Top risks"
    className="border-t border-line"
    aside={
      <Link to="/indicators" search={{ q: 'active:yes' }} className="text-12 font-semibold text-tool">
        All by risk
      </Link>
    }
  >
    {risks.length === 0 && <Empty title="Nothing at risk yet">Risks appear as soon as a source has run.</Empty>}
    <ol className="px-3 pb-3">
      {risks.slice(0, MOST).map(risk => (
        <li key={risk.id} className="border-t border-line">
          <Link
            to="/indicators/$id"
            params={{ id: risk.id }}
            className="grid grid-cols-[3.25rem_minmax(0,1fr)] items-center gap-x-3 py-1.5 hover:text-tool md:h-9 md:grid-cols-[3.25rem_minmax(0,1.3fr)_minmax(0,1fr)_5.5rem_5.5rem] md:py-0"
          >
            <Risk severity={risk.severity} risk={risk.risk} />
            <Ioc type={risk.type} value={risk.value} className="text-12" />
            <span className="truncate text-fg2 max-md:col-start-2 max-md:text-12">{threatLine(risk)}</span>
            <span className="num text-right text-12 text-fg2 max-md:hidden">{plural(risk.sources.length, 'source')}</span>
            <span className="text-right text-12 text-fg2 max-md:hidden">
              <Ago at={risk.lastSeen} />
            </span>
          </Link>
        </li>
      ))}
    </ol>
  </Section>
)
