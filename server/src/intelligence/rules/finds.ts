/** The finds of a rule: begun, grown, and told once each time they change. */
import { type Evidence, evidenceOf, type Find, type Hit, idOf, kept } from './find.ts'
import type { Group } from './group.ts'
import type { Correlation, Rule, RuleNode } from './rule.ts'

interface Holding {
  /** Event time at which it holds. */
  readonly at: number
  /** What is new in it, and all that it holds by. */
  readonly newly: readonly Evidence[]
  readonly whole: () => readonly Evidence[]
  readonly measured: number | null
  readonly sample: boolean
}

export class Finds {
  readonly #rule: Rule
  readonly #silentBefore: number
  readonly #resume = new Map<string, Find>()
  readonly #changed = new Map<string, Find>()

  constructor(rule: Rule, silentBefore: number, resume: readonly Find[]) {
    this.#rule = rule
    this.#silentBefore = silentBefore
    for (const find of resume) {
      const key = placeOf(find.part, find.groupKey)
      const known = this.#resume.get(key)
      if (!known || known.lastAt < find.lastAt) this.#resume.set(key, find)
    }
  }

  take(): readonly Find[] {
    const changed = [...this.#changed.values()]
    this.#changed.clear()
    return changed
  }

  /** The condition of a correlation holds for a group. */
  hold(node: Correlation, group: Group, holding: Holding): void {
    if (group.open === null) group.open = this.#begin(node, group, holding)
    else if (!group.open.resumed || holding.at >= this.#silentBefore) grow(group.open.find, holding)
    this.#tell(node, group.open.find, holding.at)
  }

  /** A base rule that may speak for itself. */
  single(node: RuleNode, hit: Hit): void {
    const evidence = evidenceOf(hit, node.name)
    this.#tell(
      node,
      {
        ...aboutOf(node),
        id: idOf(this.#rule.name, node.name, hit.id),
        group: {},
        groupKey: evidence.id,
        ...timesOf([evidence], hit.at),
        measured: null,
        events: 1,
        evidence: [evidence],
        sample: hit.fields.sample === true,
      },
      hit.at,
    )
  }

  #begin(node: Correlation, group: Group, { at, whole, measured, sample }: Holding): NonNullable<Group['open']> {
    const told = at < this.#silentBefore ? this.#resume.get(placeOf(node.name, group.key)) : undefined
    // What is said later than its events was said of events up to a timespan ago.
    const since = node.answered === 'arrival' ? at : at - node.timespanMs
    if (told && told.firedAt <= at && told.lastAt >= since) return { find: { ...told }, resumed: true }
    const evidence = whole()
    const ids = evidence.map(({ id }) => id).sort()
    const find: Find = {
      ...aboutOf(node),
      id: idOf(this.#rule.name, node.name, group.key, ids),
      group: group.named,
      groupKey: group.key,
      ...timesOf(evidence, at),
      measured,
      events: ids.length,
      evidence: kept(evidence),
      sample,
    }
    return { find, resumed: false }
  }

  #tell(node: RuleNode, find: Find, at: number): void {
    if (at >= this.#silentBefore && this.#rule.telling.has(node.name)) this.#changed.set(find.id, find)
  }
}

const placeOf = (part: string, groupKey: string): string => `${part}\u0000${groupKey}`

const aboutOf = ({ name, title, level }: RuleNode) => ({ part: name, title, level })

const timesOf = (evidence: readonly Evidence[], firedAt: number) => ({
  firstAt: evidence[0]?.at ?? firedAt,
  lastAt: evidence.at(-1)?.at ?? firedAt,
  firedAt,
})

const grow = (find: Find, { newly, measured, sample }: Holding): void => {
  const fresh = newly.filter(
    ({ id, at }) => at > find.lastAt || (at === find.lastAt && !find.evidence.some(one => one.id === id)),
  )
  find.events += fresh.length
  find.evidence = kept([...find.evidence, ...fresh])
  find.lastAt = fresh.at(-1)?.at ?? find.lastAt
  if (measured !== null) find.measured = Math.max(measured, find.measured ?? measured)
  find.sample = find.sample && sample
}
