/** Reads a source again from a date: what was there before it was connected, or while the server was down. */
import type { SourceCard } from '@keysguard/model'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { History } from 'lucide-react'
import { type FormEvent, useId, useRef } from 'react'
import { runSource } from '../../client/commands.ts'
import { count, DAY, utcDay } from '../../client/format.ts'
import { inert } from '../../client/inert.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { CONTROL } from '../../ui/field.tsx'
import { problemText } from '../../ui/note.tsx'

const MONTH_DAYS = 30

export const Backfill = ({ source }: { source: SourceCard }) => {
  const id = useId()
  const panel = useRef<HTMLDivElement>(null)
  const queries = useQueryClient()
  const run = useMutation({
    mutationFn: (since: string) => runSource(source.id, since),
    onSettled: () => queries.invalidateQueries({ queryKey: ['sources'] }),
  })
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    run.mutate(String(new FormData(event.currentTarget).get('since')))
  }
  const today = utcDay(Date.now())
  return (
    <>
      <button type="button" popoverTarget={id} className={`${buttonClass()} [anchor-name:--backfill]`}>
        <History className="size-3.5" aria-hidden="true" />
        Back-fill
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        className="fixed inset-auto m-0 w-72 max-w-[calc(100vw-1rem)] border border-edge bg-panel p-3 text-fg shadow-(--shadow) [position-anchor:--backfill] [position-area:bottom_span-left] [position-try-fallbacks:flip-inline]"
      >
        <form onSubmit={submit} className="grid gap-2">
          <label htmlFor={`${id}-since`} className="font-semibold">
            Read again from
          </label>
          <input
            id={`${id}-since`}
            name="since"
            type="date"
            required
            max={today}
            defaultValue={utcDay(Date.now() - MONTH_DAYS * DAY)}
            className={`mono ${CONTROL}`}
          />
          <p className="text-12 text-fg2">In UTC. What is known already is counted and left as it is.</p>
          <Button type="submit" kind="main" disabled={run.isPending || source.health === 'running'}>
            {run.isPending ? 'Reading…' : 'Read again'}
          </Button>
          <p role="status" className="min-h-5 text-12">
            {run.data &&
              `${count(run.data.counts.new)} new of ${count(run.data.counts.received)} rows. ${inert(run.data.reason)}`}
            {run.error && inert(problemText(run.error).what)}
          </p>
        </form>
      </div>
    </>
  )
}
