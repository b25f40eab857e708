/** The text at the left with what is wrong in it; at the right what it would have found, and what it has found. */
import type { RuleText } from '@keysguard/model'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useId, useRef } from 'react'
import { plural } from '../../client/format.ts'
import { detectionsQuery } from '../../client/queries.ts'
import { Button } from '../../ui/button.tsx'
import { DetectionList } from '../../ui/detection-list.tsx'
import { LeaveGuard } from '../../ui/leave-guard.tsx'
import { Empty, ProblemNote } from '../../ui/note.tsx'
import { Section } from '../../ui/section.tsx'
import { Outside } from '../../ui/text.tsx'
import { YamlEditor, type YamlEditorHandle } from '../../ui/yaml-editor.tsx'
import { YamlProblems } from '../../ui/yaml-problems.tsx'
import { ReplayPreview } from './replay-preview.tsx'
import { useRuleDraft } from './use-rule-draft.ts'

interface RuleEditorProps {
  /** Null while it is new. */
  readonly rule: RuleText | null
  readonly begun: string
}

export const RuleEditor = ({ rule, begun }: RuleEditorProps) => {
  const draft = useRuleDraft(rule, begun)
  const navigate = useNavigate()
  const editor = useRef<YamlEditorHandle>(null)
  const listId = useId()
  const save = async (): Promise<void> => {
    const kept = await draft.save.mutateAsync().catch(() => null)
    if (kept !== null && rule === null) await navigate({ to: '/rules/$id', params: { id: kept.id }, ignoreBlocker: true })
  }
  const remove = async (): Promise<void> => {
    const done = await draft.remove.mutateAsync().catch(() => null)
    if (done !== null) await navigate({ to: '/rules', ignoreBlocker: true })
  }
  const failed = draft.check?.cases.filter(({ ok }) => !ok) ?? []
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] xl:min-h-full xl:grid-cols-[minmax(0,1.15fr)_minmax(0,1fr)]">
      <div className="min-w-0 px-3 pt-4 pb-6">
        <div className="flex min-h-9 flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <h1 className="min-w-0 text-17 font-semibold">{rule === null ? 'New rule' : <Outside>{rule.title}</Outside>}</h1>
          <div className="flex flex-wrap items-center gap-2">
            <span role="status" className="text-12 text-fg2">
              {draft.save.isSuccess ? 'Saved.' : draft.isDirty && rule !== null ? 'Not saved yet.' : ''}
            </span>
            {rule !== null && rule.origin !== 'shipped' && draft.mayChange && (
              <Button disabled={draft.remove.isPending} onClick={() => void remove()}>
                {rule.origin === 'own' ? 'Remove' : 'As it was shipped'}
              </Button>
            )}
            {draft.mayChange && (
              <Button
                kind="main"
                disabled={!draft.isChecked || !draft.isDirty || draft.save.isPending}
                onClick={() => void save()}
              >
                {draft.save.isPending ? 'Saving…' : 'Save'}
              </Button>
            )}
          </div>
        </div>
        {rule !== null && <Outside className="block max-w-[80ch] pb-2 text-fg2">{rule.description}</Outside>}
        <YamlEditor
          label="The rule, in YAML"
          ref={editor}
          value={draft.yaml}
          onChange={draft.setYaml}
          problems={draft.problems}
          readOnly={!draft.mayChange || draft.save.isPending}
          describedBy={listId}
        />
        <YamlProblems
          id={listId}
          problems={draft.problems}
          isChecked={draft.isChecked}
          onGo={({ line, column }) => editor.current?.goTo(line, column)}
        />
        {draft.isChecked && (
          <p className={failed.length > 0 ? 'text-crit' : 'text-fg2'}>
            {failed.length === 0
              ? `${plural(draft.check?.cases.length ?? 0, 'case')} of its own come out as they should.`
              : failed.map(({ name, expected, fired }) => `“${name}” fired ${fired} times, not ${expected}.`).join(' ')}
          </p>
        )}
        {[draft.checkError, draft.save.error, draft.remove.error].map(
          error => error && <ProblemNote key={error.message} error={error} />,
        )}
      </div>
      <div className="min-w-0 border-line max-xl:border-t xl:border-l">
        <ReplayPreview yaml={draft.yaml} mayReplay={draft.mayReplay && draft.isChecked} />
        {rule !== null && <Found rule={rule} />}
      </div>
      <LeaveGuard isDirty={draft.isDirty && rule !== null} />
    </div>
  )
}

const Found = ({ rule: { id, dropped } }: { rule: RuleText }) => {
  const { data, error, refetch } = useQuery(detectionsQuery(id))
  const lost = dropped.late + dropped.groups + dropped.events
  return (
    <Section title="What it found" className="border-t border-line">
      {lost > 0 && (
        <p className="px-3 pb-2 text-fg2">
          It had to let go {dropped.late} late events, {dropped.groups} groups and {dropped.events} events of large groups since
          the start.
        </p>
      )}
      {error && !data && <ProblemNote error={error} retry={() => void refetch()} />}
      {data?.items.length === 0 && <Empty title="It has not fired yet" />}
      {data && <DetectionList items={data.items} />}
    </Section>
  )
}
