/** Facets: a click writes a term into the query, the minus writes its opposite; the query stays the one truth. */
import { type Facet, type FacetField, INDICATOR_TYPES, THREAT_TYPES } from '@keysguard/model'
import { Minus } from 'lucide-react'
import { count } from '../../client/format.ts'
import { stateOf, toggled } from '../../client/query-text.ts'
import { Outside } from '../../ui/text.tsx'

const TITLES: Readonly<Record<FacetField, string>> = {
  type: 'Type',
  threat: 'Threat',
  source: 'Source',
  malware: 'Malware',
  tag: 'Tag',
}

const WORDS: Readonly<Record<string, string>> = { ...INDICATOR_TYPES, ...THREAT_TYPES }

interface ValueProps {
  readonly field: FacetField
  readonly value: string
  readonly label: string
  readonly count: number
  readonly most: number
  readonly query: string
  readonly onQuery: (query: string) => void
}

const FacetValue = ({ field, value, label, count: found, most, query, onQuery }: ValueProps) => {
  const state = stateOf(query, field, value)
  const shown = label === value && (field === 'type' || field === 'threat') ? (WORDS[value] ?? value) : label
  const tone = { included: 'font-semibold text-tool', excluded: 'text-fg3 line-through', neither: 'text-fg' }[state]
  return (
    <li className="group flex items-stretch">
      <button
        type="button"
        aria-pressed={state === 'included'}
        onClick={() => onQuery(toggled(query, field, value, 'included'))}
        className={`relative flex h-7 min-w-0 flex-1 items-center gap-2 text-left hover:text-tool pointer-coarse:h-11 ${tone}`}
      >
        <span
          className="absolute bottom-0 left-0 h-px w-(--share) bg-fg3/60"
          style={{ '--share': `${(found / most) * 100}%` }}
          aria-hidden="true"
        />
        <Outside className="truncate">{shown}</Outside>
        <span className="num ml-auto pl-2 text-12 text-fg2">{count(found)}</span>
      </button>
      <button
        type="button"
        aria-pressed={state === 'excluded'}
        aria-label={`Exclude ${shown}`}
        title="Exclude"
        onClick={() => onQuery(toggled(query, field, value, 'excluded'))}
        className="ml-1 grid w-5 place-items-center text-fg3 opacity-0 group-hover:opacity-100 hover:text-fg focus-visible:opacity-100 aria-pressed:text-crit aria-pressed:opacity-100 pointer-coarse:w-11 pointer-coarse:opacity-100"
      >
        <Minus className="size-3" aria-hidden="true" />
      </button>
    </li>
  )
}

interface FacetsProps {
  readonly facets: readonly Facet[]
  readonly query: string
  readonly onQuery: (query: string) => void
}

export const Facets = ({ facets, query, onQuery }: FacetsProps) => (
  <>
    {facets.length === 0 && <p className="px-3 py-3 text-12 text-fg3">What a result is made of is counted here.</p>}
    {facets
      .filter(({ values }) => values.length > 0)
      .map(({ field, values }) => (
        <section key={field} className="border-b border-line py-2 pr-1 pl-3" aria-label={TITLES[field]}>
          <h2 className="caption pb-1">{TITLES[field]}</h2>
          <ul>
            {values.map(each => (
              <FacetValue
                key={each.value}
                field={field}
                {...each}
                most={Math.max(...values.map(value => value.count))}
                query={query}
                onQuery={onQuery}
              />
            ))}
          </ul>
        </section>
      ))}
  </>
)
