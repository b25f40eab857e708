/** What enrichers know beside the sources: answers with their age, and who else can be asked. Nothing here waits for anybody. */
import { type Enrichment, may } from '@keysguard/model'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { askEnrichers } from '../../client/commands.ts'
import { inert } from '../../client/inert.ts'
import { enrichmentsQuery, sessionQuery } from '../../client/queries.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { QuotaLeft, StateMark, Tells } from '../../ui/enricher-state.tsx'
import { ProblemNote, problemText, SkeletonRows } from '../../ui/note.tsx'
import { Section } from '../../ui/section.tsx'
import { useMayManage } from '../../ui/source-actions.tsx'
import { Outside } from '../../ui/text.tsx'
import { Ago } from '../../ui/time.tsx'
import { type Asking, EnrichmentAnswers } from './enrichment-answers.tsx'

/** What can still be asked by one press: ready, without an answer, and without contacting the thing itself. */
const unasked = (items: readonly Enrichment[]): readonly Enrichment[] =>
  items.filter(({ state, answer, tells }) => state === 'ready' && answer === null && tells !== 'subject')

export const EnrichmentPanel = ({ id }: { id: string }) => {
  const queries = useQueryClient()
  const { data: session } = useQuery(sessionQuery)
  const { data, error, refetch } = useQuery(enrichmentsQuery(id))
  const question = useMutation({
    mutationFn: ({ enricher, fresh }: { enricher: string | null; fresh: boolean }) => askEnrichers(id, enricher, fresh),
    onSettled: () => queries.invalidateQueries({ queryKey: ['enrichments', id] }),
  })
  const items = data?.items ?? []
  const asking: Asking = {
    mayAsk: session !== undefined && may(session.role, 'ingest'),
    isAsking: enricher =>
      question.isPending && (question.variables.enricher === null || question.variables.enricher === enricher),
    ask: (enricher, fresh) => question.mutate({ enricher, fresh }),
  }
  const open = unasked(items)
  const answered = items.filter(({ answer }) => answer?.found)
  const isKeptInside = ({ state, answer }: Enrichment): boolean => state === 'refused' && answer === null
  const others = items.filter(item => !item.answer?.found && !isKeptInside(item))
  return (
    <Section
      title="Enrichment"
      className="border-t border-line"
      aside={
        asking.mayAsk &&
        open.length > 1 && (
          <Button disabled={question.isPending} onClick={() => asking.ask(null, false)}>
            {question.isPending && question.variables.enricher === null ? 'Asking…' : `Ask all ${open.length}`}
          </Button>
        )
      }
    >
      {error && !data && <ProblemNote error={error} retry={() => void refetch()} />}
      {!data && !error && (
        <div role="status" aria-label="Loading">
          <SkeletonRows rows={4} height={40} />
        </div>
      )}
      {data && items.length === 0 && <p className="px-3 pb-4 text-fg2">No enricher says anything of such an indicator.</p>}
      <p role="status" className="sr-only">
        {question.isPending ? 'Asking' : question.isSuccess ? 'Answered' : ''}
      </p>
      {question.error && (
        <p role="alert" className="px-3 pb-2 text-crit">
          {inert(problemText(question.error).what)} <span className="text-fg2">{inert(problemText(question.error).todo)}</span>
        </p>
      )}
      {answered.length > 0 && <EnrichmentAnswers items={answered} asking={asking} />}
      {others.length > 0 && (
        <ul className="pb-3">
          {others.map(item => (
            <Unanswered key={item.enricher} item={item} asking={asking} />
          ))}
        </ul>
      )}
      <KeptInside items={items.filter(isKeptInside)} />
    </Section>
  )
}

/** One reason keeps all of them from being asked: said once. */
const KeptInside = ({ items }: { items: readonly Enrichment[] }) => {
  const [first] = items
  if (first === undefined) return null
  return (
    <p className="border-t border-line px-3 pt-2 pb-3 text-fg2">
      <StateMark state="refused" reason={null} /> {first.reason !== null && <Outside>{first.reason}</Outside>}{' '}
      <span className="text-fg3">
        Not asked: <Outside>{items.map(({ name }) => name).join(', ')}</Outside>.
      </span>
    </p>
  )
}

/** Not asked yet, not known to them, or not to be asked: a line each, with the one thing that can be done about it. */
const Unanswered = ({ item, asking }: { item: Enrichment; asking: Asking }) => (
  <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-0.5 border-t border-line px-3 py-1.5 lg:min-h-10 lg:grid-cols-[12rem_minmax(0,1fr)_auto_7.5rem]">
    <Link to="/enrichers/$id" params={{ id: item.enricher }} className="truncate font-semibold hover:text-tool hover:underline">
      <Outside>{item.name}</Outside>
    </Link>
    <span className="min-w-0 text-fg2 max-lg:col-span-2 max-lg:row-start-2">
      <Said item={item} />
    </span>
    <span className="max-lg:hidden">{item.quota ? <QuotaLeft quota={item.quota} /> : <Tells tells={item.tells} />}</span>
    <span className="text-right">
      <NextStep item={item} asking={asking} />
    </span>
  </li>
)

const Said = ({ item: { answer, failure, state, reason, tells } }: { item: Enrichment }) => {
  if (failure !== null) {
    return (
      <span className="text-crit">
        <Outside>{failure}</Outside>
      </span>
    )
  }
  if (answer !== null) {
    return (
      <>
        Does not know it. <Ago at={answer.at} className="text-fg3" />
      </>
    )
  }
  if (state === 'ready') return <Tells tells={tells} />
  return (
    <>
      <StateMark state={state} reason={null} /> {state !== 'off' && reason !== null && <Outside>{reason}</Outside>}
    </>
  )
}

const NextStep = ({ item: { enricher, name, state, answer }, asking }: { item: Enrichment; asking: Asking }) => {
  const mayManage = useMayManage()
  const isAsking = state === 'asking' || asking.isAsking(enricher)
  if ((state === 'needs-key' || state === 'off') && mayManage) {
    const word = state === 'off' ? 'Switch on' : 'Add a key'
    return (
      <Link to="/enrichers/$id" params={{ id: enricher }} aria-label={`${word}: ${inert(name)}`} className={buttonClass()}>
        {word}
      </Link>
    )
  }
  if (!asking.mayAsk || (state !== 'ready' && state !== 'asking')) return null
  return (
    <Button disabled={isAsking} onClick={() => asking.ask(enricher, answer !== null)} aria-label={`Ask ${inert(name)}`}>
      {isAsking ? 'Asking…' : answer === null ? 'Ask' : 'Ask again'}
    </Button>
  )
}
