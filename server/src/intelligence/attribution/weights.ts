/**
 * The weights of attribution, fitted by `bench/attribution` (`npm run bench:attribution -- --fit`) on reports that ATT&CK cites for
 * groups: what a few reports alone attest is taken out of their group's profile, and the group has to be found again. No campaign that is
 * used to evaluate, and no report about one, is among them.
 */
export interface Weights {
  readonly technique: { readonly rare: number; readonly wide: number; readonly level: number }
  readonly software: { readonly rare: number; readonly wide: number; readonly level: number }
  /** Reports about groups do not say whom they target one by one, so this cannot be fitted: a target weighs what a technique as rare does. */
  readonly target: number
  /** Per log of the size of a profile. */
  readonly known: number
  readonly unknown: { readonly level: number; readonly techniques: number; readonly software: number }
}

export const WEIGHTS: Weights = {
  technique: { rare: 0.432, wide: 0.23, level: 0.622 },
  software: { rare: 1.928, wide: 1.081, level: -0.607 },
  target: 0.432,
  known: 0.31,
  unknown: { level: 1.921, techniques: 2.29, software: 0.385 },
}

/** What one source's word that an indicator is a group's weighs, by the source's grade. Not fitted: a judgement, kept below what a rare family weighs. */
export const CLAIM_WEIGHT: Readonly<Record<'A' | 'B' | 'C' | 'D' | 'E' | 'F', number>> = {
  A: 3,
  B: 2.5,
  C: 1.5,
  D: 0.7,
  E: 0.3,
  F: 1,
}
