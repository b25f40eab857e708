/** What this source is worth, and each other one beside it. */
import type { SourceQuality as Quality, SourceBeside } from '@keysguard/model'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { count, plural } from '../../client/format.ts'
import { type Said, saidAge, saidBounds, saidCost, saidLead, saidShare } from '../../client/quality-words.ts'
import { sourceQualityQuery } from '../../client/queries.ts'
import { Facts } from '../../ui/facts.tsx'
import { Empty, ProblemNote, SkeletonRows } from '../../ui/note.tsx'
import { Section } from '../../ui/section.tsx'
import { Outside } from '../../ui/text.tsx'
import { Ago } from '../../ui/time.tsx'
import { Figure } from '../quality/said.tsx'

export const SourceQuality = ({ id }: { id: string }) => {
  const { data, error, refetch } = useQuery(sourceQualityQuery(id))
  if (error && !data) return <ProblemNote error={error} retry={() => void refetch()} />
  if (!data)
    return (
      <div role="status" aria-label="Loading">
        <SkeletonRows rows={10} height={32} />
      </div>
    )
  if (data.quality === null || data.at === null)
    return (
      <Empty title="Not measured yet">
        It had reported nothing when the sources were measured. They are measured once an hour.
      </Empty>
    )
  return (
    <>
      <p className="px-3 pt-3 pb-2 text-fg2">
        Measured <Ago at={data.at} />
        {data.sample && ' over the sample day'}.{' '}
        <Link to="/sources/quality" className="font-semibold text-tool underline">
          All sources beside each other
        </Link>
      </p>
      <Facts rows={factsOf(data.quality)} />
      {data.beside.length > 0 && <Beside beside={data.beside} />}
    </>
  )
}

const full = (said: Said) => (
  <>
    <span className={said.order === null ? 'text-fg3' : 'num font-semibold'}>{said.text}</span>
    <span className="text-12 text-fg3">
      {said.order === null ? ': ' : ', '}
      {said.about}
    </span>
  </>
)

const factsOf = (quality: Quality) => {
  const { judged, accuracy, cost } = quality
  return [
    {
      label: 'Volume',
      value: full({ text: count(quality.volume), about: `${count(quality.listed)} still listed`, order: quality.volume }),
    },
    { label: 'Described', value: quality.described > 0 && `${count(quality.described)}, counted nowhere else` },
    { label: 'Only here', value: full(saidShare(quality.exclusive)) },
    { label: 'First', value: full(saidShare(quality.first)) },
    { label: 'Lead', value: full(saidLead(quality.lead)) },
    {
      label: 'Undecided',
      value: quality.undecided > 0 && `${plural(quality.undecided, 'case')} too close to tell who was first`,
    },
    { label: 'Right', value: full(saidBounds(quality)) },
    { label: 'By verdicts', value: full(saidShare(accuracy.verdicts)) },
    {
      label: 'Judged',
      value: `${plural(judged.malicious, 'verdict')} malicious, ${count(judged.benign)} benign, ${count(judged.knownGood)} on lists of the harmless, ${count(judged.corroborated)} corroborated later`,
    },
    { label: 'False positives', value: full(saidShare(quality.falsePositives)) },
    { label: 'Corroborated', value: full(saidShare(quality.corroborated)) },
    { label: 'Active', value: full(saidShare(quality.active)) },
    { label: 'Age', value: full(saidAge(quality.age)) },
    { label: 'Last active', value: full(saidAge(quality.idle)) },
    { label: 'Cost, active', value: full(saidCost(cost.perActive)) },
    { label: 'Cost, only here', value: full(saidCost(cost.perExclusive)) },
  ]
}

const Beside = ({ beside }: { beside: readonly SourceBeside[] }) => (
  <Section title="Beside the others">
    <div className="overflow-x-auto border-t border-line">
      <table className="w-full text-12">
        <thead>
          <tr className="text-right whitespace-nowrap text-fg2">
            <th scope="col" className="px-3 py-2 text-left">
              Source
            </th>
            <th scope="col" className="px-3">
              Shared
            </th>
            <th scope="col" className="px-3">
              Of its own
            </th>
            <th scope="col" className="px-3">
              Of the other’s
            </th>
            <th scope="col" className="px-3">
              Only there
            </th>
            <th scope="col" className="px-3">
              First
            </th>
            <th scope="col" className="px-3">
              Lead
            </th>
          </tr>
        </thead>
        <tbody>
          {beside.map(one => (
            <tr key={one.source} className="border-t border-line text-right whitespace-nowrap">
              <th scope="row" className="max-w-48 truncate px-3 text-left font-medium">
                <Link
                  to="/sources/$id"
                  params={{ id: one.source }}
                  search={{ view: 'quality' }}
                  className="leading-8 hover:text-tool hover:underline pointer-coarse:leading-11"
                >
                  <Outside>{one.name}</Outside>
                </Link>
                {one.related && <span className="text-fg3"> copies</span>}
              </th>
              <td className="num px-3">{count(one.shared)}</td>
              <td className="px-3">
                <Figure said={saidShare(one.ofOwn)} />
              </td>
              <td className="px-3">
                <Figure said={saidShare(one.ofOther)} />
              </td>
              <td className="num px-3">{count(one.onlyThere)}</td>
              <td className="px-3">
                <Figure said={saidShare(one.first)} />
              </td>
              <td className="px-3">
                <Figure said={saidLead(one.lead)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </Section>
)
