/** What comes in, as it comes in. It holds still while it is read: new rows wait behind a button. */
import type { IndicatorSummary, SourceCard } from '@keysguard/model'
import { Link } from '@tanstack/react-router'
import { Pause, Play } from 'lucide-react'
import { useRef, useState } from 'react'
import { plural } from '../../client/format.ts'
import { useLive } from '../../client/live.ts'
import { Empty } from '../../ui/note.tsx'
import { Section } from '../../ui/section.tsx'
import { SeverityMark } from '../../ui/severity.tsx'
import { Stamp } from '../../ui/stamp.tsx'
import { Ioc } from '../../ui/text.tsx'
import { threatLine } from '../../ui/threat.ts'
import { Ago } from '../../ui/time.tsx'

const MOST = 30

interface Frame {
  readonly rows: readonly IndicatorSummary[]
  readonly arrived: number
}

/** The rows shown, and how many have come since: the larger of what the stream announced and what the list would gain. */
const useHeldRows = (latest: readonly IndicatorSummary[], holds: () => boolean) => {
  const { arrived } = useLive()
  const [frame, setFrame] = useState<Frame>({ rows: latest, arrived })
  const known = new Set(frame.rows.map(row => row.id))
  const gained = latest.filter(row => !known.has(row.id)).length
  if (latest !== frame.rows && !holds()) setFrame({ rows: latest, arrived })
  const waiting = latest === frame.rows ? 0 : Math.max(gained, gained > 0 ? arrived - frame.arrived : 0)
  return { rows: frame.rows, waiting, show: () => setFrame({ rows: latest, arrived }) }
}

interface StreamProps {
  readonly latest: readonly IndicatorSummary[]
  readonly sources: readonly SourceCard[]
}

export const Stream = ({ latest, sources }: StreamProps) => {
  const [paused, setPaused] = useState(false)
  const list = useRef<HTMLOListElement>(null)
  const holds = (): boolean => {
    const element = list.current
    return paused || (element !== null && (element.scrollTop > 0 || element.matches(':hover, :focus-within')))
  }
  const { rows, waiting, show } = useHeldRows(latest, holds)
  const byId = new Map(sources.map(source => [source.id, source]))
  const Icon = paused ? Play : Pause
  return (
    <Section
      title="Coming in"
      className="flex min-h-0 flex-col border-line max-xl:order-1 max-xl:border-t xl:border-l"
      aside={
        <span className="flex items-center gap-1">
          <span role="status">
            {waiting > 0 && (
              <button
                type="button"
                className="num rounded-ctl bg-tool-wash px-2 leading-6 font-semibold text-tool"
                onClick={() => {
                  list.current?.scrollTo({ top: 0 })
                  show()
                }}
              >
                {plural(waiting, 'new', 'new')}
              </button>
            )}
          </span>
          <button
            type="button"
            aria-pressed={paused}
            aria-label={paused ? 'Go on' : 'Hold the stream'}
            title={paused ? 'Go on' : 'Hold the stream'}
            onClick={() => setPaused(!paused)}
            className="grid size-7 place-items-center rounded-ctl text-fg2 hover:bg-raise pointer-coarse:size-11"
          >
            <Icon className="size-3.5" aria-hidden="true" />
          </button>
        </span>
      }
    >
      {rows.length === 0 && <Empty title="Nothing yet">New indicators appear here as sources deliver them.</Empty>}
      <ol ref={list} className="min-h-0 flex-1 xl:overflow-y-auto">
        {rows.slice(0, MOST).map(row => (
          <StreamRow key={row.id} row={row} source={byId.get(row.sources[0] ?? '')} />
        ))}
      </ol>
    </Section>
  )
}

const StreamRow = ({ row, source }: { row: IndicatorSummary; source: SourceCard | undefined }) => (
  <li className="border-t border-line max-xl:nth-[n+9]:hidden">
    <Link
      to="/indicators/$id"
      params={{ id: row.id }}
      className="grid grid-cols-[0.75rem_minmax(0,1fr)_auto] gap-x-2.5 px-3 py-1.5 hover:bg-panel"
    >
      <span className="pt-0.5">
        <SeverityMark severity={row.severity} />
      </span>
      <span className="truncate font-medium">{threatLine(row)}</span>
      <span className="mono text-right text-11 leading-5 text-fg2">
        <Ago at={row.addedAt} />
      </span>
      <Ioc type={row.type} value={row.value} className="col-start-2 text-12 text-fg2" />
      <span className="mono flex items-center justify-end gap-1.5 text-11 text-fg3">
        {row.sources[0] ?? ''}
        {source && <Stamp reliability={source.reliability} />}
      </span>
    </Link>
  </li>
)
