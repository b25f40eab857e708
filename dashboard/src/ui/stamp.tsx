/** The Admiralty stamp: how reliable is the source (A–F), how credible is what it says here (1–6). */
import { type Assertion, type Reliability, TERMS, type Terms, type Tlp } from '@keysguard/model'

const RELIABILITY: Readonly<Record<Reliability, string>> = {
  A: 'completely reliable',
  B: 'usually reliable',
  C: 'fairly reliable',
  D: 'not usually reliable',
  E: 'unreliable',
  F: 'reliability cannot be judged',
}

const CREDIBILITY = [
  '',
  'confirmed by other sources',
  'probably true',
  'possibly true',
  'doubtful',
  'improbable',
  'truth cannot be judged',
] as const
export type Credibility = 1 | 2 | 3 | 4 | 5 | 6

const CONFIDENCE_STEPS: readonly (readonly [number, Credibility])[] = [
  [75, 2],
  [50, 3],
  [25, 4],
  [0, 5],
]

/** Confirmed when another source still says the same threat; otherwise by the source's own stated confidence; 6 when it states none. */
export const credibilityOf = (assertion: Assertion, all: readonly Assertion[]): Credibility => {
  const confirmed = all.some(
    other =>
      other.source !== assertion.source && other.withdrawnAt === null && other.statement.threat === assertion.statement.threat,
  )
  if (confirmed) return 1
  const stated = assertion.statement.confidence
  return stated === undefined ? 6 : (CONFIDENCE_STEPS.find(([from]) => stated >= from)?.[1] ?? 5)
}

export const Stamp = ({ reliability, credibility }: { reliability: Reliability; credibility?: Credibility }) => {
  const meaning = [`Source ${RELIABILITY[reliability]}`, credibility && CREDIBILITY[credibility]].filter(Boolean).join('; ')
  return (
    <abbr
      title={`Admiralty ${reliability}${credibility ?? ''}: ${meaning}`}
      className="mono inline-block shrink-0 border border-edge px-1 text-11 leading-4 font-bold text-fg2 no-underline"
    >
      {reliability}
      {credibility}
    </abbr>
  )
}

export const TlpMark = ({ tlp }: { tlp: Tlp }) => (
  <span className="mono text-11 whitespace-nowrap text-fg2" title="Traffic Light Protocol 2.0: how far it may be passed on">
    TLP:{tlp.toUpperCase()}
  </span>
)

/** Only what forbids something is worth the ink. */
export const TermsMark = ({ terms }: { terms: Terms }) =>
  terms === 'non-commercial' ? (
    <span className="shrink-0 border border-edge px-1 text-11 leading-4 whitespace-nowrap text-fg2" title={TERMS[terms]}>
      non-commercial
    </span>
  ) : null
