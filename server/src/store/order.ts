import { riskAt } from '../intelligence/fusion.ts'

interface Ranked {
  readonly key: string
  readonly class: number
  readonly rank: number
}

/** The riskiest at `now` first; equal risks in a fixed order. */
export const riskiestFirst = <Row extends Ranked>(rows: readonly Row[], now: number): Row[] =>
  rows
    .map(row => ({ row, risk: riskAt({ decayClass: row.class, rank: row.rank }, now) }))
    .sort((a, b) => b.risk - a.risk || b.row.rank - a.row.rank || (a.row.key < b.row.key ? 1 : -1))
    .map(({ row }) => row)
