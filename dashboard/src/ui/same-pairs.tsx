/** Two that may be the same: what speaks for it, and what a person says. */
import { type EntityRef, may, type SamePair } from '@keysguard/model'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { decideSame } from '../client/commands.ts'
import { inert } from '../client/inert.ts'
import { sessionQuery } from '../client/queries.ts'
import { Button } from './button.tsx'
import { problemText } from './note.tsx'
import { Outside } from './text.tsx'
import { Ago } from './time.tsx'

const keyOf = ({ a, b }: SamePair): string => `${a.kind}/${a.id} ${b.kind}/${b.id}`

export const SamePairs = ({ pairs }: { pairs: readonly SamePair[] }) => (
  <ul>
    {pairs.map(pair => (
      <Pair key={keyOf(pair)} pair={pair} />
    ))}
  </ul>
)

const Name = ({ entity: { kind, id, name } }: { entity: EntityRef }) => (
  <Link to="/entities/$kind/$id" params={{ kind, id }} className="font-semibold hover:text-tool hover:underline">
    <Outside>{name}</Outside>
  </Link>
)

const Pair = ({ pair }: { pair: SamePair }) => {
  const { a, b, confidence, evidence, decision } = pair
  return (
    <li className="grid gap-x-6 gap-y-1.5 border-t border-line px-3 py-2 lg:grid-cols-[minmax(0,1fr)_auto]">
      <div className="min-w-0">
        <p className="break-words">
          <Name entity={a} /> <span className="text-fg3">and</span> <Name entity={b} />
          {confidence > 0 && (
            <span className="numeral ml-2 text-12 text-fg2" title="What speaks for it, put together">
              {confidence} %
            </span>
          )}
        </p>
        <ul className="text-12 text-fg2">
          {evidence.map(({ by, text }) => (
            <li key={`${by} ${text}`} className="break-words">
              <Outside>{text}</Outside>
            </li>
          ))}
        </ul>
        {decision !== null && (
          <p className="text-12 text-fg3">
            {decision.decision === 'same' ? 'The same' : 'Different'}, says <Outside>{decision.by}</Outside>{' '}
            <Ago at={decision.at} />
            {decision.reason !== '' && (
              <>
                : <Outside>{decision.reason}</Outside>
              </>
            )}
          </p>
        )}
      </div>
      <Decide pair={pair} />
    </li>
  )
}

const Decide = ({ pair: { a, b, decision } }: { pair: SamePair }) => {
  const queries = useQueryClient()
  const { data: session } = useQuery(sessionQuery)
  const decide = useMutation({
    mutationFn: (word: 'same' | 'different' | 'undone') => decideSame({ a, b, decision: word }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['entities'] }),
  })
  if (session === undefined || !may(session.role, 'ingest')) return null
  return (
    <div>
      <div className="flex flex-wrap gap-1.5">
        {decision === null ? (
          <>
            <Button disabled={decide.isPending} onClick={() => decide.mutate('same')}>
              The same
            </Button>
            <Button disabled={decide.isPending} onClick={() => decide.mutate('different')}>
              Not the same
            </Button>
          </>
        ) : (
          <Button disabled={decide.isPending} onClick={() => decide.mutate('undone')}>
            Take back
          </Button>
        )}
      </div>
      {decide.error && (
        <p role="alert" className="pt-1 text-12 text-crit">
          {inert(problemText(decide.error).what)}
        </p>
      )}
    </div>
  )
}
