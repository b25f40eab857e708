/** Where one can go: a rail at the left, a bar at the bottom of a phone. */
import { Link, useLocation } from '@tanstack/react-router'
import { Ellipsis, Search } from 'lucide-react'
import { useLive } from '../client/live.ts'
import { PAGES, type Page } from './pages.ts'

export const Wordmark = () => (
  <span className="flex items-center gap-2 text-15 font-bold tracking-tight [font-stretch:106%]">
    <svg viewBox="0 0 20 20" className="size-4.5 shrink-0" aria-hidden="true">
      <path d="M1 8h2.4v8H1zM5 12h2.4v4H5zM9 5h2.4v11H9z" className="fill-fg3" />
      <path d="M13 2h3v14h-3z" className="fill-crit" />
      <path d="M0 17.4h20" className="stroke-tool" strokeWidth="1.4" />
    </svg>
    <span className="md:max-lg:sr-only">KeysGuard</span>
  </span>
)

const EXACT = { exact: true, includeSearch: false } as const
const UNDER = { exact: false, includeSearch: false } as const

/** What the router cannot see by itself: a page whose parts have addresses of their own. */
const useCurrent = (shown: readonly Page[]): ((page: Page) => 'page' | undefined) => {
  const { pathname } = useLocation()
  const isOwn = shown.some(({ to }) => to === pathname)
  return ({ also }) => (also !== undefined && !isOwn && pathname.startsWith(also) ? 'page' : undefined)
}

const LIVE_WORD = { live: 'Live', connecting: 'Connecting', cut: 'Reconnecting' } as const

/** Cool and filled while news arrives; `dotOnly` keeps the word for screen readers. */
export const LiveDot = ({ dotOnly = false }: { dotOnly?: boolean }) => {
  const { connection } = useLive()
  return (
    <span className="flex items-center gap-2 text-12 text-fg2" title="The event stream from the server">
      <span className={`size-2 shrink-0 rounded-full ${connection === 'live' ? 'bg-tool' : 'border border-edge'}`} />
      <span className={dotOnly ? 'sr-only' : 'md:max-lg:sr-only'}>{LIVE_WORD[connection]}</span>
    </span>
  )
}

export const Rail = () => {
  const current = useCurrent(PAGES)
  return (
    <div className="hidden min-h-0 flex-col border-r border-line bg-panel md:flex">
      <Link to="/" className="flex h-11 items-center px-4" aria-label="KeysGuard, overview">
        <Wordmark />
      </Link>
      <nav aria-label="Pages" className="mt-1 flex-1">
        {PAGES.map(page => {
          const { to, name, icon: Icon, keys, under } = page
          return (
            <Link
              key={to}
              to={to}
              title={`${name} (${keys})`}
              aria-current={current(page)}
              activeOptions={to === '/' ? EXACT : UNDER}
              className={`flex h-8 items-center gap-3 border-l-2 border-transparent px-4 text-fg2 hover:text-fg aria-[current=page]:border-tool aria-[current=page]:bg-raise aria-[current=page]:text-fg pointer-coarse:h-11 ${under ? 'lg:pl-9' : ''}`}
            >
              <Icon className="size-4 shrink-0" strokeWidth={1.6} aria-hidden="true" />
              <span className="font-medium md:max-lg:sr-only">{name}</span>
            </Link>
          )
        })}
      </nav>
      <div className="flex h-11 items-center border-t border-line px-4">
        <LiveDot />
      </div>
    </div>
  )
}

/** More than these do not fit with their names. */
const IN_BAR = PAGES.filter(({ inBar }) => inBar === true)

const TAB =
  'flex h-13 flex-1 flex-col items-center justify-center gap-0.5 border-t-2 border-transparent text-11 font-medium text-fg2'

interface BottomBarProps {
  readonly onPalette: () => void
  readonly onMore: () => void
}

export const BottomBar = ({ onPalette, onMore }: BottomBarProps) => {
  const current = useCurrent(IN_BAR)
  return (
    <nav aria-label="Pages" className="flex border-t border-line bg-panel pb-[env(safe-area-inset-bottom)] md:hidden">
      {IN_BAR.map(page => (
        <Link
          key={page.to}
          to={page.to}
          aria-current={current(page)}
          activeOptions={page.to === '/' ? EXACT : UNDER}
          className={`${TAB} aria-[current=page]:border-tool aria-[current=page]:text-fg`}
        >
          <page.icon className="size-4.5" strokeWidth={1.6} aria-hidden="true" />
          {page.name}
        </Link>
      ))}
      <button type="button" onClick={onPalette} className={TAB}>
        <Search className="size-4.5" strokeWidth={1.6} aria-hidden="true" />
        Look up
      </button>
      <button type="button" onClick={onMore} className={TAB}>
        <Ellipsis className="size-4.5" strokeWidth={1.6} aria-hidden="true" />
        More
      </button>
    </nav>
  )
}
