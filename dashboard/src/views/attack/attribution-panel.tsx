/** Chosen techniques, software and targets: which known group it may have been, if any. */
import type { AttackMatrix, Attribution, AttributionEvidence } from '@keysguard/model'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'

import { call } from '../../client/http.ts'
import { Button } from '../../ui/button.tsx'
import { CONTROL, Field } from '../../ui/field.tsx'
import { ProblemNote } from '../../ui/note.tsx'
import { Section } from '../../ui/section.tsx'
import { Outside } from '../../ui/text.tsx'

interface PanelProps {
  readonly matrix: AttackMatrix
  readonly picked: readonly string[]
  readonly onPick: (id: string) => void
  readonly onClear: () => void
}

const listed = (text: string): string[] =>
  text
    .split(',')
    .map(one => one.trim())
    .filter(one => one !== '')

export const AttributionPanel = ({ matrix, picked, onPick, onClear }: PanelProps) => {
  const [software, setSoftware] = useState('')
  const [targets, setTargets] = useState('')
  const names = new Map(matrix.techniques.map(({ id, name }) => [id, name]))
  const ask = useMutation({
    mutationFn: () =>
      call('/attack/attribute', 'Attribution', {
        method: 'POST',
        body: { techniques: picked, software: listed(software), targets: listed(targets) },
      }),
  })
  const nothing = picked.length === 0 && software.trim() === '' && targets.trim() === ''
  return (
    <Section
      title="Who may it have been?"
      className="pb-6"
      aside={picked.length > 0 && <Button onClick={onClear}>Choose none</Button>}
    >
      <form
        className="px-3"
        onSubmit={event => {
          event.preventDefault()
          ask.mutate()
        }}
      >
        {picked.length === 0 ? (
          <p className="text-fg2">Choose what was seen: the + of a technique, or x on the keyboard.</p>
        ) : (
          <ul className="flex flex-wrap gap-1.5">
            {picked.map(id => (
              <li key={id}>
                <Button onClick={() => onPick(id)} aria-label={`Do not choose ${names.get(id) ?? id}`}>
                  <span className="mono">{id}</span> {names.get(id)} ×
                </Button>
              </li>
            ))}
          </ul>
        )}
        <div className="mt-2 grid max-w-180 gap-3 md:grid-cols-2">
          <Field id="software" name="Software" hint="Names or ids, comma-separated.">
            <input id="software" className={CONTROL} value={software} onChange={({ target }) => setSoftware(target.value)} />
          </Field>
          <Field id="targets" name="Targets" hint="Sectors and countries, comma-separated.">
            <input id="targets" className={CONTROL} value={targets} onChange={({ target }) => setTargets(target.value)} />
          </Field>
        </div>
        <Button type="submit" kind="main" className="mt-3" disabled={nothing || ask.isPending}>
          Compare with the known groups
        </Button>
      </form>
      {ask.error && <ProblemNote error={ask.error} />}
      <div role="status">{ask.data && <Answer attribution={ask.data} />}</div>
    </Section>
  )
}

const Answer = ({ attribution }: { attribution: Attribution }) => (
  <div className="px-3 pt-4">
    <p className="max-w-[72ch] text-15 font-semibold">
      <Outside>{attribution.judgement}</Outside>
    </p>
    {attribution.weighed.unknown.length > 0 && (
      <p className="mt-1 text-high">
        Not known to ATT&CK: <Outside>{attribution.weighed.unknown.join(', ')}</Outside>
      </p>
    )}
    <ol className="mt-3 max-w-240">
      {attribution.candidates.map(({ group, probability, likelihood, for: speaks, against }) => (
        <li key={group.id} className="border-t border-line py-2">
          <div className="flex items-baseline gap-3">
            <Link to="/attack/$id" params={{ id: group.id }} className="font-semibold hover:text-tool hover:underline">
              <Outside>{group.name}</Outside>
            </Link>
            <span className="num text-fg2">
              {Math.min(99, Math.round(probability * 100))} %, {likelihood}
            </span>
          </div>
          <span aria-hidden="true" className="mt-1 block h-1 bg-tool" style={{ width: `${probability * 100}%` }} />
          <div className="mt-1.5 grid gap-x-6 gap-y-1 md:grid-cols-2">
            <EvidenceList title="For" all={speaks.slice(0, 5)} />
            <EvidenceList title="Against" all={against.slice(0, 4)} />
          </div>
        </li>
      ))}
    </ol>
    {attribution.distinctions.map(({ group, against, lookFor }) =>
      lookFor.length === 0 ? null : (
        <p key={`${group.id} ${against.id}`} className="mt-2 max-w-[72ch] text-fg2">
          <Outside>{group.name}</Outside> rather than <Outside>{against.name}</Outside> would show in{' '}
          <Outside>{lookFor.map(({ name }) => name).join(', ')}</Outside>.
        </p>
      ),
    )}
  </div>
)

const EvidenceList = ({ title, all }: { title: string; all: readonly AttributionEvidence[] }) =>
  all.length === 0 ? null : (
    <div>
      <h3 className="caption">{title}</h3>
      <ul>
        {all.map(({ basis, id, name, groups, weight, citations }) => (
          <li key={`${basis} ${id}`} className="flex gap-2" title={citations.join('; ')}>
            <span className="num w-9 shrink-0 text-right text-fg3">{weight.toFixed(1)}</span>
            <span className="min-w-0">
              <Outside>{name}</Outside>
              {basis !== 'claim' && <span className="text-fg3"> of {groups} groups</span>}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
