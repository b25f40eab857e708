/** The frame of every page: rail, header, tape, the page itself, and the bar that replaces the rail on a phone. */
import { useQueryClient } from '@tanstack/react-query'
import { Outlet, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { listen } from '../client/live.ts'
import { useShortcuts } from '../client/shortcuts.ts'
import { useServerSilent } from '../client/silence.ts'
import { nextTheme, setTheme, useTheme } from '../client/theme.ts'
import { useWide } from '../client/wide.ts'
import { Tape } from '../ui/tape.tsx'
import { Header } from './header.tsx'
import { PAGES } from './pages.ts'
import { BottomBar, Rail } from './rail.tsx'

const Palette = lazy(() => import('./palette.tsx').then(module => ({ default: module.Palette })))
const MorePages = lazy(() => import('./more-pages.tsx').then(module => ({ default: module.MorePages })))
const ShortcutSheet = lazy(() => import('./shortcut-sheet.tsx').then(module => ({ default: module.ShortcutSheet })))

const focusQuery = (): void => {
  requestAnimationFrame(() => document.querySelector<HTMLInputElement>('input[name="q"]')?.select())
}

type Overlay = 'palette' | 'shortcuts' | 'pages' | null

const SilenceStrip = () => (
  <div role="alert" className="border-b border-line bg-wash px-3 py-1.5">
    <strong className="font-semibold text-crit">The server does not answer; retrying.</strong>{' '}
    <span className="text-fg2">What you see is the last that came in.</span>
  </div>
)

export const Shell = () => {
  const wide = useWide()
  const [overlay, setOverlay] = useState<Overlay>(null)
  const silent = useServerSilent()
  const theme = useTheme()
  const navigate = useNavigate()
  const queries = useQueryClient()
  useEffect(() => listen(queries), [queries])
  useShortcuts(
    {
      ...Object.fromEntries(PAGES.map(({ keys, to }) => [keys, () => void navigate({ to })])),
      '/': () => void navigate({ to: '/indicators', search: true }).then(focusQuery),
      't t': () => setTheme(nextTheme(theme)),
      '?': () => setOverlay('shortcuts'),
    },
    'everywhere',
  )
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return
      event.preventDefault()
      setOverlay(shown => (shown === 'palette' ? null : 'palette'))
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
  const close = (): void => setOverlay(null)
  return (
    <div className="grid h-dvh grid-cols-[minmax(0,1fr)] grid-rows-[minmax(0,1fr)_auto] md:grid-cols-[56px_minmax(0,1fr)] md:grid-rows-1 lg:grid-cols-[176px_minmax(0,1fr)]">
      <a href="#page" className="sr-only z-50 bg-panel p-2 focus:not-sr-only focus:fixed focus:top-2 focus:left-2">
        Skip to the page
      </a>
      {wide && <Rail />}
      <div className="grid min-h-0 min-w-0 grid-cols-[minmax(0,1fr)] grid-rows-[auto_auto_auto_minmax(0,1fr)]">
        <Header onPalette={() => setOverlay('palette')} onShortcuts={() => setOverlay('shortcuts')} />
        <Tape />
        <div>{silent && <SilenceStrip />}</div>
        <main id="page" tabIndex={-1} className="relative min-h-0 overflow-y-auto focus-visible:outline-none">
          <Outlet />
        </main>
      </div>
      {!wide && <BottomBar onPalette={() => setOverlay('palette')} onMore={() => setOverlay('pages')} />}
      <Suspense>
        {overlay === 'palette' && <Palette onClose={close} onShortcuts={() => setOverlay('shortcuts')} />}
        {overlay === 'shortcuts' && <ShortcutSheet onClose={close} />}
        {overlay === 'pages' && <MorePages onClose={close} />}
      </Suspense>
    </div>
  )
}
