/** Rules and what they found: which are on, how often each fired. */
import { may } from '@keysguard/model'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { plural } from '../../client/format.ts'
import { detectionsQuery, rulesQuery, sessionQuery } from '../../client/queries.ts'
import { buttonClass } from '../../ui/button.tsx'
import { DetectionList } from '../../ui/detection-list.tsx'
import { Empty, ProblemNote, SkeletonRows } from '../../ui/note.tsx'
import { Section } from '../../ui/section.tsx'
import { RuleRow } from './rule-row.tsx'

export const RulesPage = () => {
  const { data, error, refetch } = useQuery(rulesQuery)
  const { data: session } = useQuery(sessionQuery)
  const rules = data?.items ?? []
  const mayChange = session !== undefined && may(session.role, 'manage-rules')
  return (
    <>
      <title>Rules · KeysGuard</title>
      <header className="px-3 pt-3 pb-3">
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <div className="flex flex-wrap items-baseline gap-x-4">
            <h1 className="text-17 font-semibold">Rules</h1>
            {data && (
              <span className="num text-fg2">
                {rules.filter(({ enabled, broken }) => enabled && broken === null).length} of {plural(rules.length, 'rule')} on
              </span>
            )}
          </div>
          {mayChange && (
            <Link to="/rules/new" className={buttonClass()}>
              <Plus className="size-3.5" aria-hidden="true" />
              New rule
            </Link>
          )}
        </div>
        <p className="mt-1 max-w-[72ch] text-fg2">
          One observation says little. A rule says what several of them mean together, in Sigma’s notation; each can be tried on
          the past before it is on.
        </p>
      </header>
      {error && !data && <ProblemNote error={error} retry={() => void refetch()} />}
      <div className="grid grid-cols-[minmax(0,1fr)] xl:grid-cols-[minmax(0,1.15fr)_minmax(0,1fr)]">
        <Section title="All rules">
          {!data && !error && (
            <div role="status" aria-label="Loading">
              <SkeletonRows rows={12} height={52} />
            </div>
          )}
          <ul>
            {rules.map(rule => (
              <RuleRow key={rule.id} rule={rule} mayChange={mayChange} />
            ))}
          </ul>
        </Section>
        <LatestFound />
      </div>
    </>
  )
}

const LatestFound = () => {
  const { data, error, refetch } = useQuery(detectionsQuery(null))
  return (
    <Section title="What they found" className="border-line max-xl:border-t xl:border-l">
      {error && !data && <ProblemNote error={error} retry={() => void refetch()} />}
      {!data && !error && <SkeletonRows rows={8} height={44} />}
      {data?.items.length === 0 && (
        <Empty title="Nothing yet">
          Rules look at what comes in from now on. Open one to see what it would have found in the past.
        </Empty>
      )}
      {data && <DetectionList items={data.items} named="rule" />}
    </Section>
  )
}
