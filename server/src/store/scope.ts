/** What the counters say of a query before anything is read. */
import type { Condition, Query } from '@keysguard/model'
import { termIds } from './conditions.ts'
import { type Cell, countBy, readCube } from './cube.ts'
import type { Knowing } from './write-rows.ts'

/** Conditions that every hit has to meet. */
export const conjuncts = (query: Query): readonly Condition[] =>
  query.kind === 'is'
    ? [query.condition]
    : query.kind === 'and'
      ? query.parts.flatMap(part => (part.kind === 'is' ? [part.condition] : []))
      : []

/** Only fields the counters are kept over: then totals and facets cost nothing. */
const cellFilter = (query: Query, knowing: Knowing): ((cell: Cell) => boolean) | null => {
  if (query.kind === 'everything') return () => true
  if (query.kind === 'not') {
    const inner = cellFilter(query.part, knowing)
    return inner && (cell => !inner(cell))
  }
  if (query.kind === 'is') return cellCondition(query.condition, knowing)
  const parts = query.parts.map(part => cellFilter(part, knowing))
  if (parts.some(part => part === null)) return null
  const filters = parts as ((cell: Cell) => boolean)[]
  return query.kind === 'and' ? cell => filters.every(filter => filter(cell)) : cell => filters.some(filter => filter(cell))
}

const cellCondition = (is: Condition, { dictionary }: Knowing): ((cell: Cell) => boolean) | null => {
  switch (is.field) {
    case 'type':
      return cell => is.any.includes(cell.type)
    case 'threat':
      return cell => is.any.includes(cell.threat)
    case 'suppressed':
      return cell => cell.suppressed === is.yes
    case 'sample':
      return cell => cell.sample === is.yes
    case 'source': {
      const ids = termIds('source', is.any, dictionary)
      return cell => cell.sources.some(id => ids.includes(id))
    }
    default:
      return null
  }
}

/** What the counters say of a query: which classes can hold hits, and how many there are where that is known. */
export const scope = async (
  knowing: Knowing,
  query: Query,
): Promise<{ readonly classes: readonly number[]; readonly cells: readonly Cell[]; readonly exact: boolean }> => {
  const cube = await readCube(knowing.database)
  const whole = cellFilter(query, knowing)
  const necessary = conjuncts(query).flatMap(condition => cellCondition(condition, knowing) ?? [])
  const cells = cube.filter(cell => (whole ? whole(cell) : necessary.every(filter => filter(cell))))
  return { classes: countBy(cells, cell => [cell.decayClass]).map(({ value }) => value), cells, exact: whole !== null }
}
