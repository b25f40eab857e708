/** Lists of what is hardly ever malicious: what each does, switched and changed in place; and bringing one. */
import { LIST_ACTIONS, type ListAction, type ListCard, listActions } from '@keysguard/model'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { count, plural } from '../../client/format.ts'
import { inert } from '../../client/inert.ts'
import { changeList, importList, listsQuery, removeList } from '../../client/judgement.ts'
import { Button } from '../../ui/button.tsx'
import { CONTROL } from '../../ui/field.tsx'
import { ProblemNote, problemText, SkeletonRows } from '../../ui/note.tsx'
import { Section } from '../../ui/section.tsx'
import { useMayManage } from '../../ui/source-actions.tsx'
import { Outside } from '../../ui/text.tsx'

const isAction = (text: string): text is ListAction => listActions.some(action => action === text)

export const ListPanel = () => {
  const mayManage = useMayManage()
  const { data, error, refetch } = useQuery(listsQuery)
  const items = data?.items ?? []
  return (
    <Section
      title="Lists"
      className="border-t border-line"
      aside={
        data && (
          <span className="num text-12 text-fg3">
            {plural(items.length, 'list')}, {count(items.reduce((sum, list) => sum + list.entries, 0))} entries
          </span>
        )
      }
    >
      {mayManage && <BringList />}
      {error && !data && <ProblemNote error={error} retry={() => void refetch()} />}
      {!data && !error && (
        <div role="status" aria-label="Loading">
          <SkeletonRows rows={10} height={56} />
        </div>
      )}
      <ul>
        {items.map(list => (
          <ListRow key={list.id} list={list} mayManage={mayManage} />
        ))}
      </ul>
    </Section>
  )
}

const ROW =
  'grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 border-t border-line px-3 py-2 lg:min-h-14 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.6fr)_9rem_9rem_auto] lg:py-1.5'

const ListRow = ({ list, mayManage }: { list: ListCard; mayManage: boolean }) => {
  const queries = useQueryClient()
  const settled = () => queries.invalidateQueries({ queryKey: ['lists'] })
  const change = useMutation({
    mutationFn: (to: Parameters<typeof changeList>[1]) => changeList(list.id, to),
    onSettled: settled,
  })
  const removal = useMutation({ mutationFn: () => removeList(list.id), onSettled: settled })
  const isBusy = change.isPending || removal.isPending
  const name = inert(list.name)
  return (
    <li className={`${ROW} ${list.enabled ? '' : 'text-fg3'}`}>
      <span className="min-w-0">
        <Outside className="block font-semibold">{list.name}</Outside>
        <span className="text-12 text-fg3">
          {list.origin === 'imported' ? 'imported' : 'ships'}, {list.dated}
        </span>
      </span>
      <Outside className="text-fg2 max-lg:order-3 max-lg:col-span-2">{list.why}</Outside>
      <span className="num text-12 text-fg2 max-lg:order-4">
        {plural(list.entries, 'entry', 'entries')}
        {list.suppressed > 0 && <span className="block">{count(list.suppressed)} suppressed</span>}
      </span>
      <select
        aria-label={`What follows from ${name}`}
        className={`${CONTROL} max-lg:order-5`}
        disabled={!mayManage || isBusy}
        title={LIST_ACTIONS[list.action]}
        value={list.action}
        onChange={event => isAction(event.target.value) && change.mutate({ action: event.target.value })}
      >
        {listActions.map(action => (
          <option key={action}>{action}</option>
        ))}
      </select>
      {mayManage && (
        <span className="flex gap-2 justify-self-end max-lg:order-2">
          {list.origin === 'imported' && (
            <Button disabled={isBusy} aria-label={`Remove ${name}`} onClick={() => removal.mutate()}>
              Remove
            </Button>
          )}
          <Button
            disabled={isBusy}
            aria-label={`${list.enabled ? 'Switch off' : 'Switch on'}: ${name}`}
            className="w-22"
            onClick={() => change.mutate({ enabled: !list.enabled })}
          >
            {list.enabled ? 'Switch off' : 'Switch on'}
          </Button>
        </span>
      )}
    </li>
  )
}

const idOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/\.[a-z0-9]+$/, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60) || 'list'

const BringList = () => {
  const queries = useQueryClient()
  const [action, setAction] = useState<ListAction>('evidence')
  const bringing = useMutation({
    mutationFn: async (file: File) => importList(idOf(file.name), await file.text(), action),
    onSettled: () => queries.invalidateQueries({ queryKey: ['lists'] }),
  })
  const { data, error, isPending } = bringing
  return (
    <div className="flex flex-wrap items-center gap-3 px-3 pb-2">
      <label htmlFor="list-file" className="font-semibold">
        Import a list
      </label>
      <input
        id="list-file"
        type="file"
        accept=".json,.txt,.csv"
        disabled={isPending}
        className="w-60 max-w-full text-12 text-fg2"
        onChange={event => {
          const [file] = event.target.files ?? []
          if (file) bringing.mutate(file)
          event.target.value = ''
        }}
      />
      <label className="flex items-center gap-2 whitespace-nowrap text-fg2">
        that counts as
        <select
          className={`${CONTROL} w-32`}
          value={action}
          onChange={event => isAction(event.target.value) && setAction(event.target.value)}
        >
          {listActions.map(each => (
            <option key={each}>{each}</option>
          ))}
        </select>
      </label>
      <p role="status" className="min-w-0 text-fg2">
        {isPending && 'Reading…'}
        {data && `${inert(data.list.name)}: ${count(data.taken)} entries taken, ${count(data.refusedCount)} refused.`}
        {!data && !isPending && !error && 'A MISP warning list (JSON), or one entry a line.'}
      </p>
      {error && (
        <p role="alert" className="w-full text-crit">
          {inert(problemText(error).what)} <span className="text-fg2">{inert(problemText(error).todo)}</span>
        </p>
      )}
    </div>
  )
}
