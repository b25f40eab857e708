/** Guards the door: tries per account and per address in a sliding window. Memory is bounded; time opens it again. */
import { Problem } from '../problem.ts'

const WINDOW_MS = 15 * 60_000
const MOST = { account: 10, address: 50 } as const
const REMEMBERED = 10_000

export class LoginLimit {
  readonly #failures = new Map<string, number[]>()

  /** Throws 'too-many' when the door is shut; call before the password is checked. */
  check(account: string, address: string, now: number): void {
    for (const [name, most] of [
      [`account ${account}`, MOST.account],
      [`address ${address}`, MOST.address],
    ] as const) {
      const failures = this.#recent(name, now)
      if (failures.length < most) continue
      const retryAfterMs = failures[0]! + WINDOW_MS - now
      throw new Problem('too-many', 'Too many tries to sign in.', {
        todo: `Wait ${Math.ceil(retryAfterMs / 60_000)} minutes, or set a new password with \`keysguard user password\`.`,
        retryAfterMs,
      })
    }
  }

  fail(account: string, address: string, now: number): void {
    for (const name of [`account ${account}`, `address ${address}`]) this.#failures.set(name, [...this.#recent(name, now), now])
    for (const oldest of this.#failures.keys()) {
      if (this.#failures.size <= REMEMBERED) break
      this.#failures.delete(oldest)
    }
  }

  succeed(account: string): void {
    this.#failures.delete(`account ${account}`)
  }

  #recent(name: string, now: number): number[] {
    return (this.#failures.get(name) ?? []).filter(at => now - at < WINDOW_MS)
  }
}
