/** Words of estimative probability, as ICD 203 (Analytic Standards, 2015, D.6.e.2.a) sets them. */
const WORDS: readonly (readonly [below: number, word: string])[] = [
  [0.05, 'almost no chance'],
  [0.2, 'very unlikely'],
  [0.45, 'unlikely'],
  [0.55, 'roughly even chance'],
  [0.8, 'likely'],
  [0.95, 'very likely'],
  [Number.POSITIVE_INFINITY, 'almost certain'],
]

/** The word for a probability. */
export const likelihoodWord = (probability: number): string =>
  WORDS.find(([below]) => probability < below)?.[1] ?? 'almost certain'
