/** Which groups of rows came in a run, and of which indicators each speaks. */
import { at } from '../kit/path.ts'
import type { RawRow } from '../kit/rows.ts'
import { KEY_BYTES } from '../store/feed-groups.ts'
import { writeKey } from '../store/hex.ts'

/** A longer id is none. */
const LONGEST_ID = 200
const FIRST_KEYS = 8

export interface GroupRead {
  readonly id: string
  /** Bytes of the keys, some perhaps twice. */
  readonly keys: Uint8Array
  /** Whether all of its rows were understood: only then is what did not come gone. */
  readonly whole: boolean
}

/** Grows as keys come: hundreds of thousands of them are held for a run. */
class Keys {
  #bytes = new Uint8Array(FIRST_KEYS * KEY_BYTES)
  #used = 0
  whole = true

  add(key: string): void {
    if (this.#used === this.#bytes.length) {
      const larger = new Uint8Array(this.#bytes.length * 2)
      larger.set(this.#bytes)
      this.#bytes = larger
    }
    writeKey(this.#bytes, this.#used, key)
    this.#used += KEY_BYTES
  }

  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#used)
  }
}

export class GroupsRead {
  readonly #path: string
  readonly #groups = new Map<string, Keys>()
  #standing: ReadonlySet<string> | null = null

  constructor(path: string) {
    this.#path = path
  }

  /** A row came that speaks of these indicators; `understood` unless it could not be read. */
  row(row: RawRow<unknown>, keys: Iterable<string>, reading: 'understood' | 'unread'): void {
    const id = idOf(row, this.#path)
    if (id === null) return
    let group = this.#groups.get(id)
    if (group === undefined) {
      group = new Keys()
      this.#groups.set(id, group)
    }
    for (const key of keys) group.add(key)
    if (reading === 'unread') group.whole = false
  }

  /** The provider has told which groups there are. */
  stand(ids: Iterable<string>): void {
    this.#standing = new Set(ids)
  }

  /** Reading ended in the middle: of the last group there may be more. */
  cutShort(): void {
    const last = [...this.#groups.values()].at(-1)
    if (last) last.whole = false
  }

  /** Those of the groups known that are no longer there; none where the provider has not told. */
  gone(known: readonly string[]): string[] {
    const standing = this.#standing
    return standing === null ? [] : known.filter(id => !standing.has(id) && !this.#groups.has(id))
  }

  *read(): Generator<GroupRead> {
    for (const [id, keys] of this.#groups) yield { id, keys: keys.bytes, whole: keys.whole }
  }

  get ids(): readonly string[] {
    return [...this.#groups.keys()]
  }
}

const idOf = (row: RawRow<unknown>, path: string): string | null => {
  try {
    const id = at(row.decode(), path)
    return typeof id === 'string' && id !== '' && id.length <= LONGEST_ID && !id.includes('\u0000') ? id : null
  } catch {
    return null
  }
}
