/** A declaration at the left, what it means at the right: what is wrong is said beside its line, and Ctrl S saves what reads. */
import { type KeyboardEvent, type ReactNode, useEffect, useState } from 'react'
import { Button } from './button.tsx'
import { LeaveGuard } from './leave-guard.tsx'
import { ProblemNote } from './note.tsx'
import type { YamlDraft } from './use-yaml-draft.ts'
import { YamlEditor } from './yaml-editor.tsx'

interface YamlWorkbenchProps {
  readonly title: ReactNode
  /** What the text is, for who cannot see it. */
  readonly label: string
  readonly draft: YamlDraft
  readonly mayChange: boolean
  readonly onSaved: (id: string) => void
  /** Buttons beside the one that saves. */
  readonly actions: ReactNode
  readonly lead: ReactNode
  readonly children: ReactNode
  /** At the right of the text, or under it where there is no room. */
  readonly beside: ReactNode
}

export const YamlWorkbench = (props: YamlWorkbenchProps) => {
  const { draft, mayChange, onSaved } = props
  const { yaml, isChecked, isDirty, save } = draft
  // Ctrl S right after a key waits for the check of that text; another key takes it back.
  const [asked, setAsked] = useState<string | null>(null)
  useEffect(() => {
    if (asked !== yaml || !isChecked) return
    setAsked(null)
    save.mutate(undefined, { onSuccess: onSaved })
  })
  const ask = (): void => {
    if (mayChange && isDirty && !save.isPending) setAsked(yaml)
  }
  const press = (event: KeyboardEvent): void => {
    if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    ask()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears Ctrl S from the fields inside
    <div onKeyDown={press} className="grid grid-cols-[minmax(0,1fr)] xl:min-h-full xl:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)]">
      <div className="min-w-0 px-3 pt-4 pb-6">
        <div className="flex min-h-9 flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <h1 className="min-w-0 text-17 font-semibold">{props.title}</h1>
          <div className="flex flex-wrap items-center gap-2">
            <span role="status" className="text-12 text-fg2">
              {isDirty ? 'Not saved yet.' : save.isSuccess ? 'Saved.' : ''}
            </span>
            {props.actions}
            {mayChange && (
              <Button kind="main" title="Ctrl S" disabled={!isChecked || !isDirty || save.isPending} onClick={ask}>
                {save.isPending ? 'Saving…' : 'Save'}
              </Button>
            )}
          </div>
        </div>
        {props.lead}
        <YamlEditor
          label={props.label}
          value={yaml}
          onChange={draft.setYaml}
          problems={draft.problems}
          isChecked={isChecked}
          isNew={draft.isNew}
          readOnly={!mayChange || save.isPending}
        />
        {draft.checkError && <ProblemNote error={draft.checkError} />}
        {save.error && <ProblemNote error={save.error} />}
        {props.children}
      </div>
      <div className="min-w-0 border-line max-xl:border-t xl:border-l">{props.beside}</div>
      <LeaveGuard isDirty={isDirty} />
    </div>
  )
}
