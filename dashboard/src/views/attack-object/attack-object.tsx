/** One object of ATT&CK with everything it is related to. */
import { ATTACK_KINDS, type AttackPage, type AttackRelated, type EntityKind } from '@keysguard/model'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, Navigate } from '@tanstack/react-router'
import { count, plural, utcDay } from '../../client/format.ts'
import { attackQuery, layerHref } from '../../client/queries.ts'
import { webAddress } from '../../client/web-address.ts'
import { buttonClass } from '../../ui/button.tsx'
import { Facts } from '../../ui/facts.tsx'
import { ProblemNote, SkeletonRows } from '../../ui/note.tsx'
import { Section } from '../../ui/section.tsx'
import { Outside } from '../../ui/text.tsx'

const route = getRouteApi('/shell/attack/$id')

export const AttackObjectPage = () => {
  const { id } = route.useParams()
  const entity = entityKindOf(id)
  const { data, error, refetch } = useQuery({ ...attackQuery(id), enabled: entity === undefined })
  if (entity !== undefined) return <Navigate to="/entities/$kind/$id" params={{ kind: entity, id }} replace />
  if (error && !data) return <ProblemNote error={error} retry={() => void refetch()} />
  if (!data)
    return (
      <div role="status" aria-label="Loading">
        <SkeletonRows rows={12} height={36} />
      </div>
    )
  return <Loaded page={data} />
}

const BY_LETTER: Readonly<Record<string, EntityKind>> = { g: 'actor', s: 'malware', c: 'campaign' }

/** Groups, software and campaigns have one page, with what is seen of them; the rest is only described. */
const entityKindOf = (id: string): EntityKind | undefined =>
  /^[gsc]\d{4}$/i.test(id) ? BY_LETTER[id.slice(0, 1).toLowerCase()] : undefined

const Loaded = ({ page }: { page: AttackPage }) => {
  const { object, related, url } = page
  const href = webAddress(url)
  const uses = related.some(
    ({ relation, direction, kind }) => relation === 'uses' && direction === 'from' && kind === 'technique',
  )
  return (
    <>
      <title>{`${object.id} ${object.name} · KeysGuard`}</title>
      <header className="px-3 pt-3 pb-2">
        <p className="caption">
          <Link to="/attack" className="hover:text-tool">
            ATT&CK
          </Link>{' '}
          · {ATTACK_KINDS[object.kind]} <span className="mono">{object.id}</span>
        </p>
        <h1 className="text-17 font-semibold">
          <Outside>{object.name}</Outside>
        </h1>
        {object.description !== '' && (
          <p className="mt-1 max-w-[76ch] whitespace-pre-line text-fg2">
            <Outside>{object.description}</Outside>
          </p>
        )}
        <div className="mt-2 flex flex-wrap gap-2">
          {uses && (
            <a className={buttonClass()} href={layerHref('objects', [object.id])} download={`${object.id}.json`}>
              Navigator layer
            </a>
          )}
          {href !== null && (
            <a className={buttonClass()} href={href} target="_blank" rel="noopener noreferrer">
              At MITRE
            </a>
          )}
        </div>
      </header>
      <Facts
        rows={[
          { label: 'Also called', value: object.aliases.length > 0 && <Outside>{object.aliases.join(', ')}</Outside> },
          { label: 'Tactics', value: object.kind === 'technique' && object.tactics.join(', ') },
          { label: 'Platforms', value: object.platforms.length > 0 && <Outside>{object.platforms.join(', ')}</Outside> },
          { label: 'Targets', value: page.targets.length > 0 && <Outside>{page.targets.join(', ')}</Outside> },
          {
            label: 'Seen',
            value: object.firstSeen && `${utcDay(object.firstSeen)} to ${object.lastSeen ? utcDay(object.lastSeen) : '?'}`,
          },
          {
            label: 'Indicators',
            value:
              page.heat && `${count(page.heat.stated)} named by sources, ${count(page.heat.byFamily)} of families that use it`,
          },
          { label: 'In the store', value: page.families.length > 0 && <Families names={page.families} /> },
          {
            label: 'Version',
            value: object.version && `${object.version}${object.modified ? ` of ${utcDay(object.modified)}` : ''}`,
          },
        ]}
      />
      {GROUPS.map(({ title, belongs }) => {
        const members = related.filter(belongs)
        return members.length === 0 ? null : (
          <Section
            key={title}
            title={title}
            aside={<span className="num text-12 text-fg3">{plural(members.length, 'entry', 'entries')}</span>}
          >
            <RelatedList members={members} />
          </Section>
        )
      })}
    </>
  )
}

const Families = ({ names }: { names: readonly string[] }) =>
  names.map(name => (
    <Link key={name} to="/indicators" search={{ q: `malware:"${name}"` }} className="mr-3 text-tool underline">
      <Outside>{name}</Outside>
    </Link>
  ))

interface RelatedGroup {
  readonly title: string
  readonly belongs: (one: AttackRelated) => boolean
}

const isSoftware = ({ kind }: AttackRelated): boolean => kind === 'malware' || kind === 'tool'

const GROUPS: readonly RelatedGroup[] = [
  { title: 'Attributed to', belongs: one => one.relation === 'attributed-to' && one.direction === 'from' },
  { title: 'Campaigns', belongs: one => one.relation === 'attributed-to' && one.direction === 'to' },
  { title: 'Belongs to', belongs: one => one.relation === 'subtechnique-of' && one.direction === 'from' },
  { title: 'Sub-techniques', belongs: one => one.relation === 'subtechnique-of' && one.direction === 'to' },
  { title: 'Techniques', belongs: one => one.relation === 'uses' && one.kind === 'technique' },
  { title: 'Groups', belongs: one => one.relation === 'uses' && one.kind === 'group' },
  { title: 'Campaigns that use it', belongs: one => one.relation === 'uses' && one.kind === 'campaign' },
  { title: 'Software', belongs: one => one.relation === 'uses' && isSoftware(one) },
  { title: 'Mitigations', belongs: one => one.relation === 'mitigates' },
]

const RelatedList = ({ members }: { members: readonly AttackRelated[] }) => (
  <ul className="grid px-3 pb-3 md:grid-cols-2 md:gap-x-6 xl:grid-cols-3">
    {members.map(({ id, name, text, citations }) => (
      <li key={id} className="min-w-0 border-b border-line py-1" title={citations.join('; ') || undefined}>
        <Link to="/attack/$id" params={{ id }} className="flex gap-2 hover:text-tool pointer-coarse:min-h-9">
          <span className="mono w-20 shrink-0 text-12 text-fg3">{id}</span>
          <Outside className="min-w-0 truncate">{name}</Outside>
        </Link>
        {text !== '' && (
          <p className="line-clamp-2 text-12 text-fg2">
            <Outside>{text}</Outside>
          </p>
        )}
      </li>
    ))}
  </ul>
)
