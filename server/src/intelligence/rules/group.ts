/** What one correlation remembers of one group. */
import type { Find, Hit } from './find.ts'
import { Chain } from './ordered.ts'
import type { Correlation } from './rule.ts'
import { Window } from './window.ts'

/** A find that goes on for as long as its condition holds. */
export interface Open {
  readonly find: Find
  /** Taken up from before a restart: what is read again until then is in it already. */
  readonly resumed: boolean
}

export class Group {
  readonly key: string
  readonly named: Readonly<Record<string, string>>
  readonly window: Window
  readonly chain: Chain | null
  open: Open | null = null
  touchedAt = Number.NEGATIVE_INFINITY
  /** Beginning of the aligned span that is being counted. */
  spanFrom = Number.NEGATIVE_INFINITY

  constructor({ asking }: Correlation, key: string, named: Readonly<Record<string, string>>) {
    this.key = key
    this.named = named
    this.window = new Window(asking.kind === 'measure' ? asking.measure : null)
    this.chain = asking.kind === 'ordered' && asking.absent.length === 0 ? new Chain(asking.wanted) : null
  }
}

export interface GroupName {
  readonly key: string
  readonly named: Readonly<Record<string, string>>
}

const MOST_GROUPS_OF_A_HIT = 20

/** The groups a hit belongs to: one of each member where a field is a list, none where a field is silent. */
export const groupsOf = ({ groupBy }: Correlation, rule: string, { fields }: Hit): readonly GroupName[] => {
  let groups: readonly (readonly string[])[] = [[]]
  for (const { fieldOf } of groupBy) {
    const field = fieldOf.get(rule)
    const value = field === undefined ? undefined : fields[field]
    if (value === undefined) return []
    const members = typeof value === 'object' ? [...new Set(value)] : [String(value)]
    groups = groups.flatMap(group => members.map(member => [...group, member])).slice(0, MOST_GROUPS_OF_A_HIT)
  }
  return groups.map(values => ({
    key: JSON.stringify(values),
    named: Object.fromEntries(groupBy.map(({ name }, at) => [name, values[at] ?? ''])),
  }))
}
