/** Every figure of every source, sorted by any of them. The address holds by which. */
import type { QualityReport, SourceQuality } from '@keysguard/model'
import { getRouteApi, Link } from '@tanstack/react-router'
import { count } from '../../client/format.ts'
import { inert } from '../../client/inert.ts'
import { QUALITY_SORTS, type QualitySort } from '../../client/location.ts'
import { type Said, saidAge, saidBounds, saidCost, saidLead, saidShare } from '../../client/quality-words.ts'
import { Section } from '../../ui/section.tsx'
import { Outside } from '../../ui/text.tsx'
import { Figure } from './said.tsx'

const route = getRouteApi('/shell/sources/quality')

interface Column {
  readonly title: string
  readonly said: (source: SourceQuality) => Said
}

const COLUMNS: Readonly<Record<Exclude<QualitySort, 'name'>, Column>> = {
  volume: {
    title: 'Volume',
    said: ({ volume, listed }) => ({ text: count(volume), about: `${count(listed)} still listed`, order: volume }),
  },
  exclusive: { title: 'Only here', said: ({ exclusive }) => saidShare(exclusive) },
  first: { title: 'First', said: ({ first }) => saidShare(first) },
  lead: { title: 'Lead', said: ({ lead }) => saidLead(lead) },
  right: { title: 'Right', said: saidBounds },
  corroborated: { title: 'Corroborated', said: ({ corroborated }) => saidShare(corroborated) },
  false: { title: 'False positives', said: ({ falsePositives }) => saidShare(falsePositives) },
  active: { title: 'Active', said: ({ active }) => saidShare(active) },
  age: { title: 'Age', said: ({ age }) => saidAge(age) },
  cost: { title: 'Cost each', said: ({ cost }) => saidCost(cost.perActive) },
}

const sorted = (sources: readonly SourceQuality[], by: QualitySort): readonly SourceQuality[] => {
  if (by === 'name') return [...sources].sort((a, b) => inert(a.name).localeCompare(inert(b.name)))
  const orderOf = (source: SourceQuality): number => COLUMNS[by].said(source).order ?? Number.NEGATIVE_INFINITY
  return [...sources].sort((a, b) => orderOf(b) - orderOf(a))
}

export const Measures = ({ report }: { report: QualityReport }) => {
  const { by = 'volume' } = route.useSearch()
  return (
    <Section title="All figures">
      <div className="overflow-x-auto border-t border-line">
        <table className="w-full text-12">
          <thead>
            <tr>
              {QUALITY_SORTS.map(each => (
                <th
                  key={each}
                  scope="col"
                  aria-sort={each === by ? (each === 'name' ? 'ascending' : 'descending') : undefined}
                  className={`p-0 font-normal ${each === 'name' ? 'sticky left-0 bg-bg text-left' : 'text-right'}`}
                >
                  <Link
                    from="/sources/quality"
                    to="."
                    replace
                    search={{ by: each === 'volume' ? undefined : each }}
                    className={`inline-flex min-h-9 items-center px-3 font-semibold whitespace-nowrap hover:text-tool pointer-coarse:min-h-11 ${each === by ? 'text-tool' : 'text-fg2'}`}
                  >
                    {each === 'name' ? 'Source' : COLUMNS[each].title}
                    {each === by && <span aria-hidden="true"> {each === 'name' ? '↑' : '↓'}</span>}
                  </Link>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted(report.sources, by).map(source => (
              <Row key={source.source} source={source} />
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}

const Row = ({ source }: { source: SourceQuality }) => (
  <tr className="border-t border-line">
    <th scope="row" className="sticky left-0 max-w-48 truncate bg-bg px-3 text-left font-medium max-md:max-w-32">
      <Link
        to="/sources/$id"
        params={{ id: source.source }}
        search={{ view: 'quality' }}
        className="leading-8 hover:text-tool hover:underline pointer-coarse:leading-11"
      >
        <Outside>{source.name}</Outside>
      </Link>
    </th>
    {QUALITY_SORTS.map(
      each =>
        each !== 'name' && (
          <td key={each} className="px-3 text-right whitespace-nowrap">
            <Figure said={COLUMNS[each].said(source)} />
          </td>
        ),
    )}
  </tr>
)
