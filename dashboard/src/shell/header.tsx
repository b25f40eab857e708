/** The header: the way into everything by name, the watch's clock, the theme, and who is on watch. */
import { useQuery } from '@tanstack/react-query'
import { Monitor, Moon, Search, Sun } from 'lucide-react'
import { sessionQuery } from '../client/queries.ts'
import { nextTheme, setTheme, type Theme, useTheme } from '../client/theme.ts'
import { Key } from '../ui/button.tsx'
import { Clock } from '../ui/time.tsx'
import { AccountMenu } from './account-menu.tsx'
import { LiveDot } from './rail.tsx'

const ICON: Readonly<Record<Theme, typeof Sun>> = { system: Monitor, dark: Moon, light: Sun }

const ThemeButton = () => {
  const theme = useTheme()
  const Icon = ICON[theme]
  const next = nextTheme(theme)
  return (
    <button
      type="button"
      onClick={() => setTheme(next)}
      title={`Theme: ${theme}. Next: ${next} (t t)`}
      aria-label={`Theme: ${theme}. Change to ${next}`}
      className="grid size-8 place-items-center rounded-ctl text-fg2 hover:bg-raise hover:text-fg pointer-coarse:size-11"
    >
      <Icon className="size-4" strokeWidth={1.6} aria-hidden="true" />
    </button>
  )
}

const isMac = /mac|iphone|ipad/i.test(navigator.userAgent)

interface HeaderProps {
  readonly onPalette: () => void
  readonly onShortcuts: () => void
}

export const Header = ({ onPalette, onShortcuts }: HeaderProps) => {
  const { data: session } = useQuery(sessionQuery)
  return (
    <header className="flex h-11 items-center gap-3 border-b border-line bg-panel px-3">
      <button
        type="button"
        onClick={onPalette}
        className="flex h-7 w-full max-w-104 min-w-0 items-center gap-2 rounded-ctl border border-edge bg-bg px-2 text-fg2 hover:bg-raise pointer-coarse:h-9"
      >
        <Search className="size-3.5 shrink-0" aria-hidden="true" />
        <span className="truncate">Look up an indicator, go to a page…</span>
        <span className="ml-auto hidden md:block">
          <Key>{isMac ? '⌘K' : 'Ctrl K'}</Key>
        </span>
      </button>
      <span className="ml-auto md:hidden">
        <LiveDot dotOnly />
      </span>
      <span className="ml-auto hidden md:block">
        <Clock />
      </span>
      <ThemeButton />
      <AccountMenu session={session} onShortcuts={onShortcuts} />
    </header>
  )
}
