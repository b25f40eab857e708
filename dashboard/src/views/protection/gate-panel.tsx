/** The exit gate: may these be blocked, and what would a block hit? Nothing is routed. */
import type { RoutingAnswer } from '@keysguard/model'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { count, plural } from '../../client/format.ts'
import { checkRouting } from '../../client/judgement.ts'
import { Button } from '../../ui/button.tsx'
import { CONTROL, Field } from '../../ui/field.tsx'
import { problemText } from '../../ui/note.tsx'
import { Section } from '../../ui/section.tsx'
import { Outside } from '../../ui/text.tsx'

export const GatePanel = () => {
  const [text, setText] = useState('')
  const check = useMutation({ mutationFn: checkRouting })
  const values = text.split(/[\s,]+/).filter(value => value !== '')
  return (
    <Section title="Exit gate" className="border-t border-line">
      <form
        className="px-3"
        onSubmit={event => {
          event.preventDefault()
          if (values.length > 0) check.mutate(values.slice(0, 1_000))
        }}
      >
        <Field
          id="gate"
          name="May these be blocked?"
          hint="What a block would hit is shown; nothing is routed."
          fault={check.error ? problemText(check.error).what : undefined}
          aside={
            <Button type="submit" disabled={check.isPending || values.length === 0}>
              {check.isPending ? 'Asking…' : 'Ask'}
            </Button>
          }
        >
          <input
            id="gate"
            aria-describedby="gate-hint"
            className={`${CONTROL} mono`}
            spellCheck={false}
            placeholder="8.8.8.8 kit.weebly.com 198.51.0.0/16"
            value={text}
            onChange={event => setText(event.target.value)}
          />
        </Field>
      </form>
      <ul aria-live="polite">
        {check.data?.items.map(answer => (
          <Answer key={answer.input} answer={answer} />
        ))}
      </ul>
    </Section>
  )
}

const Answer = ({ answer: { input, allowed, reasons, hostOnly, blast } }: { answer: RoutingAnswer }) => (
  <li className="border-t border-line px-3 py-1.5">
    <p className="flex flex-wrap items-baseline gap-x-3">
      <span className={`w-16 shrink-0 font-semibold ${allowed ? 'text-tool' : 'text-crit'}`}>
        {allowed ? 'May go' : 'Refused'}
      </span>
      <Outside className="mono min-w-0 break-all">{input}</Outside>
      {hostOnly && <span className="text-12 text-fg2">this only, never the domain above it</span>}
    </p>
    {reasons.map(reason => (
      <p key={reason} className="text-fg2 md:pl-19">
        <Outside>{reason}</Outside>
      </p>
    ))}
    {blast.ownCount + blast.popularCount > 0 && (
      <p className="text-12 text-fg3 md:pl-19">
        Would hit {plural(blast.ownCount, 'own asset')} and {count(blast.popularCount)} listed names or ranges
        {blast.addresses !== null && blast.addresses > 1 && `, ${count(blast.addresses)} addresses in all`}.
      </p>
    )}
  </li>
)
