/** The pages of the rail, the bottom bar and the palette, each with its key. */
import { Activity, type LucideIcon, Rss, Shield } from 'lucide-react'

interface Page {
  readonly to: '/' | '/indicators' | '/sources'
  readonly name: string
  readonly icon: LucideIcon
  readonly keys: string
}

export const PAGES: readonly Page[] = [
  { to: '/', name: 'Overview', icon: Activity, keys: 'g o' },
  { to: '/indicators', name: 'Indicators', icon: Shield, keys: 'g i' },
  { to: '/sources', name: 'Sources', icon: Rss, keys: 'g s' },
]
