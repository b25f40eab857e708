/** JSONPath (RFC 9535) as people write it into a declared feed: checked once, and only what is read in one pass over the document. */
import { type JsonValue, query } from 'jsonpath-rfc9535'
import parse from 'jsonpath-rfc9535/parser'
import { Problem } from '../problem.ts'

/** All values at a path of a decoded document. */
export type ReadPath = (document: unknown) => readonly unknown[]

export type CompiledPath = { readonly ok: true; readonly read: ReadPath } | { readonly ok: false; readonly reason: string }

const FUNCTIONS: ReadonlySet<unknown> = new Set(['count', 'length', 'value'])

type Node = Readonly<Record<string, unknown>>

/** A path as a function, or why it is none. */
export const compilePath = (path: string): CompiledPath => {
  let parsed: Node
  try {
    parsed = parse(path)
  } catch (error) {
    return { ok: false, reason: `"${path}" is no JSONPath: ${error instanceof Error ? error.message : String(error)}` }
  }
  const reason = tooMuch(parsed)
  if (reason !== null) return { ok: false, reason: `"${path}": ${reason}` }
  const steps = stepsOf(parsed)
  return { ok: true, read: steps ? document => walk(document, steps) : document => all(document, path) }
}

/** A path as people write it into a map: a JSONPath, or the name of a field, dotted where it lies deeper. Throws on what is no JSONPath. */
export const readerOf = (path: string): ReadPath => {
  if (!path.startsWith('$')) return document => named(document, path)
  const compiled = compilePath(path)
  if (!compiled.ok) throw new Problem('bad-request', `${compiled.reason}.`, { todo: 'Correct the path.' })
  return compiled.read
}

/** Names may have dots in them: a field of the whole name goes first. */
const named = (document: unknown, name: string): readonly unknown[] => {
  const whole = walk(document, [name])
  return whole.length > 0 || !name.includes('.') ? whole : walk(document, name.split('.'))
}

/** What could stall on a hostile document: patterns that backtrack, and searches within searches. */
const tooMuch = (path: Node): string | null => {
  let descents = 0
  let reason: string | null = null
  const visit = (value: unknown, filter: boolean): void => {
    if (Array.isArray(value)) for (const one of value) visit(one, filter)
    if (!isNode(value)) return
    if (value.type === 'DescendantSegment') descents += filter ? 2 : 1
    if (value.type === 'FunctionExpr' && !FUNCTIONS.has(value.name))
      reason = `the function ${String(value.name)}() is not available here; count, length and value are`
    if (value.type === 'JsonPathQuery' && filter) reason = 'a filter may look at its own item (@) only'
    const inside = filter || value.type === 'FilterSelector'
    for (const part of Object.values(value)) visit(part, inside)
  }
  visit(path, false)
  return reason ?? (descents > 1 ? '".." may stand once, and not in a filter' : null)
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value)

type Step = string | number

/** The names and positions of a path that leads to one place; null for any other. */
const stepsOf = ({ segments }: Node): readonly Step[] | null => {
  const steps: Step[] = []
  for (const segment of Array.isArray(segments) ? segments : []) {
    const step = isNode(segment) && segment.type === 'ChildSegment' && isNode(segment.node) ? stepOf(segment.node) : null
    if (step === null) return null
    steps.push(step)
  }
  return steps
}

const stepOf = (node: Node): Step | null => {
  const selectors = Array.isArray(node.selectors) ? node.selectors : [node]
  const [selector] = selectors
  if (selectors.length !== 1 || !isNode(selector)) return null
  const { type, value } = selector
  if ((type === 'MemberNameShorthand' || type === 'NameSelector') && typeof value === 'string') return value
  return type === 'IndexSelector' && typeof value === 'number' ? value : null
}

const walk = (document: unknown, steps: readonly Step[]): readonly unknown[] => {
  let value = document
  for (const step of steps) {
    if (typeof step === 'number') value = Array.isArray(value) ? value.at(step) : undefined
    else value = isNode(value) && Object.hasOwn(value, step) ? value[step] : undefined
    if (value === undefined) return []
  }
  return [value]
}

const all = (document: unknown, path: string): readonly unknown[] => {
  try {
    return query(document as JsonValue, path)
  } catch (cause) {
    throw new Problem('bad-feed', `${path} cannot be followed through the document.`, {
      todo: 'Look at the feed: it may be nested thousands of levels deep.',
      cause,
    })
  }
}
