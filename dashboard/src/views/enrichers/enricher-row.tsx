/** One enricher on a line. */
import { type EnricherCard, INDICATOR_TYPES } from '@keysguard/model'
import { Link } from '@tanstack/react-router'
import { count, plural, utc } from '../../client/format.ts'
import { QuotaLeft, StateMark, Tells } from '../../ui/enricher-state.tsx'
import { TermsMark } from '../../ui/stamp.tsx'
import { Outside } from '../../ui/text.tsx'

const ROW =
  'relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 border-t border-line px-3 py-2.5 hover:bg-panel has-[a:focus-visible]:bg-raise lg:min-h-14 lg:grid-cols-[7rem_minmax(0,1fr)_minmax(0,1.8fr)_8.5rem_11rem] lg:py-1.5'

export const EnricherRow = ({ card }: { card: EnricherCard }) => (
  <li className={ROW}>
    <span className="max-lg:order-2 max-lg:justify-self-end">
      <StateMark state={card.state} reason={card.reason} />
    </span>
    <div className="min-w-0 max-lg:order-1">
      <Link
        to="/enrichers/$id"
        params={{ id: card.id }}
        className="block truncate font-semibold after:absolute after:inset-0 hover:text-tool hover:underline"
      >
        <Outside>{card.name}</Outside>
      </Link>
      <p className="flex items-center gap-2 text-12 text-fg2">
        <Outside className="truncate max-lg:hidden">{card.provider}</Outside>
        <TermsMark terms={card.terms} />
      </p>
    </div>
    <div className="min-w-0 max-lg:order-3 max-lg:col-span-2">
      <Outside className="line-clamp-2 lg:line-clamp-1">{card.description}</Outside>
      <span className="line-clamp-1 text-12 text-fg3" title={card.accepts.map(type => INDICATOR_TYPES[type]).join(', ')}>
        {card.problem === null ? (
          card.accepts.map(type => INDICATOR_TYPES[type]).join(', ')
        ) : (
          <span className="text-crit">
            <Outside>{card.problem}</Outside>
          </span>
        )}
      </span>
    </div>
    <span className="max-lg:order-4">
      <Tells tells={card.tells} />
    </span>
    <span className="num text-right text-12 text-fg2 max-lg:order-5">
      <QuotaLeft quota={card.quota} />
      {card.stated !== null && (
        <span className="block" title={`The provider said so ${utc(card.stated.at)}`}>
          provider: {card.stated.limits.map(({ left }) => count(left)).join(' / ')} left
        </span>
      )}
      {card.counts.asked > 0 && <span className="block">{plural(card.counts.asked, 'question')} asked</span>}
    </span>
  </li>
)
