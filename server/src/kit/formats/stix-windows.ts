/** The objects of a long collection, joined window by window: what later windows need of earlier ones is kept, within bounds, and what cannot be joined is counted. */
import { briefOf, isObject, joinObjects, type StixObject, type StixRow, tiesOf } from './stix.ts'

/** Objects that say something of others, by their id. */
const TELLS = /^(?:malware|tool|threat-actor|intrusion-set|campaign|location|attack-pattern|report)--/
const TOLD = /^(?:indicator|ipv4-addr|ipv6-addr|domain-name|url|email-addr|mac-addr|file|vulnerability)--/

export interface Bounds {
  /** Objects kept, without what is long in them. */
  readonly objects: number
  /** Ties kept of things that have not come yet. */
  readonly ties: number
}

/** Some tens of megabytes at worst. */
const BOUNDS: Bounds = { objects: 50_000, ties: 100_000 }

export class StixWindows {
  readonly #bounds: Bounds
  readonly #kept = new Map<string, StixObject>()
  readonly #waiting = new Map<string, Set<string>>()
  #ties = 0
  #lost = 0

  constructor(bounds = BOUNDS) {
    this.#bounds = bounds
  }

  /** The objects of a window that are something by themselves, each with what is tied to it so far. */
  join(objects: readonly unknown[]): readonly unknown[] {
    const here = new Set(objects.flatMap(object => (isObject(object) && typeof object.id === 'string' ? [object.id] : [])))
    this.#keep(objects)
    for (const [told, telling] of tiesOf(objects)) if (TOLD.test(told)) this.#tie(told, telling, here)
    return joinObjects(objects, { objects: this.#kept, ties: this.#taken(here) }) satisfies readonly (StixRow | unknown)[]
  }

  /** How many ties could not be resolved: to what did not come, came only after the thing itself, or was too much to keep. */
  get unresolved(): number {
    return this.#lost + this.#ties
  }

  #keep(objects: readonly unknown[]): void {
    for (const object of objects) {
      if (!isObject(object) || typeof object.id !== 'string' || this.#kept.size >= this.#bounds.objects) continue
      if (object.type === 'marking-definition') this.#kept.set(object.id, object)
      else if (TELLS.test(object.id)) this.#kept.set(object.id, briefOf(object))
    }
  }

  /** A tie to a thing of this window is resolved by it, or never; one to a thing elsewhere waits. */
  #tie(told: string, telling: ReadonlySet<string>, here: ReadonlySet<string>): void {
    for (const id of telling) {
      if (!TELLS.test(id)) continue
      if (here.has(told)) this.#lost += this.#kept.has(id) || here.has(id) ? 0 : 1
      else if (this.#ties >= this.#bounds.ties) this.#lost += 1
      else this.#wait(told, id)
    }
  }

  #wait(told: string, id: string): void {
    const waiting = this.#waiting.get(told) ?? new Set()
    if (!waiting.has(id)) this.#ties += 1
    this.#waiting.set(told, waiting.add(id))
  }

  /** Ties that waited for things of this window. */
  #taken(here: ReadonlySet<string>): ReadonlyMap<string, ReadonlySet<string>> {
    const taken = new Map<string, ReadonlySet<string>>()
    for (const id of here) {
      const waited = this.#waiting.get(id)
      if (waited === undefined) continue
      taken.set(id, waited)
      this.#waiting.delete(id)
      this.#ties -= waited.size
      for (const telling of waited) if (!this.#kept.has(telling)) this.#lost += 1
    }
    return taken
  }
}
