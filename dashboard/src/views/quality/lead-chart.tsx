/** Who is ahead of the others: the middle half of the leads of each source, on a scale that grows by powers of ten. */
import type { QualityReport, SourceQuality } from '@keysguard/model'
import { Link } from '@tanstack/react-router'
import { saidLead, saidShare } from '../../client/quality-words.ts'
import { Empty } from '../../ui/note.tsx'
import { Section } from '../../ui/section.tsx'
import { Outside } from '../../ui/text.tsx'
import { Figure } from './said.tsx'

const HOUR = 3_600
const DAY = 24 * HOUR
/** The ends of the scale, and where it has marks: seconds. */
const END = 100 * DAY
const MARKS = [
  [-30 * DAY, '30 d later'],
  [-HOUR, '1 h'],
  [0, 'at once'],
  [HOUR, '1 h'],
  [30 * DAY, '30 d ahead'],
] as const
/** Shorter leads lie close to the middle. */
const UNIT = 600

/** 0..100, the middle is 50. */
const place = (seconds: number): number => {
  const size = Math.log1p(Math.min(END, Math.abs(seconds)) / UNIT) / Math.log1p(END / UNIT)
  return 50 + 50 * Math.sign(seconds) * size
}

type Known = SourceQuality & { readonly lead: Extract<SourceQuality['lead'], { known: true }> }
const isKnown = (source: SourceQuality): source is Known => source.lead.known

export const LeadChart = ({ report }: { report: QualityReport }) => {
  const known = report.sources.filter(isKnown).sort((a, b) => b.lead.median - a.lead.median)
  const left = report.sources.length - known.length
  return (
    <Section title="Lead over the others" aside={left > 0 && <span className="num text-12 text-fg3">{left} not known</span>}>
      {known.length === 0 ? (
        <Empty title="Not known yet">
          A lead is counted over what two sources report after both have come in whole once. Twenty such reports are needed.
        </Empty>
      ) : (
        <>
          <div
            aria-hidden="true"
            className="grid grid-cols-[9rem_minmax(0,1fr)_8.5rem] gap-x-3 px-3 text-11 text-fg3 max-md:hidden"
          >
            <span />
            <span className="relative h-5">
              {MARKS.map(([seconds, name]) => (
                <span
                  key={seconds}
                  className="absolute -translate-x-1/2 whitespace-nowrap"
                  style={{ left: `${place(seconds)}%` }}
                >
                  {name}
                </span>
              ))}
            </span>
            <span />
          </div>
          <ul>
            {known.map(source => (
              <Row key={source.source} source={source} />
            ))}
          </ul>
        </>
      )}
    </Section>
  )
}

const Row = ({ source }: { source: Known }) => {
  const { q1, median, q3 } = source.lead
  return (
    <li className="grid min-h-9 grid-cols-[9rem_minmax(0,1fr)_8.5rem] items-center gap-x-3 border-b border-line px-3 max-md:grid-cols-[minmax(0,1fr)_auto] max-md:py-1">
      <Link
        to="/sources/$id"
        params={{ id: source.source }}
        search={{ view: 'quality' }}
        className="truncate font-medium hover:text-tool hover:underline pointer-coarse:leading-9"
      >
        <Outside>{source.name}</Outside>
      </Link>
      <svg
        viewBox="0 0 100 12"
        preserveAspectRatio="none"
        className="h-3 w-full max-md:order-3 max-md:col-span-2"
        aria-hidden="true"
      >
        <path d="M50 0v12" className="stroke-line" vectorEffect="non-scaling-stroke" />
        <path d={`M${place(q1)} 6H${place(q3)}`} className="stroke-edge" strokeWidth="2" vectorEffect="non-scaling-stroke" />
        <path d={`M${place(median)} 1v10`} className="stroke-tool" strokeWidth="4" vectorEffect="non-scaling-stroke" />
      </svg>
      <span className="text-right text-12">
        <Figure said={saidLead(source.lead)} />
        <span className="text-fg3"> · </span>
        <span className="text-fg2">
          first <Figure said={saidShare(source.first)} />
        </span>
      </span>
    </li>
  )
}
