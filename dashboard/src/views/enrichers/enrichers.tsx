/** Who can be asked about an indicator: those on this machine first, then who needs nothing, then who needs a key. */
import type { EnricherCard } from '@keysguard/model'
import { useQuery } from '@tanstack/react-query'
import { plural } from '../../client/format.ts'
import { enrichersQuery } from '../../client/queries.ts'
import { ProblemNote, SkeletonRows } from '../../ui/note.tsx'
import { Section } from '../../ui/section.tsx'
import { EnricherRow } from './enricher-row.tsx'

const GROUPS: readonly (readonly [string, (card: EnricherCard) => boolean])[] = [
  ['On this machine', ({ tells }) => tells === 'nobody'],
  ['Outside, without a key', card => card.tells !== 'nobody' && !wantsKey(card)],
  ['Outside, with a key', card => card.tells !== 'nobody' && wantsKey(card)],
]

const wantsKey = ({ settings }: EnricherCard): boolean => settings.some(({ kind, required }) => kind === 'secret' && required)

export const EnrichersPage = () => {
  const { data, error, refetch } = useQuery(enrichersQuery)
  const cards = data?.items ?? []
  const ready = cards.filter(({ state }) => state === 'ready').length
  return (
    <>
      <title>Enrichers · KeysGuard</title>
      <header className="px-3 pt-3 pb-3">
        <div className="flex flex-wrap items-baseline gap-x-4">
          <h1 className="text-17 font-semibold">Enrichers</h1>
          {data && (
            <span className="num text-fg2">
              {ready} of {plural(cards.length, 'enricher')} can be asked
            </span>
          )}
        </div>
        <p className="mt-1 max-w-[72ch] text-fg2">
          They are asked about one indicator, when somebody wants to know more. What they answer is shown on its page; it does not
          change the score. What is marked TLP:RED or TLP:AMBER+STRICT is never told to anybody outside.
        </p>
      </header>
      {error && !data && <ProblemNote error={error} retry={() => void refetch()} />}
      {!data && !error && (
        <div role="status" aria-label="Loading">
          <SkeletonRows rows={12} height={56} />
        </div>
      )}
      {GROUPS.map(([title, belongs]) => {
        const members = cards.filter(belongs)
        if (members.length === 0) return null
        return (
          <Section key={title} title={title} aside={<span className="num text-12 text-fg3">{members.length}</span>}>
            <ul>
              {members.map(card => (
                <EnricherRow key={card.id} card={card} />
              ))}
            </ul>
          </Section>
        )
      })}
    </>
  )
}
