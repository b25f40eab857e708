/** The declaration at the left, what it answers at the right: what is wrong is said beside its line, and the first rows show whether it means what was meant. */
import type { Feed } from '@keysguard/model'
import { Link, useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useEffect, useId, useRef } from 'react'
import { Button, buttonClass } from '../../ui/button.tsx'
import { LeaveGuard } from '../../ui/leave-guard.tsx'
import { ProblemNote } from '../../ui/note.tsx'
import { Section } from '../../ui/section.tsx'
import { Outside } from '../../ui/text.tsx'
import { TrialResult } from '../../ui/trial-result.tsx'
import { YamlEditor, type YamlEditorHandle } from '../../ui/yaml-editor.tsx'
import { YamlProblems } from '../../ui/yaml-problems.tsx'
import { FeedSecrets } from './feed-secrets.tsx'
import { RemoveFeed } from './remove-feed.tsx'
import { useFeedDraft } from './use-feed-draft.ts'

interface FeedEditorProps {
  /** Null while it is new. */
  readonly feed: Feed | null
  readonly draft: string
  readonly onStartOver?: () => void
}

export const FeedEditor = ({ feed, draft: begun, onStartOver }: FeedEditorProps) => {
  const draft = useFeedDraft(feed, begun)
  const navigate = useNavigate()
  const editor = useRef<YamlEditorHandle>(null)
  const listId = useId()
  const readOnly = feed?.readOnly === true
  const isNew = feed === null
  // The form that was here before is gone, and the focus with it.
  useEffect(() => {
    if (isNew) editor.current?.goTo(1, 1)
  }, [isNew])
  const save = async (): Promise<void> => {
    if (readOnly || !draft.isChecked || draft.save.isPending) return
    const card = await draft.save.mutateAsync().catch(() => null)
    if (card !== null && isNew) await navigate({ to: '/sources/$id', params: { id: card.id }, ignoreBlocker: true })
  }
  const press = (event: KeyboardEvent): void => {
    if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    void save()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears Ctrl S from the fields inside
    <div onKeyDown={press} className="grid grid-cols-[minmax(0,1fr)] xl:min-h-full xl:grid-cols-[minmax(0,1.25fr)_minmax(0,1fr)]">
      <div className="min-w-0 px-3 pt-4 pb-6">
        <div className="flex min-h-9 flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <h1 className="text-17 font-semibold">{isNew ? 'New feed' : <Outside>{feed.id}</Outside>}</h1>
          <div className="flex flex-wrap items-center gap-2">
            <span role="status" className="text-12 text-fg2">
              {draft.save.isSuccess ? 'Saved.' : draft.isDirty && !readOnly ? 'Not saved yet.' : ''}
            </span>
            {onStartOver && <Button onClick={onStartOver}>Start over</Button>}
            {feed !== null && (
              <Link to="/sources/$id" params={{ id: feed.id }} className={buttonClass()}>
                Its runs
              </Link>
            )}
            {feed !== null && !readOnly && <RemoveFeed id={feed.id} />}
            {!readOnly && (
              <Button
                kind="main"
                title="Ctrl S"
                disabled={!draft.isChecked || !draft.isDirty || draft.save.isPending}
                onClick={() => void save()}
              >
                {draft.save.isPending ? 'Saving…' : 'Save'}
              </Button>
            )}
          </div>
        </div>
        <p className="pb-2 text-fg2">
          {readOnly
            ? 'Declared by a file in the data folder: it is changed there, and can be tried here.'
            : `What is wrong is said beside its line. A secret never stands here: a slot such as \${secret:key} becomes a field below.`}
        </p>
        <YamlEditor
          label="The feed, in YAML"
          ref={editor}
          value={draft.yaml}
          onChange={draft.setYaml}
          problems={draft.problems}
          readOnly={readOnly || draft.save.isPending}
          describedBy={listId}
        />
        <YamlProblems
          id={listId}
          problems={draft.problems}
          isChecked={draft.isChecked}
          onGo={({ line, column }) => editor.current?.goTo(line, column)}
        />
        {draft.checkError && <ProblemNote error={draft.checkError} />}
        {draft.save.error && <ProblemNote error={draft.save.error} />}
        {draft.cards.length > 0 && (
          <FeedSecrets cards={draft.cards} draft={draft.secrets} locked={readOnly} onDraft={draft.setSecrets} />
        )}
      </div>
      <Section
        title="First rows"
        className="border-line max-xl:border-t xl:border-l"
        aside={
          <Button disabled={draft.problems.length > 0 || draft.trial.isPending} onClick={draft.tryNow}>
            {draft.trial.isPending ? 'Trying…' : 'Try'}
          </Button>
        }
      >
        {!draft.trial.data && !draft.trial.error && !draft.trial.isPending && (
          <p className="px-3 pb-3 text-fg2">
            “Try” asks the address and shows the first rows as they would be kept. Nothing is stored. While you edit, it is asked
            again by itself; a new address only when you say so.
          </p>
        )}
        {draft.isNewAddress && <p className="px-3 pb-2 text-fg2">The address has changed: “Try” asks the new one.</p>}
        <TrialResult
          trial={draft.trial.data}
          error={draft.trial.error}
          isTrying={draft.trial.isPending}
          isOld={draft.trial.variables !== undefined && draft.trial.variables.yaml !== draft.yaml}
        />
      </Section>
      <LeaveGuard isDirty={draft.isDirty && !readOnly} />
    </div>
  )
}
