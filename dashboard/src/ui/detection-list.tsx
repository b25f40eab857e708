/** What rules found: each with its group, its events and what became of it; the evidence opens in place. */
import { type Detection, type DetectionState, type IndicatorType, may, type RuleLevel, type Severity } from '@keysguard/model'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { changeDetection } from '../client/commands.ts'
import { plural } from '../client/format.ts'
import { sessionQuery } from '../client/queries.ts'
import { Button } from './button.tsx'
import { ProblemNote } from './note.tsx'
import { SeverityMark } from './severity.tsx'
import { Ioc, Outside } from './text.tsx'
import { Ago } from './time.tsx'

export const severityOfLevel = (level: RuleLevel): Severity => (level === 'informational' ? 'info' : level)

const NEXT: Readonly<Record<DetectionState, readonly [DetectionState, string]>> = {
  new: ['acknowledged', 'Acknowledge'],
  acknowledged: ['closed', 'Close'],
  closed: ['new', 'Open again'],
}
const STATE_WORD: Readonly<Record<DetectionState, string>> = { new: 'New', acknowledged: 'Acknowledged', closed: 'Closed' }

interface DetectionListProps {
  readonly items: readonly Detection[]
  /** `rule` leads each row where rules are mixed. */
  readonly named?: 'rule' | 'group'
  /** A preview cannot be triaged: nothing of it is kept. */
  readonly kept?: boolean
}

export const DetectionList = ({ items, named = 'group', kept = true }: DetectionListProps) => (
  <ul>
    {items.map(detection => (
      <DetectionRow key={detection.id} detection={detection} named={named} kept={kept} />
    ))}
  </ul>
)

interface DetectionRowProps {
  readonly detection: Detection
  readonly named: 'rule' | 'group'
  readonly kept: boolean
}

const DetectionRow = ({ detection, named, kept }: DetectionRowProps) => {
  const { level, title, group, firedAt, events, state, sample } = detection
  const groups = Object.entries(group)
  return (
    <li className="border-b border-line">
      <details className="group">
        <summary className="grid min-h-11 cursor-pointer grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 px-3 py-1.5 hover:bg-raise">
          <SeverityMark severity={severityOfLevel(level)} />
          <span className="min-w-0">
            {named === 'rule' && <Outside className="block font-semibold">{title}</Outside>}
            {groups.length === 0 ? (
              <span className="text-fg2">everything together</span>
            ) : (
              groups.map(([name, value]) => (
                <span key={name} className="mr-3 inline-block max-w-full align-bottom">
                  <span className="text-fg3">{name} </span>
                  <GroupValue name={name} value={value} />
                </span>
              ))
            )}
          </span>
          <span className="text-right text-12 text-fg2">
            <Ago at={firedAt} /> <span className="num block whitespace-nowrap">{plural(events, 'event')}</span>
          </span>
        </summary>
        <div className="bg-panel px-3 pb-3">
          <p className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2 text-12 text-fg2">
            {kept && <span className="font-semibold text-fg">{STATE_WORD[state]}</span>}
            {sample && <span>of the sample day</span>}
            {named === 'rule' && kept && (
              <Link to="/rules/$id" params={{ id: detection.rule }} className="text-tool hover:underline">
                The rule
              </Link>
            )}
            <span>
              from <Ago at={detection.firstAt} /> to <Ago at={detection.lastAt} />
            </span>
            {kept && <Triage detection={detection} />}
          </p>
          <Evidence detection={detection} />
        </div>
      </details>
    </li>
  )
}

const IOC_GROUPS: Readonly<Record<string, IndicatorType>> = { address: 'ipv4', host: 'domain', domain: 'domain', value: 'url' }

const GroupValue = ({ name, value }: { name: string; value: string }) => {
  const type = IOC_GROUPS[name]
  return type === undefined ? (
    <Outside className="break-all">{value}</Outside>
  ) : (
    <Ioc type={type} value={value} fit="full" className="text-12" />
  )
}

const Evidence = ({ detection: { evidence, events } }: { detection: Detection }) => (
  <>
    <ul className="border-t border-line">
      {evidence.map(({ id, at, indicator, type, value, source }) => (
        <li
          key={id}
          className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 border-b border-line py-1 md:grid-cols-[minmax(0,1fr)_12rem_7rem]"
        >
          <Link to="/indicators/$id" params={{ id: indicator }} className="min-w-0 hover:text-tool">
            <Ioc type={type as IndicatorType} value={value} className="text-12" />
            <Outside className="block truncate text-12 text-fg2 md:hidden">{source}</Outside>
          </Link>
          <Outside className="truncate text-12 text-fg2 max-md:hidden">{source}</Outside>
          <Ago at={at} className="text-12 text-fg2" />
        </li>
      ))}
    </ul>
    {events > evidence.length && (
      <p className="pt-1 text-12 text-fg2">
        The newest {evidence.length} of {events} are kept.
      </p>
    )}
  </>
)

const Triage = ({ detection: { id, state } }: { detection: Detection }) => {
  const queries = useQueryClient()
  const { data: session } = useQuery(sessionQuery)
  const [to, label] = NEXT[state]
  const change = useMutation({
    mutationFn: () => changeDetection(id, to),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['detections'] }),
  })
  if (!session || !may(session.role, 'triage')) return null
  return (
    <>
      <Button disabled={change.isPending} onClick={() => change.mutate()}>
        {label}
      </Button>
      {change.error && <ProblemNote error={change.error} />}
    </>
  )
}
