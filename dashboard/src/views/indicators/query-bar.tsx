/** The query, visible and editable; a faulty one is shown with a caret under the character it stumbled over. */
import { CornerDownLeft, Search } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { ApiProblem } from '../../client/http.ts'
import { inert } from '../../client/inert.ts'
import { Button, Key } from '../../ui/button.tsx'

export const isQueryProblem = (error: Error): error is ApiProblem =>
  error instanceof ApiProblem && error.details.code === 'bad-query'

/** How much of a long query is shown around its fault. */
const AROUND = 60

const Fault = ({ query, problem }: { query: string; problem: ApiProblem }) => {
  const { position, detail, todo } = problem.details
  const at = Math.min(position ?? 0, query.length)
  const from = Math.max(0, at - AROUND)
  return (
    <div role="alert" id="query-fault" className="border-l-2 border-crit px-3 py-1">
      {position !== undefined && (
        <pre className="mono overflow-x-auto text-12 leading-4" aria-hidden="true">
          {from > 0 ? '…' : ''}
          {inert(query.slice(from, at + AROUND))}
          {'\n'}
          <span data-caret={at} className="font-bold text-crit">
            {' '.repeat(at - from + (from > 0 ? 1 : 0))}^
          </span>
        </pre>
      )}
      <p>
        <span className="font-semibold">{inert(detail)}</span> <span className="text-fg2">{inert(todo)}</span>
        {position !== undefined && <span className="sr-only"> At character {at + 1}.</span>}
      </p>
    </div>
  )
}

interface QueryBarProps {
  readonly query: string
  readonly error: Error | null
  readonly onQuery: (query: string) => void
}

/** Remounted (by its key) when the address changes, so that the draft is always the query in force. */
export const QueryBar = ({ query, error, onQuery }: QueryBarProps) => {
  const [draft, setDraft] = useState(query)
  const input = useRef<HTMLInputElement>(null)
  const problem = error && isQueryProblem(error) ? error : null
  const position = problem?.details.position
  useEffect(() => {
    if (position === undefined) return
    input.current?.focus()
    input.current?.setSelectionRange(position, position + 1)
  }, [position])
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    onQuery(draft.trim())
  }
  return (
    <search className="grid gap-2 border-b border-line bg-panel px-3 py-2">
      <form onSubmit={submit} className="flex gap-2">
        <label className="relative min-w-0 flex-1">
          <span className="sr-only">Query</span>
          <Search className="absolute top-2.5 left-2.5 size-3.5 text-fg3 pointer-coarse:top-4" aria-hidden="true" />
          <input
            ref={input}
            name="q"
            type="search"
            value={draft}
            onChange={event => setDraft(event.target.value)}
            maxLength={4000}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            aria-invalid={problem !== null}
            aria-describedby={problem ? 'query-fault' : undefined}
            placeholder="type:domain threat:phishing seen<24h"
            className="mono h-8.5 w-full rounded-ctl border border-edge bg-bg pr-2 pl-8 text-13 placeholder:text-fg3 pointer-coarse:h-11"
          />
          <span className="pointer-events-none absolute top-2 right-2 max-md:hidden" aria-hidden="true">
            {draft === '' && <Key>/</Key>}
          </span>
        </label>
        <Button type="submit" kind={draft.trim() === query ? 'plain' : 'main'} className="min-h-8.5">
          <CornerDownLeft className="size-3.5" aria-hidden="true" />
          Search
        </Button>
      </form>
      {problem && <Fault query={query} problem={problem} />}
    </search>
  )
}
