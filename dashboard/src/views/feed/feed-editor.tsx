/** A feed's declaration with its secrets; beside it the first rows, which show whether it means what was meant. */
import type { Feed } from '@keysguard/model'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Section } from '../../ui/section.tsx'
import { Outside } from '../../ui/text.tsx'
import { TrialResult } from '../../ui/trial-result.tsx'
import { YamlWorkbench } from '../../ui/yaml-workbench.tsx'
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
  const readOnly = feed?.readOnly === true
  return (
    <YamlWorkbench
      title={feed === null ? 'New feed' : <Outside>{feed.id}</Outside>}
      label="The feed, in YAML"
      draft={draft}
      mayChange={!readOnly}
      onSaved={id => feed === null && void navigate({ to: '/sources/$id', params: { id }, ignoreBlocker: true })}
      actions={
        <>
          {onStartOver && <Button onClick={onStartOver}>Start over</Button>}
          {feed !== null && (
            <Link to="/sources/$id" params={{ id: feed.id }} className={buttonClass()}>
              Its runs
            </Link>
          )}
          {feed !== null && !readOnly && <RemoveFeed id={feed.id} />}
        </>
      }
      lead={
        <p className="pb-2 text-fg2">
          {readOnly
            ? 'Declared by a file in the data folder: it is changed there, and can be tried here.'
            : `What is wrong is said beside its line. A secret never stands here: a slot such as \${secret:key} becomes a field below.`}
        </p>
      }
      beside={<FirstRows draft={draft} />}
    >
      {draft.cards.length > 0 && (
        <FeedSecrets cards={draft.cards} draft={draft.secrets} locked={readOnly} onDraft={draft.setSecrets} />
      )}
    </YamlWorkbench>
  )
}

const FirstRows = ({ draft: { yaml, problems, trial, tryNow, isNewAddress } }: { draft: ReturnType<typeof useFeedDraft> }) => (
  <Section
    title="First rows"
    aside={
      <Button disabled={problems.length > 0 || trial.isPending} onClick={tryNow}>
        {trial.isPending ? 'Trying…' : 'Try'}
      </Button>
    }
  >
    {trial.isIdle && (
      <p className="px-3 pb-3 text-fg2">
        “Try” asks the address and shows the first rows as they would be kept. Nothing is stored. While you edit, it is asked
        again by itself; a new address only when you say so.
      </p>
    )}
    {isNewAddress && <p className="px-3 pb-2 text-fg2">The address has changed: “Try” asks the new one.</p>}
    <TrialResult
      trial={trial.data}
      error={trial.error}
      isTrying={trial.isPending}
      isOld={trial.variables !== undefined && trial.variables.yaml !== yaml}
    />
  </Section>
)
