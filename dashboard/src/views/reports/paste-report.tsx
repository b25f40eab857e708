/** A report as pasted text. */
import type { Tlp } from '@keysguard/model'
import { useMutation } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { addReport } from '../../client/reports.ts'
import { Button } from '../../ui/button.tsx'
import { Failed } from '../../ui/failed.tsx'
import { CONTROL, Field } from '../../ui/field.tsx'
import { LeaveGuard } from '../../ui/leave-guard.tsx'
import { ReportAddress } from '../../ui/report-address.tsx'
import { useTakeIn } from './use-sending.ts'

export const PasteReport = ({ tlp }: { tlp: Tlp }) => {
  const [text, setText] = useState('')
  const [title, setTitle] = useState('')
  const [url, setUrl] = useState('')
  const takeIn = useTakeIn()
  const navigate = useNavigate()
  const adding = useMutation({
    mutationFn: () => addReport({ text, title, url: url.trim(), tlp }),
    onSuccess: async added => {
      takeIn(added)
      if (!added.known) await navigate({ to: '/reports/$id', params: { id: added.report.id }, ignoreBlocker: true })
    },
  })
  const known = adding.data?.known === true ? adding.data.report : null
  return (
    <form
      className="mt-3 grid gap-x-4 border-t border-line pt-2 md:grid-cols-2"
      onSubmit={event => {
        event.preventDefault()
        if (text.trim() !== '' && !adding.isPending) adding.mutate()
      }}
    >
      <LeaveGuard isDirty={text.trim() !== '' && !adding.isSuccess} />
      <div className="md:col-span-2">
        <Field id="paste-text" name="Text" hint="As it stands, defanged or not. Places in it are kept.">
          <textarea
            id="paste-text"
            aria-describedby="paste-text-hint"
            rows={8}
            required
            spellCheck={false}
            value={text}
            onChange={({ target }) => setText(target.value)}
            className={`${CONTROL} h-auto! resize-y py-1.5`}
          />
        </Field>
      </div>
      <Field id="paste-title" name="Title" hint="Without one, its first line.">
        <input
          id="paste-title"
          aria-describedby="paste-title-hint"
          maxLength={300}
          value={title}
          onChange={({ target }) => setTitle(target.value)}
          className={CONTROL}
        />
      </Field>
      <ReportAddress id="paste-url" value={url} onChange={setUrl} />
      <div className="flex flex-wrap items-center gap-3 md:col-span-2">
        <Button type="submit" kind="main" disabled={text.trim() === '' || adding.isPending}>
          {adding.isPending ? 'Reading…' : 'Add the report'}
        </Button>
        {known && (
          <p role="status" className="text-fg2">
            This text is there already:{' '}
            <Link to="/reports/$id" params={{ id: known.id }} className="text-tool underline">
              look at it
            </Link>
          </p>
        )}
        {adding.error && <Failed error={adding.error} />}
      </div>
    </form>
  )
}
