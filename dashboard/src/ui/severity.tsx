/** Severity is said three times: by shape, by word, by colour. Any one of them is enough. */
import type { Severity } from '@keysguard/model'
import { inertTitle } from './text.tsx'

export const SEVERITY_WORD: Readonly<Record<Severity, string>> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  info: 'Info',
}

export const SEVERITY_TEXT: Readonly<Record<Severity, string>> = {
  critical: 'text-crit',
  high: 'text-high',
  medium: 'text-med',
  low: 'text-low',
  info: 'text-info',
}

const SHAPE: Readonly<Record<Severity, string>> = {
  critical: 'M6 0.6 11.4 6 6 11.4 0.6 6Z',
  high: 'M6 1 11.5 10.8H0.5Z',
  medium: 'M1.4 1.4h9.2v9.2H1.4Z',
  low: 'M6 1.2a4.8 4.8 0 1 1 0 9.6a4.8 4.8 0 0 1 0-9.6Z',
  info: 'M6 1.2a4.8 4.8 0 1 1 0 9.6a4.8 4.8 0 0 1 0-9.6Zm0 1.6a3.2 3.2 0 1 0 0 6.4a3.2 3.2 0 0 0 0-6.4Z',
}

/** The shape alone; the word is read out, and shown where `word` is set. */
export const SeverityMark = ({ severity, word = false }: { severity: Severity; word?: boolean }) => (
  <span className={`inline-flex shrink-0 items-center gap-1.5 ${SEVERITY_TEXT[severity]}`}>
    <svg viewBox="0 0 12 12" className="size-2.5 shrink-0" aria-hidden="true">
      <path d={SHAPE[severity]} fill="currentColor" fillRule="evenodd" />
    </svg>
    <span className={word ? 'font-semibold' : 'sr-only'}>{SEVERITY_WORD[severity]}</span>
  </span>
)

/** Shape, and the risk as a figure of fixed width. */
export const Risk = ({ severity, risk }: { severity: Severity; risk: number }) => (
  <span
    className="inline-flex items-center gap-2"
    title={inertTitle(`${SEVERITY_WORD[severity]}, risk ${risk.toFixed(1)} of 100`)}
  >
    <SeverityMark severity={severity} />
    <span className="numeral w-7 text-right text-13 text-fg">{Math.round(risk)}</span>
  </span>
)
