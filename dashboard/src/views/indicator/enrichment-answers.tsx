/** The answers of enrichers side by side: facts, what they lead to, how old they are. */
import type { Enrichment, EnrichmentAnswer } from '@keysguard/model'
import { Link } from '@tanstack/react-router'
import { RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { useNow } from '../../client/clock.ts'
import { inert } from '../../client/inert.ts'
import { webAddress } from '../../client/web-address.ts'
import { QuotaLeft } from '../../ui/enricher-state.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Ioc, Outside, typeLabel } from '../../ui/text.tsx'
import { Ago } from '../../ui/time.tsx'

/** Who may ask, and what is being asked. */
export interface Asking {
  readonly mayAsk: boolean
  readonly isAsking: (enricher: string) => boolean
  readonly ask: (enricher: string | null, fresh: boolean) => void
}

/** A few stand side by side; more flow down columns, because some are long and some are short. */
const SIDE_BY_SIDE = 3
const GRID = 'grid grid-cols-[repeat(auto-fit,minmax(min(18rem,100%),1fr))]'
const COLUMNS = 'columns-[18rem] gap-x-0'
const SHOWN = 5
const LONG = 160

export const EnrichmentAnswers = ({ items, asking }: { items: readonly Enrichment[]; asking: Asking }) => (
  <ul className={items.length > SIDE_BY_SIDE ? COLUMNS : GRID}>
    {items.map(item => (
      <Answer key={item.enricher} item={item} asking={asking} />
    ))}
  </ul>
)

const Answer = ({ item, asking }: { item: Enrichment; asking: Asking }) => {
  const now = useNow()
  const { answer, failure } = item
  if (answer === null) return null
  const isOld = Date.parse(answer.expiresAt) < now
  return (
    <li className="min-w-0 break-inside-avoid border-t border-line">
      <div className="flex items-start justify-between gap-2 px-3 pt-2 pb-2">
        <div className="min-w-0">
          <h3 className="truncate text-15 font-semibold">
            <Link to="/enrichers/$id" params={{ id: item.enricher }} className="hover:text-tool hover:underline">
              <Outside>{item.name}</Outside>
            </Link>
          </h3>
          <p className="text-12 text-fg2">
            <Ago at={answer.at} />
            {isOld && <span className="font-semibold text-med"> · no longer current</span>} · <Credit item={item} />
            {item.quota && <> · </>}
            <QuotaLeft quota={item.quota} />
          </p>
        </div>
        <Again item={item} asking={asking} />
      </div>
      {failure !== null && (
        <p className="px-3 pb-2 text-12 text-crit">
          Asking again failed: <Outside>{failure}</Outside>
        </p>
      )}
      <Facts rows={answer.facts.map(({ label, text }) => ({ label: inert(label), value: <Text text={text} /> }))} />
      <LeadsTo related={answer.related} />
    </li>
  )
}

/** Licences ask for the name, some for a link as well. */
const Credit = ({ item: { provider, homepage, licence } }: { item: Enrichment }) => {
  const href = webAddress(homepage)
  if (href === null) return <Outside>{provider}</Outside>
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      title={inert(licence)}
      className="underline decoration-line underline-offset-2 hover:text-tool"
    >
      <Outside>{provider}</Outside>
    </a>
  )
}

const Again = ({ item: { enricher, name, state, reason }, asking }: { item: Enrichment; asking: Asking }) => {
  const isAsking = state === 'asking' || asking.isAsking(enricher)
  const can = state === 'ready' || state === 'asking'
  if (!asking.mayAsk) return null
  return (
    <button
      type="button"
      disabled={isAsking || !can}
      onClick={() => asking.ask(enricher, true)}
      aria-label={`Ask ${inert(name)} again`}
      title={can ? 'Ask again' : inert(reason ?? '')}
      className="grid size-7 shrink-0 place-items-center rounded-ctl text-fg2 hover:bg-raise hover:text-fg disabled:opacity-45 pointer-coarse:size-11"
    >
      <RefreshCw className={`size-3.5 ${isAsking ? 'pulse' : ''}`} aria-hidden="true" />
    </button>
  )
}

const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d/

/** Times read as ages; long texts are cut until somebody wants them whole. */
const Text = ({ text }: { text: string }) => {
  const [isWhole, setWhole] = useState(false)
  if (ISO_TIME.test(text) && text.length < 40) return <Ago at={text} />
  if (text.length <= LONG || isWhole) return <Outside className="break-words">{text}</Outside>
  return (
    <>
      <Outside className="break-words">{`${text.slice(0, LONG)}…`}</Outside>{' '}
      <button type="button" onClick={() => setWhole(true)} className="text-12 font-semibold text-tool hover:underline">
        More
      </button>
    </>
  )
}

const LeadsTo = ({ related }: { related: EnrichmentAnswer['related'] }) => {
  const [isWhole, setWhole] = useState(false)
  if (related.length === 0) return null
  const shown = isWhole ? related : related.slice(0, SHOWN)
  return (
    <div className="px-3 pb-3">
      <h4 className="caption">Leads to</h4>
      <ul className="mt-1 grid gap-0.5">
        {shown.map(({ id, type, value, known }) => (
          <li key={id} className="flex min-w-0 items-baseline gap-2 text-12">
            {known ? (
              <Link to="/indicators/$id" params={{ id }} className="min-w-0 text-tool hover:underline">
                <Ioc type={type} value={value} />
              </Link>
            ) : (
              <span className="min-w-0">
                <Ioc type={type} value={value} />
              </span>
            )}
            <span className="shrink-0 text-11 text-fg3">{known ? 'known here' : typeLabel(type)}</span>
          </li>
        ))}
      </ul>
      {related.length > shown.length && (
        <button
          type="button"
          onClick={() => setWhole(true)}
          className="mt-1 min-h-6 text-12 font-semibold text-tool hover:underline pointer-coarse:min-h-11"
        >
          {related.length - shown.length} more
        </button>
      )}
    </div>
  )
}
