/** What the palette answers, best first: the verdict on an indicator, a search for the text, pages, sources, actions. */
import { ENTITY_KINDS, type Entity, type LookupResult, type SourceCard } from '@keysguard/model'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { setTheme, THEMES } from '../client/theme.ts'
import { Key } from '../ui/button.tsx'
import { Health } from '../ui/health.tsx'
import { Risk } from '../ui/severity.tsx'
import { useMayManage } from '../ui/source-actions.tsx'
import { Ioc, Outside, typeLabel } from '../ui/text.tsx'
import { threatLine } from '../ui/threat.ts'
import { PAGES } from './pages.ts'

export interface PaletteItem {
  readonly id: string
  readonly kind: string
  readonly view: ReactNode
  readonly run: () => void
}

interface Closers {
  readonly onClose: () => void
  readonly onShortcuts: () => void
}

const MOST_SOURCES = 6

const Verdict = ({ result }: { result: LookupResult }) => {
  const { found, type, value } = result
  if (type === null || value === null) return null
  return (
    <span className="grid min-w-0 grid-cols-[3.5rem_1fr] items-center gap-x-2">
      {found ? <Risk severity={found.severity} risk={found.risk} /> : <span className="text-12 text-fg3">clear</span>}
      <Ioc type={type} value={value} />
      <span className="col-start-2 truncate text-12 text-fg2">
        {found
          ? `${threatLine(found)} · ${found.sources.length} of our sources`
          : `${typeLabel(type)} · no source of ours lists it`}
      </span>
    </span>
  )
}

export const usePaletteItems = (
  text: string,
  lookup: LookupResult | undefined,
  { sources, entities }: { readonly sources: readonly SourceCard[]; readonly entities: readonly Entity[] },
  { onClose, onShortcuts }: Closers,
): PaletteItem[] => {
  const navigate = useNavigate()
  const mayManage = useMayManage()
  const matches = (name: string): boolean => name.toLowerCase().includes(text.toLowerCase())
  const going = (go: () => unknown) => () => {
    onClose()
    void go()
  }
  const id = lookup?.found?.id
  const search = going(() => navigate({ to: '/indicators', search: { q: text } }))
  const verdicts: PaletteItem[] = lookup
    ? [
        {
          id: 'verdict',
          kind: 'verdict',
          view: <Verdict result={lookup} />,
          run: id === undefined ? search : going(() => navigate({ to: '/indicators/$id', params: { id } })),
        },
      ]
    : []
  const searches: PaletteItem[] =
    text === ''
      ? []
      : [
          {
            id: 'search',
            kind: 'search',
            view: (
              <span className="truncate">
                Search indicators for <b className="mono">{text}</b>
              </span>
            ),
            run: search,
          },
        ]
  const pages = PAGES.filter(page => matches(page.name) && (page.to !== '/feeds/new' || mayManage)).map(
    ({ to, name, keys, icon: Icon }) => ({
      id: `page-${name}`,
      kind: 'page',
      view: (
        <>
          <Icon className="size-4 text-fg3" strokeWidth={1.6} aria-hidden="true" />
          {name} <Key>{keys}</Key>
        </>
      ),
      run: going(() => navigate({ to })),
    }),
  )
  const sourceItems = (text === '' ? [] : sources.filter(source => matches(`${source.name} ${source.provider} ${source.id}`)))
    .slice(0, MOST_SOURCES)
    .map(source => ({
      id: `source-${source.id}`,
      kind: 'source',
      view: (
        <>
          <Health health={source.health} word={false} />
          <Outside>{source.name}</Outside>
        </>
      ),
      run: going(() => navigate({ to: '/sources/$id', params: { id: source.id } })),
    }))
  const entityItems = entities.map(({ kind, id, name }) => ({
    id: `entity-${kind}-${id.replace(/\W+/g, '-')}`,
    kind: ENTITY_KINDS[kind].toLowerCase(),
    view: <Outside className="truncate">{name}</Outside>,
    run: going(() => navigate({ to: '/entities/$kind/$id', params: { kind, id } })),
  }))
  const waiting = sources.filter(source => source.needs.length > 0).length
  const connecting =
    mayManage && waiting > 0
      ? [
          {
            name: `Connect a source (${waiting} without a key)`,
            run: going(() => navigate({ to: '/sources', search: { show: 'key' } })),
          },
        ]
      : []
  const actions = [
    ...connecting,
    ...THEMES.map(theme => ({ name: `Theme: ${theme}`, run: going(() => setTheme(theme)) })),
    { name: 'Keyboard shortcuts', run: onShortcuts },
  ]
    .filter(action => matches(action.name))
    .map(({ name, run }) => ({ id: `action-${name.replace(/\W+/g, '-')}`, kind: 'action', view: name, run }))
  return [...verdicts, ...searches, ...pages, ...entityItems, ...sourceItems, ...actions]
}
