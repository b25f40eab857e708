/** A rule's text with how its cases come out; beside it what it would have found, and what it has found. */
import { may, type RuleText } from '@keysguard/model'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { plural } from '../../client/format.ts'
import { detectionsQuery, sessionQuery } from '../../client/queries.ts'
import { Button } from '../../ui/button.tsx'
import { DetectionList } from '../../ui/detection-list.tsx'
import { Empty, ProblemNote } from '../../ui/note.tsx'
import { Section } from '../../ui/section.tsx'
import { Outside } from '../../ui/text.tsx'
import { YamlWorkbench } from '../../ui/yaml-workbench.tsx'
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
  const { data: session } = useQuery(sessionQuery)
  const mayChange = session !== undefined && may(session.role, 'manage-rules')
  const mayReplay = session !== undefined && may(session.role, 'triage')
  const toList = () => void navigate({ to: '/rules', ignoreBlocker: true })
  const failed = draft.check?.cases.filter(({ ok }) => !ok) ?? []
  return (
    <YamlWorkbench
      title={rule === null ? 'New rule' : <Outside>{rule.title}</Outside>}
      label="The rule, in YAML"
      draft={draft}
      mayChange={mayChange}
      onSaved={id => rule === null && void navigate({ to: '/rules/$id', params: { id }, ignoreBlocker: true })}
      actions={
        rule !== null &&
        rule.origin !== 'shipped' &&
        mayChange && (
          <Button disabled={draft.remove.isPending} onClick={() => draft.remove.mutate(undefined, { onSuccess: toList })}>
            {rule.origin === 'own' ? 'Remove' : 'As it was shipped'}
          </Button>
        )
      }
      lead={rule !== null && <Outside className="block max-w-[80ch] pb-2 text-fg2">{rule.description}</Outside>}
      beside={
        <>
          <ReplayPreview yaml={draft.yaml} mayReplay={mayReplay && draft.isChecked} />
          {rule !== null && <Found rule={rule} />}
        </>
      }
    >
      {draft.isChecked && (
        <p className={failed.length > 0 ? 'text-crit' : 'text-fg2'}>
          {failed.length === 0
            ? `${plural(draft.check?.cases.length ?? 0, 'case')} of its own come out as they should.`
            : failed.map(({ name, expected, fired }) => `“${name}” fired ${fired} times, not ${expected}.`).join(' ')}
        </p>
      )}
      {draft.remove.error && <ProblemNote error={draft.remove.error} />}
    </YamlWorkbench>
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
