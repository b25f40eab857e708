/** Own assets: a paste adds them, a press removes one. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useState } from 'react'
import { plural } from '../../client/format.ts'
import { inert } from '../../client/inert.ts'
import { addAssets, assetsQuery, removeAsset } from '../../client/judgement.ts'
import { Button } from '../../ui/button.tsx'
import { CONTROL, Field } from '../../ui/field.tsx'
import { ProblemNote, problemText, SkeletonRows } from '../../ui/note.tsx'
import { Section } from '../../ui/section.tsx'
import { useMayManage } from '../../ui/source-actions.tsx'
import { Ioc, Outside, typeLabel } from '../../ui/text.tsx'

const SHOWN = 200

export const AssetPanel = () => {
  const queries = useQueryClient()
  const mayManage = useMayManage()
  const { data, error, refetch } = useQuery(assetsQuery)
  const removal = useMutation({
    mutationFn: removeAsset,
    onSettled: () => queries.invalidateQueries({ queryKey: ['assets'] }),
  })
  const items = data?.items ?? []
  return (
    <Section
      title="Own assets"
      className="border-t border-line"
      aside={data && <span className="num text-12 text-fg3">{items.length}</span>}
    >
      {mayManage && <AddAssets />}
      {error && !data && <ProblemNote error={error} retry={() => void refetch()} />}
      {!data && !error && (
        <div role="status" aria-label="Loading">
          <SkeletonRows rows={4} height={36} />
        </div>
      )}
      {data && items.length === 0 && (
        <p className="px-3 pb-3 text-fg2">None yet: add your networks and domains, and no block will ever hit them.</p>
      )}
      <ul className="max-h-96 overflow-y-auto">
        {items.slice(0, SHOWN).map(({ type, value, note }) => (
          <li
            key={`${type} ${value}`}
            className="grid min-h-9 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 border-t border-line px-3 md:grid-cols-[7rem_minmax(0,1fr)_minmax(0,1fr)_auto]"
          >
            <span className="text-12 text-fg3 max-md:hidden">{typeLabel(type)}</span>
            <Ioc type={type} value={value} />
            <Outside className="truncate text-12 text-fg2 max-md:col-start-1">{note}</Outside>
            {mayManage && (
              <Button
                disabled={removal.isPending}
                aria-label={`Remove ${inert(value)}`}
                className="max-md:col-start-2 max-md:row-span-2 max-md:row-start-1"
                onClick={() => removal.mutate(value)}
              >
                <X className="size-3.5" aria-hidden="true" />
              </Button>
            )}
          </li>
        ))}
      </ul>
      {items.length > SHOWN && (
        <p className="border-t border-line px-3 py-2 text-fg2">
          and {plural(items.length - SHOWN, 'other')}: `keysguard assets list` shows all.
        </p>
      )}
    </Section>
  )
}

const AddAssets = () => {
  const queries = useQueryClient()
  const [text, setText] = useState('')
  const addition = useMutation({
    mutationFn: addAssets,
    onSuccess: () => setText(''),
    onSettled: () => queries.invalidateQueries({ queryKey: ['assets'] }),
  })
  const { data, error } = addition
  return (
    <form
      className="px-3"
      onSubmit={event => {
        event.preventDefault()
        if (text.trim() !== '') addition.mutate(text)
      }}
    >
      <Field
        id="assets"
        name="Add"
        hint="Networks, addresses, domains or hashes, one a line; a note behind a comma."
        fault={error ? problemText(error).what : undefined}
        aside={
          <Button type="submit" kind="main" disabled={addition.isPending || text.trim() === ''}>
            {addition.isPending ? 'Adding…' : 'Add'}
          </Button>
        }
      >
        <textarea
          id="assets"
          aria-describedby="assets-hint"
          rows={3}
          spellCheck={false}
          className={`${CONTROL} mono h-auto py-1.5 pointer-coarse:h-auto`}
          placeholder={'198.51.100.0/24, Berlin office\nexample.com'}
          value={text}
          onChange={event => setText(event.target.value)}
        />
      </Field>
      <p role="status" className={data ? 'pb-2 text-fg2' : 'sr-only'}>
        {data && `${plural(data.added, 'asset')} added, ${data.known} known already, ${data.refusedCount} refused.`}{' '}
        {data?.refused.slice(0, 3).map(({ line, text: what }) => (
          <span key={line} className="block text-12">
            line {line}: <Outside className="mono">{what}</Outside>
          </span>
        ))}
      </p>
    </form>
  )
}
