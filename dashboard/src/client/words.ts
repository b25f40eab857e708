/** Probabilities and shares in words, so that two people mean the same by "likely". */

/** Lower bounds and words of ICD 203 (Analytic Standards, 2015). */
const LIKELIHOOD = [
  [0.95, 'almost certainly'],
  [0.8, 'very likely'],
  [0.55, 'likely'],
  [0.45, 'as likely as not'],
  [0.2, 'unlikely'],
  [0.05, 'very unlikely'],
] as const

/** `probability` 0..1. */
export const likelihood = (probability: number): string =>
  LIKELIHOOD.find(([from]) => probability >= from)?.[1] ?? 'almost certainly not'

/** `uncertainty` 0..1, where 1 is hardly any evidence. */
export const evidenceWords = (uncertainty: number): string => {
  if (uncertainty < 0.25) return 'well evidenced'
  return uncertainty < 0.6 ? 'with some evidence' : 'on little evidence'
}

/** `conflict` 0..1. */
export const conflictWords = (conflict: number): string => {
  if (conflict < 0.2) return 'uncontested'
  return conflict < 0.5 ? 'partly contested' : 'contested: the evidence contradicts itself'
}
