/** The pages of the rail, the bottom bar and the palette, each with its key. */
import {
  Activity,
  File,
  Flame,
  Gauge,
  Grid3x3,
  type LucideIcon,
  MessageCircleQuestion,
  Plus,
  Rss,
  Shield,
  ShieldOff,
  VenetianMask,
  Workflow,
} from 'lucide-react'

export interface Page {
  readonly to:
    | '/'
    | '/indicators'
    | '/threats'
    | '/entities'
    | '/reports'
    | '/attack'
    | '/sources'
    | '/feeds/new'
    | '/scoring'
    | '/enrichers'
    | '/protection'
    | '/rules'
  readonly name: string
  readonly icon: LucideIcon
  readonly keys: string
  /** Where else in the address one is on it. */
  readonly also?: string
  /** Stands under the page before it. */
  readonly under?: true
  /** Has a place in the bar of a phone. */
  readonly inBar?: true
}

export const PAGES: readonly Page[] = [
  { to: '/', name: 'Overview', icon: Activity, keys: 'g o', inBar: true },
  { to: '/indicators', name: 'Indicators', icon: Shield, keys: 'g i', inBar: true },
  { to: '/threats', name: 'Threats', icon: Flame, keys: 'g t', inBar: true },
  { to: '/entities', name: 'Entities', icon: VenetianMask, keys: 'g n', under: true },
  { to: '/reports', name: 'Reports', icon: File, keys: 'g d', under: true },
  { to: '/attack', name: 'ATT&CK', icon: Grid3x3, keys: 'g a' },
  { to: '/sources', name: 'Sources', icon: Rss, keys: 'g s', inBar: true, also: '/feeds/' },
  { to: '/feeds/new', name: 'Add a feed', icon: Plus, keys: 'g f', under: true },
  { to: '/scoring', name: 'Scoring', icon: Gauge, keys: 'g c', under: true },
  { to: '/rules', name: 'Rules', icon: Workflow, keys: 'g r', also: '/rules/' },
  { to: '/enrichers', name: 'Enrichers', icon: MessageCircleQuestion, keys: 'g e' },
  { to: '/protection', name: 'Protection', icon: ShieldOff, keys: 'g p' },
]
