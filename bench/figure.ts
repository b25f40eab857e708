/** One measured figure beside its reference of the same run. */
export interface Figure {
  readonly bench: string
  readonly value: number
  readonly unit: string
  /** What it is compared with, and how much that was. */
  readonly reference: string
  readonly ratio: number | null
  readonly bar: string
  readonly holds: boolean
}

/** The value below which `share` of the measurements lie. */
export const percentile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export const rounded = (value: number, digits = 1): number => Math.round(value * 10 ** digits) / 10 ** digits
