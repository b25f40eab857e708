/** Goes once over all indicators that stand under classes no longer in force, with as many writers as the store has. */
import { rescoreBatch } from '../../store/rescore.ts'
import type { Knowing } from '../../store/write-rows.ts'

const ROWS = { embedded: 500, server: 5_000 } as const
const DIGITS = '0123456789abcdef'
/** Two writers begin half the shards apart, and so meet nowhere. */
const APART = 12

interface Lane {
  /** First digits of the keys that are still to come. */
  digits: string
  /** The last key; null before the first of a digit. */
  after: string | null
}

export class Rescoring {
  readonly #knowing: Knowing
  readonly #classes: readonly number[]
  readonly #lanes: readonly Lane[]

  constructor(knowing: Knowing, classes: readonly number[]) {
    this.#knowing = knowing
    this.#classes = classes
    const half = DIGITS.length / 2
    const second = DIGITS.slice(APART) + DIGITS.slice(half, APART)
    const all = knowing.database.writers > 1 ? [DIGITS.slice(0, half), second] : [DIGITS]
    this.#lanes = all.map(digits => ({ digits, after: null }))
  }

  /** A batch of each writer; how many indicators that were, 0 at the end. */
  async work(): Promise<number> {
    const done = await Promise.all(this.#lanes.map(lane => this.#batch(lane)))
    return done.reduce((sum, n) => sum + n, 0)
  }

  /** Stretches where nothing is left are passed over. */
  async #batch(lane: Lane): Promise<number> {
    const most = ROWS[this.#knowing.database.kind]
    for (;;) {
      const [digit] = lane.digits
      if (digit === undefined) return 0
      const order = { classes: this.#classes, stretch: { digit, after: lane.after }, most }
      const { last, rescored } = await rescoreBatch(this.#knowing, order)
      lane.after = last
      if (last === null) lane.digits = lane.digits.slice(1)
      if (rescored > 0) return rescored
    }
  }
}
