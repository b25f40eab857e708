/** Which sources are shown: by what they want of a person, and by their words. The address holds both. */
import type { SourceCard } from '@keysguard/model'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type KeyboardEvent, type RefObject, useEffect, useState } from 'react'
import { SOURCE_GROUPS } from '../../client/location.ts'
import { GROUP_NAMES, inGroup } from '../../client/source-groups.ts'
import { useWide } from '../../client/wide.ts'
import { CONTROL } from '../../ui/field.tsx'

const route = getRouteApi('/shell/sources')

const TAB =
  'flex min-h-9 shrink-0 items-center gap-1.5 border-b-2 border-transparent px-2.5 text-12 font-semibold text-fg2 hover:text-fg aria-[current]:border-tool aria-[current]:text-fg pointer-coarse:min-h-11'

export const GroupTabs = ({ sources }: { sources: readonly SourceCard[] }) => {
  const { show } = route.useSearch()
  return (
    <nav aria-label="Groups of sources" className="flex overflow-x-auto px-0.5">
      {([undefined, ...SOURCE_GROUPS] as const).map(group => {
        const found = group === undefined ? sources.length : sources.filter(card => inGroup(card, group)).length
        return (
          <Link
            key={group ?? 'all'}
            to="/sources"
            search={({ q }) => ({ show: group, q })}
            activeOptions={{ exact: true, includeSearch: true }}
            aria-current={show === group ? 'true' : undefined}
            className={TAB}
          >
            {group === undefined ? 'All' : GROUP_NAMES[group]}
            <span className={`num font-normal ${group === 'attention' && found > 0 ? 'font-semibold text-crit' : 'text-fg3'}`}>
              {found}
            </span>
          </Link>
        )
      })}
    </nav>
  )
}

interface TextFilterProps {
  readonly field: RefObject<HTMLInputElement | null>
  /** Leaves the field for the first source found. */
  readonly onDown: () => void
}

export const TextFilter = ({ field, onDown }: TextFilterProps) => {
  const { q = '' } = route.useSearch()
  const wide = useWide()
  const navigate = route.useNavigate()
  const [text, setText] = useState(q)
  useEffect(() => {
    // The address changed by other means (Back, a group): the field follows, but never under somebody's fingers.
    if (document.activeElement !== field.current) setText(q)
  }, [q, field])
  const ask = (next: string): void => {
    setText(next)
    void navigate({ search: ({ show }) => ({ show, q: next.trim() }), replace: true })
  }
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && text === '') field.current?.blur()
    else if (event.key === 'Escape') ask('')
    else if (event.key === 'ArrowDown' || event.key === 'Enter') onDown()
    else return
    event.preventDefault()
  }
  return (
    <input
      ref={field}
      type="search"
      aria-label="Filter sources"
      placeholder={wide ? 'Filter (/)' : 'Filter'}
      autoComplete="off"
      spellCheck={false}
      value={text}
      onChange={event => ask(event.target.value)}
      onKeyDown={press}
      className={`${CONTROL} md:max-w-60`}
    />
  )
}
