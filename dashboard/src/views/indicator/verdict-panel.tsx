/** What stands against it, and what analysts say: one key each, with a reason, and the history of it. */
import { type IndicatorDetail, LIST_ACTIONS, may, VERDICTS, type VerdictEntry, type VerdictWord } from '@keysguard/model'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { inert } from '../../client/inert.ts'
import { giveVerdict, undoVerdict } from '../../client/judgement.ts'
import { sessionQuery } from '../../client/queries.ts'
import { useShortcuts } from '../../client/shortcuts.ts'
import { Button, Key } from '../../ui/button.tsx'
import { CONTROL } from '../../ui/field.tsx'
import { problemText } from '../../ui/note.tsx'
import { Section } from '../../ui/section.tsx'
import { Outside } from '../../ui/text.tsx'
import { Ago } from '../../ui/time.tsx'

export const VerdictPanel = ({ detail }: { detail: IndicatorDetail }) => {
  const { data: session } = useQuery(sessionQuery)
  const mayDecide = session !== undefined && may(session.role, 'ingest')
  return (
    <Section title="Verdict" className="border-t border-line">
      <Against detail={detail} />
      {mayDecide && <Decide detail={detail} />}
      <History verdicts={detail.verdicts} mayDecide={mayDecide} />
    </Section>
  )
}

/** Which list, which entry, since when; and the lists that only say something. */
const Against = ({ detail: { suppression, lists } }: { detail: IndicatorDetail }) => (
  <ul className="px-3 text-fg2">
    {suppression !== null && (
      <li className="border-l-2 border-tool pb-1.5 pl-2">
        <Outside className="font-semibold text-fg">{suppression.list}</Outside>
        {suppression.entry !== null && (
          <>
            : entry <Outside className="mono break-all">{suppression.entry}</Outside>
          </>
        )}
        , since <Ago at={suppression.since} />. <Outside>{suppression.why}</Outside>
      </li>
    )}
    {lists.map(hit => (
      <li key={`${hit.listId} ${hit.entry}`} className="pb-1.5">
        On <Outside className="font-semibold text-fg">{hit.list}</Outside> (
        <Outside className="mono break-all">{hit.entry}</Outside>
        ): <Outside>{hit.why}</Outside> <span className="text-fg3">{LIST_ACTIONS[hit.action]}.</span>
      </li>
    ))}
  </ul>
)

const CHOICES: readonly (readonly [key: string, word: VerdictWord])[] = [
  ['m', 'malicious'],
  ['b', 'benign'],
  ['n', 'none'],
]

const Decide = ({ detail: { id, value, verdicts } }: { detail: IndicatorDetail }) => {
  const queries = useQueryClient()
  const field = useId()
  const [reason, setReason] = useState('')
  const settled = () =>
    Promise.all([queries.invalidateQueries({ queryKey: ['indicator', id] }), queries.invalidateQueries({ queryKey: ['search'] })])
  const decision = useMutation({
    mutationFn: (word: VerdictWord) => giveVerdict(value, word, reason),
    onSuccess: () => setReason(''),
    onSettled: settled,
  })
  const undo = useMutation({ mutationFn: (batch: string) => undoVerdict(batch), onSettled: settled })
  const standing = verdicts.find(({ counts }) => counts)
  const last = verdicts.find(({ undoneAt }) => undoneAt === null)
  const isBusy = decision.isPending || undo.isPending
  const error = decision.error ?? undo.error
  const decide = (word: VerdictWord): void => {
    if (!isBusy) decision.mutate(word)
  }
  useShortcuts({
    m: () => decide('malicious'),
    b: () => decide('benign'),
    n: () => decide('none'),
    u: () => last !== undefined && !isBusy && undo.mutate(last.batch),
  })
  return (
    <div className="flex flex-wrap items-center gap-2 px-3 pb-2">
      <label htmlFor={field} className="sr-only">
        Reason
      </label>
      <input
        id={field}
        className={`${CONTROL} flex-1 max-md:basis-full md:max-w-96`}
        placeholder="Reason, for those who come after you"
        maxLength={2_000}
        value={reason}
        onChange={event => setReason(event.target.value)}
      />
      {CHOICES.map(([key, word]) => (
        <Button
          key={word}
          disabled={isBusy}
          aria-pressed={standing?.verdict === word}
          className="aria-pressed:border-tool aria-pressed:text-tool"
          onClick={() => decide(word)}
        >
          {VERDICTS[word]} <Key>{key}</Key>
        </Button>
      ))}
      {last !== undefined && (
        <Button disabled={isBusy} onClick={() => undo.mutate(last.batch)}>
          Undo <Key>u</Key>
        </Button>
      )}
      <p role="status" className="sr-only">
        {isBusy ? 'Saving' : decision.isSuccess || undo.isSuccess ? 'Saved' : ''}
      </p>
      {error && (
        <p role="alert" className="w-full text-crit">
          {inert(problemText(error).what)} <span className="text-fg2">{inert(problemText(error).todo)}</span>
        </p>
      )}
    </div>
  )
}

const History = ({ verdicts, mayDecide }: { verdicts: readonly VerdictEntry[]; mayDecide: boolean }) => {
  if (verdicts.length === 0)
    return (
      <p className="px-3 pb-3 text-fg2">
        Nobody has judged it. {mayDecide && 'A verdict wins over all evidence, now and in what comes later.'}
      </p>
    )
  return (
    <ol className="px-3 pb-3">
      {verdicts.map(entry => (
        <li key={entry.id} className="grid gap-x-4 border-t border-line py-1.5 md:grid-cols-[9rem_minmax(0,1fr)_auto]">
          <span className={entry.counts ? 'font-semibold' : 'text-fg2'}>
            {VERDICTS[entry.verdict]}
            {entry.undoneAt !== null && <span className="font-normal text-fg3"> undone</span>}
          </span>
          <span className="min-w-0 text-fg2">
            {entry.reason === null ? (
              <span className="text-fg3">The reason is not for your role.</span>
            ) : (
              <Outside className="break-words">{entry.reason}</Outside>
            )}
          </span>
          <span className="text-12 text-fg3">
            <Outside>{entry.author}</Outside>, <Ago at={entry.at} />
            {entry.expiresAt !== null && (
              <>
                , until <Ago at={entry.expiresAt} />
              </>
            )}
          </span>
        </li>
      ))}
    </ol>
  )
}
