/** Sets the grade of a source, after saying what that comes to. */
import { Reliability, type ScoringReport, type ScoringSourceReport } from '@keysguard/model'
import { useState } from 'react'
import { percent, plural } from '../../client/format.ts'
import { withGrade } from '../../client/scoring.ts'
import { Button } from '../../ui/button.tsx'
import { CONTROL, Field } from '../../ui/field.tsx'
import { ProblemNote } from '../../ui/note.tsx'
import { useSaveSettings } from './use-settings.ts'

interface GradeEditorProps {
  readonly source: ScoringSourceReport
  readonly report: ScoringReport
  readonly onDone: () => void
}

export const GradeEditor = ({ source, report, onDone }: GradeEditorProps) => {
  const [draft, setDraft] = useState<Reliability>(source.reliability)
  const saving = useSaveSettings(onDone)
  const precisionOf = (grade: Reliability): number => report.grades.find(one => one.grade === grade)?.precision ?? 0
  const id = `grade-${source.id}`
  const isSet = source.from === 'set'
  return (
    <form
      className="mt-1 max-w-120"
      onSubmit={event => {
        event.preventDefault()
        saving.mutate(withGrade(report.settings, source.id, draft))
      }}
      onKeyDown={event => event.key === 'Escape' && onDone()}
    >
      <Field id={id} name="Grade" hint="It counts as said here from then on, whatever is learnt.">
        <select
          id={id}
          aria-describedby={`${id}-hint`}
          // biome-ignore lint/a11y/noAutofocus: it was opened to be filled in
          autoFocus
          className={CONTROL}
          value={draft}
          onChange={event => setDraft(Reliability.catch(draft).parse(event.target.value))}
        >
          {report.grades.map(({ grade, precision }) => (
            <option key={grade} value={grade}>
              {grade}: right in {percent(precision)} of its reports
            </option>
          ))}
        </select>
      </Field>
      <p role="status" className="text-fg2">
        A fresh report of it alone makes a score of about {Math.round(precisionOf(draft) * 100)}
        {draft !== source.reliability && `, where the grade in force makes ${Math.round(precisionOf(source.reliability) * 100)}`}.{' '}
        {plural(report.indicators, 'indicator')} {report.indicators === 1 ? 'is' : 'are'} scored anew in the background.
      </p>
      {saving.error && <ProblemNote error={saving.error} />}
      <p className="mt-2 mb-1 flex flex-wrap gap-2">
        <Button type="submit" kind="main" disabled={saving.isPending || (isSet && draft === source.reliability)}>
          {saving.isPending ? 'Saving…' : `Set grade ${draft}`}
        </Button>
        {isSet && (
          <Button disabled={saving.isPending} onClick={() => saving.mutate(withGrade(report.settings, source.id, null))}>
            Take it back
          </Button>
        )}
        <Button onClick={onDone}>Cancel</Button>
      </p>
    </form>
  )
}
