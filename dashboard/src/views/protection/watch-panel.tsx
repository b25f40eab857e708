/** What is watched for: it raises the risk of what it meets. */
import type { Watch } from '@keysguard/model'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { setWatch, watchQuery } from '../../client/judgement.ts'
import { Button } from '../../ui/button.tsx'
import { CONTROL, Field } from '../../ui/field.tsx'
import { ProblemNote, problemText, SkeletonRows } from '../../ui/note.tsx'
import { Section } from '../../ui/section.tsx'
import { useMayManage } from '../../ui/source-actions.tsx'

const FIELDS: readonly (readonly [field: keyof Watch, name: string, hint: string])[] = [
  ['keywords', 'Words', 'In values and in what sources say: your brands, products, names.'],
  ['sectors', 'Sectors', 'Aimed at, as sources name them: finance, energy.'],
  ['countries', 'Countries', 'Aimed at, as codes or names.'],
  ['families', 'Families and actors', 'Malware and groups that you follow.'],
]

const wordsOf = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map(word => word.trim())
      .filter(word => word.length > 1),
  ),
]

export const WatchPanel = () => {
  const { data, error, refetch } = useQuery(watchQuery)
  return (
    <Section title="Watched for" className="border-t border-line">
      {error && !data && <ProblemNote error={error} retry={() => void refetch()} />}
      {!data && !error && (
        <div role="status" aria-label="Loading">
          <SkeletonRows rows={4} height={78} />
        </div>
      )}
      {data && <WatchForm watch={data} />}
    </Section>
  )
}

const WatchForm = ({ watch }: { watch: Watch }) => {
  const queries = useQueryClient()
  const mayManage = useMayManage()
  const [drafts, setDrafts] = useState<Partial<Record<keyof Watch, string>>>({})
  const saving = useMutation({
    mutationFn: setWatch,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['watch'] })
      setDrafts({})
    },
  })
  const textOf = (field: keyof Watch): string => drafts[field] ?? watch[field].join(', ')
  const isChanged = FIELDS.some(([field]) => wordsOf(textOf(field)).join() !== watch[field].join())
  const save = (): void => {
    const [keywords, sectors, countries, families] = FIELDS.map(([field]) => wordsOf(textOf(field)))
    saving.mutate({ keywords: keywords ?? [], sectors: sectors ?? [], countries: countries ?? [], families: families ?? [] })
  }
  return (
    <form
      className="grid gap-x-4 px-3 pb-3 md:grid-cols-2"
      onSubmit={event => {
        event.preventDefault()
        save()
      }}
    >
      {FIELDS.map(([field, name, hint]) => (
        <Field key={field} id={`watch-${field}`} name={name} hint={hint}>
          <input
            id={`watch-${field}`}
            aria-describedby={`watch-${field}-hint`}
            className={CONTROL}
            readOnly={!mayManage}
            value={textOf(field)}
            onChange={event => setDrafts({ ...drafts, [field]: event.target.value })}
          />
        </Field>
      ))}
      {mayManage && (
        <p className="md:col-span-2">
          <Button type="submit" kind="main" disabled={!isChanged || saving.isPending}>
            {saving.isPending ? 'Saving…' : 'Save'}
          </Button>{' '}
          <span role="status" className="text-fg2">
            {saving.error ? problemText(saving.error).what : 'Separated by commas. Your own names are watched for by themselves.'}
          </span>
        </p>
      )}
    </form>
  )
}
