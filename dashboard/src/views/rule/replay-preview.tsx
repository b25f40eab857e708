/** What the rule would have found in the past, before it is switched on. */
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { replayRule } from '../../client/commands.ts'
import { count } from '../../client/format.ts'
import { Button } from '../../ui/button.tsx'
import { DetectionList } from '../../ui/detection-list.tsx'
import { CONTROL } from '../../ui/field.tsx'
import { ProblemNote } from '../../ui/note.tsx'
import { Section } from '../../ui/section.tsx'

const PASTS = [
  [1, '1 day'],
  [7, '7 days'],
  [30, '30 days'],
  [90, '90 days'],
] as const

export const ReplayPreview = ({ yaml, mayReplay }: { yaml: string; mayReplay: boolean }) => {
  const [days, setDays] = useState(7)
  const replay = useMutation({ mutationFn: () => replayRule(yaml, days), gcTime: 0 })
  const { data, error, isPending } = replay
  return (
    <Section
      title="What it would have found"
      aside={
        <span className="flex items-center gap-2">
          <select
            aria-label="How far back"
            value={days}
            onChange={event => setDays(Number(event.target.value))}
            className={`${CONTROL} w-auto`}
          >
            {PASTS.map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
          <Button disabled={!mayReplay || isPending} onClick={() => replay.mutate()}>
            {isPending ? 'Reading the past…' : 'Preview'}
          </Button>
        </span>
      }
    >
      {!data && !error && (
        <p className="px-3 pb-3 text-fg2">
          “Preview” runs the text as it stands over what is stored. Nothing is kept, nobody is told.
        </p>
      )}
      {error && <ProblemNote error={error} />}
      {data && (
        <>
          <p className="px-3 pb-2">
            <span className="numeral text-17">{count(data.fired)}</span>{' '}
            <span className="text-fg2">
              times, {data.perDay} a day, from {count(data.matched)} of {count(data.read)} observations in{' '}
              {count(data.durationMs)} ms.
              {data.dropped.late + data.dropped.groups + data.dropped.events > 0 &&
                ' There was more than it may remember: choose a shorter past.'}
            </span>
          </p>
          <DetectionList items={data.detections} kept={false} />
        </>
      )}
    </Section>
  )
}
