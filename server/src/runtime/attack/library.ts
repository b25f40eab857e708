/** ATT&CK of this process: what ships with it, and in its place what the source has taught. Read when it is first asked for. */
import type { AttackObject } from '@keysguard/model'
import type { Queries } from '../../engines/database/database.ts'
import { type Attack, attackOf } from '../../intelligence/attack/attack.ts'
import { attackStamp, readAttack } from '../../store/attack.ts'
import { readShippedAttack } from './shipped.ts'

interface Held {
  readonly stamp: string | null
  readonly attack: Promise<Attack>
}

export class AttackLibrary {
  readonly #queries: Queries
  #shipped: Promise<readonly AttackObject[]> | null = null
  #held: Held | null = null

  constructor(queries: Queries) {
    this.#queries = queries
  }

  /** As the store has it now: another process may have taught it. */
  async current(): Promise<Attack> {
    const stamp = await attackStamp(this.#queries)
    if (this.#held === null || this.#held.stamp !== stamp) this.#held = { stamp, attack: this.#read(stamp) }
    const { attack } = this.#held
    attack.catch(() => {
      this.#held = null
    })
    return attack
  }

  async #read(stamp: string | null): Promise<Attack> {
    this.#shipped ??= readShippedAttack()
    return attackOf([...(await this.#shipped), ...(stamp === null ? [] : await readAttack(this.#queries))])
  }
}
