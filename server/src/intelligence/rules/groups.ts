/** Every group of a rule, the one that has been quiet for longest first, within what a rule may remember. */
import { Group, type GroupName } from './group.ts'
import type { Dropped, Limits } from './limits.ts'
import type { Correlation } from './rule.ts'

export class Groups {
  readonly #limits: Limits
  readonly #dropped: Dropped
  readonly #byNode = new Map<string, Map<string, Group>>()
  count = 0
  events = 0

  constructor(limits: Limits, dropped: Dropped) {
    this.#limits = limits
    this.#dropped = dropped
  }

  /** The group of that name, touched now. */
  at(node: Correlation, { key, named }: GroupName, at: number): Group {
    const groups = this.#of(node)
    let group = groups.get(key)
    if (group) groups.delete(key)
    else {
      group = new Group(node, key, named)
      this.count += 1
    }
    group.touchedAt = at
    groups.set(key, group)
    while (this.count > this.#limits.groups && this.#letGo(groups, group)) this.#dropped.groups += 1
    return group
  }

  has(node: Correlation, group: Group): boolean {
    return this.#of(node).get(group.key) === group
  }

  /** Accounts for events that came or went, and makes room. */
  grow(node: Correlation, group: Group, by: number): void {
    this.events += by
    while (this.events > this.#limits.events && this.#letGo(this.#of(node), group)) this.#dropped.groups += 1
  }

  /** Forgets groups that nothing can come of any more. */
  forget(now: number, nodes: readonly Correlation[]): void {
    for (const node of nodes) {
      const groups = this.#of(node)
      const before = now - 2 * node.timespanMs - 1
      for (const group of groups.values()) {
        if (group.touchedAt >= before) break
        this.#remove(groups, group)
      }
    }
  }

  #of({ name }: Correlation): Map<string, Group> {
    let groups = this.#byNode.get(name)
    if (!groups) {
      groups = new Map()
      this.#byNode.set(name, groups)
    }
    return groups
  }

  /** Lets the quietest go, but for `not`; of another correlation where this one has no other. */
  #letGo(first: Map<string, Group>, not: Group): boolean {
    for (const groups of [first, ...this.#byNode.values()])
      for (const group of groups.values())
        if (group !== not) {
          this.#remove(groups, group)
          return true
        }
    return false
  }

  #remove(groups: Map<string, Group>, group: Group): void {
    groups.delete(group.key)
    this.count -= 1
    this.events -= group.window.size
  }
}
