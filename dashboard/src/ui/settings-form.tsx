/** Settings of a source or an enricher as a form. It saves only what changed, and asks before unsaved changes are lost. */
import type { SettingCard, Trial } from '@keysguard/model'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { changesOf, faultsOf, type SettingValues } from '../client/setting-draft.ts'
import { Button } from './button.tsx'
import { LeaveGuard } from './leave-guard.tsx'
import { ProblemNote } from './note.tsx'
import { SecretField } from './secret-field.tsx'
import { SettingField } from './setting-field.tsx'
import { TrialResult } from './trial-result.tsx'

interface SettingsFormProps {
  readonly cards: readonly SettingCard[]
  /** Whether this account may change them. */
  readonly mayChange: boolean
  /** What the main button does, such as "Save". It can be pressed without changes where `canSaveUnchanged`. */
  readonly saveWords: string
  readonly canSaveUnchanged?: boolean
  readonly onSave: (changes: SettingValues) => Promise<unknown>
  /** Asks with the unsaved values. */
  readonly onTry?: (changes: SettingValues) => Promise<Trial>
}

const sameAs = (a: SettingValues, b: SettingValues): boolean => JSON.stringify(a) === JSON.stringify(b)

export const SettingsForm = ({ cards, mayChange, saveWords, canSaveUnchanged = false, onSave, onTry }: SettingsFormProps) => {
  const [draft, setDraft] = useState<SettingValues>({})
  const [round, setRound] = useState(0)
  const changes = changesOf(cards, draft)
  const faults = faultsOf(cards, draft)
  const isDirty = Object.keys(changes).length > 0
  const isFaulty = Object.keys(faults).length > 0
  const startOver = (): void => {
    setDraft({})
    setRound(round + 1)
  }
  // What a secret was set to is not kept after it was sent: gcTime.
  const save = useMutation({ mutationFn: onSave, onSuccess: startOver, gcTime: 0 })
  const trial = useMutation({ mutationFn: (values: SettingValues) => onTry?.(values) ?? Promise.reject(), gcTime: 0 })
  // What was tried and then saved is still what was tried.
  const isTried = [changes, ...(save.isSuccess && !isDirty ? [save.variables] : [])].some(
    values => trial.variables !== undefined && sameAs(values, trial.variables),
  )
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!isFaulty && (isDirty || canSaveUnchanged)) save.mutate(changes)
  }
  const put = (key: string) => (value: string | undefined) => {
    if (save.isSuccess || save.isError) save.reset()
    setDraft(({ [key]: _, ...rest }) => (value === undefined ? rest : { ...rest, [key]: value }))
  }
  return (
    <form onSubmit={submit} noValidate>
      <div key={round} className="grid gap-x-8 gap-y-2 px-3 pt-1 lg:grid-cols-2">
        {cards.map(card => {
          const Kind = card.kind === 'secret' ? SecretField : SettingField
          return (
            <Kind
              key={card.key}
              card={card}
              draft={draft[card.key]}
              fault={faults[card.key]}
              locked={!mayChange || save.isPending}
              onDraft={put(card.key)}
            />
          )
        })}
      </div>
      {mayChange && (
        <div className="flex min-h-11 flex-wrap items-center gap-2 px-3 pt-2 pb-3">
          <Button type="submit" kind="main" disabled={save.isPending || isFaulty || !(isDirty || canSaveUnchanged)}>
            {save.isPending ? 'Saving…' : saveWords}
          </Button>
          {onTry && (
            <Button disabled={trial.isPending || isFaulty} onClick={() => trial.mutate(changes)}>
              {trial.isPending ? 'Trying…' : 'Try'}
            </Button>
          )}
          {isDirty && !save.isPending && <Button onClick={startOver}>Discard</Button>}
          <span role="status" className="text-12 text-fg2">
            {save.isSuccess ? 'Saved.' : isDirty ? 'Not saved yet.' : ''}
          </span>
        </div>
      )}
      {save.error && <ProblemNote error={save.error} />}
      {onTry && <TrialResult trial={trial.data} error={trial.error} isTrying={trial.isPending} isOld={!isTried} />}
      <LeaveGuard isDirty={isDirty} />
    </form>
  )
}
