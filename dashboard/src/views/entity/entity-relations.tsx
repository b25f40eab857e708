/** With whom and what an entity goes together, and how it works. */
import { ENTITY_KINDS, type EntityTechnique, entityKinds, type RelatedEntity } from '@keysguard/model'
import { Link } from '@tanstack/react-router'
import { plural } from '../../client/format.ts'
import { inertTitle, Outside } from '../../ui/text.tsx'

const WORD: Readonly<Record<RelatedEntity['relation'], string>> = {
  uses: 'used by it',
  'used-by': 'uses it',
  'attributed-to': 'it is attributed to',
  attributes: 'attributed to it',
  'named-together': '',
}

const saidOf = ({ relation, indicators }: RelatedEntity): string =>
  [WORD[relation], indicators > 0 ? `${plural(indicators, 'indicator')} together` : ''].filter(Boolean).join(', ')

export const RelatedEntities = ({ related }: { related: readonly RelatedEntity[] }) =>
  entityKinds.map(kind => {
    const members = related.filter(one => one.kind === kind)
    return members.length === 0 ? null : (
      <div key={kind} className="px-3 pb-3">
        <h3 className="pb-1 text-12 font-semibold text-fg2">
          {ENTITY_KINDS[kind]} <span className="num font-normal text-fg3">{members.length}</span>
        </h3>
        <ul className="grid md:grid-cols-2 md:gap-x-6 2xl:grid-cols-3">
          {members.map(one => (
            <li key={`${one.relation} ${one.id}`} className="min-w-0 border-t border-line">
              <Link
                to="/entities/$kind/$id"
                params={{ kind: one.kind, id: one.id }}
                title={inertTitle(one.text) || undefined}
                className="flex min-h-8 flex-wrap items-center justify-between gap-x-3 py-1 hover:text-tool pointer-coarse:min-h-11"
              >
                <Outside className="min-w-0 truncate">{one.name}</Outside>
                <span className="text-12 text-fg3">{saidOf(one)}</span>
              </Link>
            </li>
          ))}
        </ul>
      </div>
    )
  })

export const Techniques = ({ techniques }: { techniques: readonly EntityTechnique[] }) => (
  <ul className="grid px-3 pb-3 md:grid-cols-2 md:gap-x-6 2xl:grid-cols-3">
    {techniques.map(({ id, name, text, citations, indicators }) => (
      <li key={id} className="min-w-0 border-t border-line py-1" title={inertTitle(citations.join('; ')) || undefined}>
        <Link to="/attack/$id" params={{ id }} className="flex items-center gap-2 hover:text-tool pointer-coarse:min-h-9">
          <span className="mono w-20 shrink-0 text-12 text-fg3">{id}</span>
          <Outside className="min-w-0 truncate">{name}</Outside>
          {indicators !== null && <span className="ml-auto shrink-0 text-12 text-fg3">{plural(indicators, 'indicator')}</span>}
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
