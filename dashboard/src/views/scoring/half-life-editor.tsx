/** Sets a half-life, after showing the curve it makes and what that comes to. */
import type { ScoringClassReport, ScoringReport } from '@keysguard/model'
import { useState } from 'react'
import { DAY, duration, percent, plural } from '../../client/format.ts'
import { daysActive, readDays, survival, withHalfLife } from '../../client/scoring.ts'
import { Button } from '../../ui/button.tsx'
import { CONTROL, describedBy, Field } from '../../ui/field.tsx'
import { ProblemNote } from '../../ui/note.tsx'
import { SurvivalCurve } from './survival-curve.tsx'
import { useSaveSettings } from './use-settings.ts'

interface HalfLifeEditorProps {
  readonly one: ScoringClassReport
  readonly report: ScoringReport
  readonly onDone: () => void
}

export const HalfLifeEditor = ({ one, report, onDone }: HalfLifeEditorProps) => {
  const [text, setText] = useState(String(Math.round(one.halfLifeDays * 100) / 100))
  const saving = useSaveSettings(onDone)
  const days = readDays(text)
  const draft = days === null ? undefined : { halfLifeDays: days, s0: one.s0 }
  const fault = days === null ? 'Days, from 0.01 to 36,500.' : undefined
  const id = `half-life-${one.id}`
  const isSet = report.settings.halfLives[one.id] !== undefined
  return (
    <form
      className="mt-1"
      onSubmit={event => {
        event.preventDefault()
        if (days !== null) saving.mutate(withHalfLife(report.settings, one.id, days))
      }}
      onKeyDown={event => event.key === 'Escape' && onDone()}
    >
      <div className="grid items-start gap-x-4 md:grid-cols-[12rem_minmax(0,1fr)]">
        <Field id={id} name="Half-life in days" fault={fault} hint="Half is gone after so long.">
          <input
            id={id}
            // biome-ignore lint/a11y/noAutofocus: it was opened to be filled in
            autoFocus
            inputMode="decimal"
            aria-invalid={days === null}
            aria-describedby={describedBy(id, fault)}
            className={`${CONTROL} num`}
            value={text}
            onChange={event => setText(event.target.value)}
          />
        </Field>
        <SurvivalCurve inForce={one} shipped={one.shipped} draft={draft} size="large" />
      </div>
      <p role="status" className="mt-1 text-fg2">
        {draft && <Preview one={one} draft={draft} />}
      </p>
      {saving.error && <ProblemNote error={saving.error} />}
      <p className="mt-2 mb-1 flex flex-wrap gap-2">
        <Button type="submit" kind="main" disabled={saving.isPending || days === null || (isSet && days === one.halfLifeDays)}>
          {saving.isPending ? 'Saving…' : 'Set it'}
        </Button>
        {isSet && (
          <Button disabled={saving.isPending} onClick={() => saving.mutate(withHalfLife(report.settings, one.id, null))}>
            Take it back
          </Button>
        )}
        <Button onClick={onDone}>Cancel</Button>
      </p>
    </form>
  )
}

const Preview = ({ one, draft }: { one: ScoringClassReport; draft: { halfLifeDays: number; s0: number } }) => {
  const after = one.halfLifeDays
  return (
    <>
      {duration(after * DAY)} after the last evidence {percent(survival(draft, after))} of the score is left, where{' '}
      {percent(survival(one, after))} is now. What was sure stays active for {duration(daysActive(draft) * DAY)} instead of{' '}
      {duration(daysActive(one) * DAY)}. {plural(one.indicators, 'indicator')} {one.indicators === 1 ? 'is' : 'are'} scored anew
      in the background.
    </>
  )
}
