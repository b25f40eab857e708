/** One enricher: what it tells of what, who learns of it, and how it is set here. */
import { ENRICHER_TELLS, type EnricherCard, INDICATOR_TYPES, TERMS } from '@keysguard/model'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Power } from 'lucide-react'
import { changeEnricher, type EnricherChange } from '../../client/commands.ts'
import { count, utc } from '../../client/format.ts'
import { inert } from '../../client/inert.ts'
import { enrichersQuery } from '../../client/queries.ts'
import { webAddress } from '../../client/web-address.ts'
import { Button } from '../../ui/button.tsx'
import { QuotaLeft, StateMark, statedText } from '../../ui/enricher-state.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Empty, ProblemNote, SkeletonRows } from '../../ui/note.tsx'
import { Section } from '../../ui/section.tsx'
import { SettingsForm } from '../../ui/settings-form.tsx'
import { useMayManage } from '../../ui/source-actions.tsx'
import { Outside } from '../../ui/text.tsx'

const route = getRouteApi('/shell/enrichers/$id')

export const EnricherPage = () => {
  const { id } = route.useParams()
  const { data, error, refetch } = useQuery(enrichersQuery)
  if (error && !data) return <ProblemNote error={error} retry={() => void refetch()} />
  if (!data) {
    return (
      <div role="status" aria-label="Loading">
        <SkeletonRows rows={10} height={44} />
      </div>
    )
  }
  const card = data.items.find(each => each.id === id)
  if (card) return <Loaded key={id} card={card} />
  return (
    <Empty title="There is no such enricher">
      <Link to="/enrichers" className="font-semibold text-tool underline">
        Show all enrichers
      </Link>
    </Empty>
  )
}

const useChangeEnricher = (id: string) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (change: EnricherChange) => changeEnricher(id, change),
    onSettled: () => Promise.all(['enrichers', 'enrichments'].map(key => queries.invalidateQueries({ queryKey: [key] }))),
    // Settings may hold a secret: not kept after it was sent.
    gcTime: 0,
  })
}

const Loaded = ({ card }: { card: EnricherCard }) => {
  const mayManage = useMayManage()
  const change = useChangeEnricher(card.id)
  return (
    <article className="grid grid-cols-[minmax(0,1fr)] xl:min-h-full xl:grid-cols-[minmax(0,1fr)_22rem]">
      <title>{`${inert(card.name)} · KeysGuard`}</title>
      <div className="min-w-0">
        <Head card={card} mayManage={mayManage} />
        <Section title="Settings" className="border-t border-line">
          {!mayManage && <p className="px-3 pb-2 text-fg2">Only engineers and administrators change settings.</p>}
          <SettingsForm
            cards={card.settings}
            mayChange={mayManage}
            saveWords={card.enabled ? 'Save' : 'Save and switch on'}
            canSaveUnchanged={!card.enabled && card.needs.length === 0}
            onSave={settings =>
              change.mutateAsync({
                ...(Object.keys(settings).length === 0 ? {} : { settings }),
                ...(card.enabled ? {} : { enabled: true }),
              })
            }
          />
        </Section>
      </div>
      <div className="min-w-0 border-line max-xl:border-t xl:border-l">
        <Section title="Facts">
          <EnricherFacts card={card} />
        </Section>
      </div>
    </article>
  )
}

const Head = ({ card, mayManage }: { card: EnricherCard; mayManage: boolean }) => {
  const change = useChangeEnricher(card.id)
  const word = card.enabled ? 'Switch off' : 'Switch on'
  return (
    <header className="px-3 pt-4 pb-3">
      <Outside className="caption">{card.provider}</Outside>
      <div className="mt-1 flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <h1 className="text-17 font-semibold">
          <Outside>{card.name}</Outside>
        </h1>
        {mayManage && card.needs.length === 0 && (
          <Button
            disabled={change.isPending}
            onClick={() => change.mutate({ enabled: !card.enabled })}
            aria-label={`${word}: ${inert(card.name)}`}
          >
            <Power className="size-3.5" aria-hidden="true" />
            {word}
          </Button>
        )}
      </div>
      <p className="mt-1 max-w-[72ch] text-fg2">
        <Outside>{card.description}</Outside>
      </p>
      <p className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-1">
        <StateMark state={card.state} reason={null} />
        {card.reason !== null && <Outside className="text-fg2">{card.reason}</Outside>}
        <QuotaLeft quota={card.quota} />
      </p>
      {card.problem !== null && (
        <p className="mt-2 max-w-[72ch] text-crit">
          The last question failed: <Outside>{card.problem}</Outside>
        </p>
      )}
      {change.error && <ProblemNote error={change.error} />}
    </header>
  )
}

const EnricherFacts = ({ card }: { card: EnricherCard }) => {
  const href = webAddress(card.homepage)
  const { asked, answered, cached, failed } = card.counts
  return (
    <Facts
      rows={[
        { label: 'Asked about', value: card.accepts.map(type => INDICATOR_TYPES[type]).join(', ') },
        { label: 'Who learns', value: ENRICHER_TELLS[card.tells] },
        {
          label: 'Homepage',
          value: href && (
            <a href={href} target="_blank" rel="noopener noreferrer" className="break-all text-tool hover:underline">
              {href}
            </a>
          ),
        },
        { label: 'Licence', value: <Outside>{card.licence}</Outside> },
        { label: 'Terms', value: TERMS[card.terms] },
        ...(card.quota === null
          ? []
          : [
              {
                label: 'Left by our count',
                value: (
                  <span className="num">
                    {count(card.quota.leftThisMinute)} of {count(card.quota.perMinute)} this minute, {count(card.quota.leftToday)}{' '}
                    of {count(card.quota.perDay)} today
                  </span>
                ),
              },
            ]),
        ...(card.stated === null
          ? []
          : [
              {
                label: 'The provider says',
                value: (
                  <span className="num" title={`said ${utc(card.stated.at)}`}>
                    {card.stated.limits.map(statedText).join('; ')}
                  </span>
                ),
              },
            ]),
        { label: 'Asked', value: <span className="num">{count(asked)}</span> },
        { label: 'Answered', value: <span className="num">{count(answered)}</span> },
        { label: 'From memory', value: <span className="num">{count(cached)}</span> },
        { label: 'Failed', value: <span className="num">{count(failed)}</span> },
        { label: 'Counted', value: 'since the server started' },
      ]}
    />
  )
}
