/** What a new feed is begun with: its kind, its name and its address. The rest is drafted. */
import { FEED_KINDS, type FeedKind, type FeedStart, feedKinds } from '@keysguard/model'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { draftFeed } from '../../client/commands.ts'
import { webAddress } from '../../client/web-address.ts'
import { Button } from '../../ui/button.tsx'
import { CONTROL, describedBy, Field } from '../../ui/field.tsx'
import { ProblemNote } from '../../ui/note.tsx'

const LONGEST_NAME = 100

const Kinds = ({ kind, onKind }: { kind: FeedKind; onKind: (kind: FeedKind) => void }) => (
  <fieldset>
    <legend className="pb-1 font-semibold">What is at the address</legend>
    <div className="grid border-t border-line md:grid-cols-2 md:gap-x-6">
      {feedKinds.map(each => (
        <label
          key={each}
          className="flex min-h-9 cursor-pointer items-center gap-2.5 border-b border-line hover:text-tool has-checked:font-semibold pointer-coarse:min-h-11"
        >
          <input
            type="radio"
            name="kind"
            value={each}
            checked={each === kind}
            onChange={() => onKind(each)}
            className="size-4 accent-(--tool)"
          />
          {FEED_KINDS[each]}
        </label>
      ))}
    </div>
  </fieldset>
)

export const StartForm = ({ onDraft }: { onDraft: (yaml: string) => void }) => {
  const id = useId()
  const [start, setStart] = useState<FeedStart>({ kind: 'csv', name: '', url: '' })
  const [asked, setAsked] = useState(false)
  const draft = useMutation({ mutationFn: draftFeed, onSuccess: ({ yaml }) => onDraft(yaml) })
  const given = { ...start, name: start.name.trim(), url: start.url.trim() }
  const nameFault = asked && given.name === '' ? 'Give it a name.' : undefined
  const urlFault = asked && webAddress(given.url) === null ? 'Must be an http or https address.' : undefined
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setAsked(true)
    if (given.name !== '' && webAddress(given.url) !== null) draft.mutate(given)
  }
  return (
    <form onSubmit={submit} noValidate className="grid max-w-160 gap-4 px-3 pt-2 pb-6">
      <Kinds kind={start.kind} onKind={kind => setStart({ ...start, kind })} />
      <Field id={`${id}-name`} name="Name" hint="As it is shown; its id is made from it." fault={nameFault}>
        <input
          id={`${id}-name`}
          value={start.name}
          maxLength={LONGEST_NAME}
          autoComplete="off"
          aria-invalid={nameFault !== undefined}
          aria-describedby={describedBy(`${id}-name`, nameFault)}
          onChange={({ target: { value } }) => setStart({ ...start, name: value })}
          className={CONTROL}
        />
      </Field>
      <Field
        id={`${id}-url`}
        name="Address"
        hint="Without keys or passwords: those become settings, and are kept sealed."
        fault={urlFault}
      >
        <input
          id={`${id}-url`}
          inputMode="url"
          value={start.url}
          autoComplete="off"
          spellCheck={false}
          placeholder="https://"
          aria-invalid={urlFault !== undefined}
          aria-describedby={describedBy(`${id}-url`, urlFault)}
          onChange={({ target: { value } }) => setStart({ ...start, url: value })}
          className={`mono text-12 ${CONTROL}`}
        />
      </Field>
      {draft.error && <ProblemNote error={draft.error} />}
      <p>
        <Button type="submit" kind="main" disabled={draft.isPending}>
          {draft.isPending ? 'Drafting…' : 'Draft it'}
        </Button>
      </p>
    </form>
  )
}
