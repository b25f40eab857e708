/** Whether an enricher can be asked: shape, word and colour; and what may still be asked of it. */
import { ENRICHER_TELLS, type EnricherState, type EnricherTells, type Quota, type StatedLimit } from '@keysguard/model'
import { count, utc } from '../client/format.ts'
import { inertTitle } from './text.tsx'

const WORD: Readonly<Record<EnricherState, string>> = {
  ready: 'Ready',
  asking: 'Asking',
  waiting: 'Waiting',
  'needs-key': 'Needs a key',
  off: 'Off',
  refused: 'Kept inside',
}

const COLOUR: Readonly<Record<EnricherState, string>> = {
  ready: 'text-tool',
  asking: 'text-tool',
  waiting: 'text-med',
  'needs-key': 'text-fg2',
  off: 'text-fg3',
  refused: 'text-fg2',
}

const CIRCLE = 'M6 1.2a4.8 4.8 0 1 1 0 9.6a4.8 4.8 0 0 1 0-9.6Z'
const RING = `${CIRCLE}m0 1.6a3.2 3.2 0 1 0 0 6.4a3.2 3.2 0 0 0 0-6.4Z`
const SHAPE: Readonly<Record<EnricherState, string>> = {
  ready: CIRCLE,
  asking: 'M3 1.2 10.6 6 3 10.8Z',
  waiting: `${RING}M6 2.8v3.2h3.2A3.2 3.2 0 0 0 6 2.8Z`,
  'needs-key':
    'M3.4 3.2a2.8 2.8 0 1 1 0 5.6a2.8 2.8 0 0 1 0-5.6Zm0 1.6a1.2 1.2 0 1 0 0 2.4a1.2 1.2 0 0 0 0-2.4ZM6 5.2h5.6v3.4H10V6.8H6Z',
  off: 'M1.5 5h9v2h-9Z',
  refused: 'M3 5V3.8a3 3 0 0 1 6 0V5h1v6H2V5Zm1.4 0h3.2V3.8a1.6 1.6 0 0 0-3.2 0Z',
}

export const StateMark = ({ state, reason }: { state: EnricherState; reason: string | null }) => (
  <span className={`inline-flex items-center gap-1.5 ${COLOUR[state]}`} title={reason === null ? undefined : inertTitle(reason)}>
    <svg viewBox="0 0 12 12" className={`size-2.5 shrink-0 ${state === 'asking' ? 'pulse' : ''}`} aria-hidden="true">
      <path d={SHAPE[state]} fill="currentColor" fillRule="evenodd" />
    </svg>
    <span className="font-semibold whitespace-nowrap">{WORD[state]}</span>
  </span>
)

/** "4 of 500 left today". Nothing where nobody counts. */
export const QuotaLeft = ({ quota }: { quota: Quota | null }) =>
  quota && (
    <span
      className="num text-12 whitespace-nowrap text-fg3"
      title={`${count(quota.leftThisMinute)} of ${count(quota.perMinute)} left this minute; days are those of UTC`}
    >
      <span className={quota.leftToday === 0 ? 'font-semibold text-med' : ''}>{count(quota.leftToday)}</span> of{' '}
      {count(quota.perDay)} left today
    </span>
  )

/** "the provider: 29 of 30 left this minute". */
export const statedText = ({ period, left, of, resetsAt }: StatedLimit): string =>
  [
    of === null ? `${count(left)} left` : `${count(left)} of ${count(of)} left`,
    period === null ? '' : period === 'day' ? ' today' : ` this ${period}`,
    resetsAt === null ? '' : `, anew at ${utc(resetsAt)}`,
  ].join('')

const TELLS: Readonly<Record<EnricherTells, string>> = {
  nobody: 'asks nobody',
  provider: 'tells the provider',
  subject: 'contacts it itself',
}

export const Tells = ({ tells }: { tells: EnricherTells }) => (
  <span className={`text-12 ${tells === 'subject' ? 'text-fg2' : 'text-fg3'}`} title={ENRICHER_TELLS[tells]}>
    {TELLS[tells]}
  </span>
)
