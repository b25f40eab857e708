/** What an indicator has in common with others: each value with its weight and those that share it. Values are places to go on from. */
import { type IndicatorLinks, LINK_KINDS, type LinkNode } from '@keysguard/model'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { count } from '../../client/format.ts'
import { inert } from '../../client/inert.ts'
import { linksQuery } from '../../client/queries.ts'
import { NeighbourLine } from '../../ui/neighbour.tsx'
import { ProblemNote, SkeletonRows } from '../../ui/note.tsx'
import { Section } from '../../ui/section.tsx'
import { SharedValue } from '../../ui/shared-value.tsx'

export const LinksPanel = ({ id }: { id: string }) => {
  const { data, error, refetch } = useQuery(linksQuery(id))
  return (
    <Section
      title="Links"
      className="border-t border-line"
      aside={data && !data.complete && <span className="text-12 text-fg3">Some are still being linked</span>}
    >
      {error && !data && <ProblemNote error={error} retry={() => void refetch()} />}
      {!data && !error && (
        <div role="status" aria-label="Loading">
          <SkeletonRows rows={4} height={40} />
        </div>
      )}
      {data && <Shared links={data} of={id} />}
    </Section>
  )
}

const Shared = ({ links: { nodes }, of }: { links: IndicatorLinks; of: string }) => {
  const shared = nodes.filter(({ items }) => items.length > 0)
  const hubs = nodes.filter(({ hub }) => hub)
  return (
    <>
      {shared.length === 0 && <p className="px-3 pb-3 text-fg2">It shares nothing rare with anything known.</p>}
      <ul>
        {shared.map(node => (
          <SharedNode key={`${node.kind} ${node.value}`} node={node} of={of} />
        ))}
      </ul>
      {hubs.length > 0 && (
        <p className="border-t border-line px-3 pt-2 pb-3 text-fg2">
          Shared with so many that it connects nothing:{' '}
          {hubs.map((node, at) => (
            <span key={`${node.kind} ${node.value}`}>
              {at > 0 && ', '}
              <ValueLink node={node} />
            </span>
          ))}
          .
        </p>
      )}
    </>
  )
}

const ValueLink = ({ node: { kind, value }, of }: { node: LinkNode; of?: string }) => (
  <Link
    to="/links/$kind/$value"
    params={{ kind, value }}
    search={of === undefined ? {} : { of }}
    className="hover:text-tool hover:underline"
    aria-label={`Everything with ${LINK_KINDS[kind].toLowerCase()} ${inert(value)}`}
  >
    <SharedValue kind={kind} value={value} />
  </Link>
)

const SharedNode = ({ node, of }: { node: LinkNode; of: string }) => {
  const others = node.indicators.count - 1
  return (
    <li className="border-t border-line px-3 py-2">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
        <span className="w-full shrink-0 text-fg3 lg:w-36">{LINK_KINDS[node.kind]}</span>
        <span className="min-w-0 font-semibold">
          <ValueLink node={node} />
        </span>
        <span className="text-12 text-fg3">
          {count(others)} {others === 1 ? 'other' : 'others'}, weight <span className="numeral">{node.weight.toFixed(2)}</span>
        </span>
      </div>
      <ul className="lg:pl-39">
        {node.items.map(neighbour => (
          <NeighbourLine key={neighbour.id} neighbour={neighbour} />
        ))}
      </ul>
      {node.next !== null && (
        <p className="pt-1 text-12 lg:pl-39">
          <Link
            to="/links/$kind/$value"
            params={{ kind: node.kind, value: node.value }}
            search={{ of }}
            className="text-tool hover:underline"
          >
            Show all
          </Link>
        </p>
      )}
    </li>
  )
}
