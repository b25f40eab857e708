/** From YAML to a declaration, or to what is wrong with it, by line and column. Never throws. */
import type { FeedProblem } from '@keysguard/model'
import { type Document, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { Declaration } from './declaration.ts'

/** Longer ones are no declarations. */
export const LONGEST_YAML = 65_536
const MOST_ALIASES = 20
const MOST_PROBLEMS = 50

export type ReadDeclaration =
  | { readonly ok: true; readonly declaration: Declaration; readonly say: Say }
  | { readonly ok: false; readonly problems: readonly FeedProblem[] }

/** A problem at a path of the content: with the value there, or with its key. */
export type Say = (path: readonly PropertyKey[], message: string, wrong?: 'value' | 'key') => FeedProblem

interface Place {
  readonly line: number
  readonly column: number
}

const START: Place = { line: 1, column: 1 }

const refuse = (problems: readonly FeedProblem[]): ReadDeclaration => ({ ok: false, problems: problems.slice(0, MOST_PROBLEMS) })

export const readDeclaration = (yaml: string): ReadDeclaration => {
  if (yaml.length > LONGEST_YAML) return refuse([{ ...START, message: `longer than ${LONGEST_YAML} characters` }])
  const lines = new LineCounter()
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return line === 0 ? START : { line, column: col }
  }
  try {
    const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false, logLevel: 'silent' })
    if (document.errors.length > 0) return refuse(syntaxProblems(document, placeAt))
    const content: unknown = document.toJS({ maxAliasCount: MOST_ALIASES })
    if (content === null || content === undefined) return refuse([{ ...START, message: 'there is nothing in it' }])
    const say: Say = (path, message, wrong = 'value') => {
      const { offset, name } = find(document, path, wrong)
      return { ...placeAt(offset), message: name === '' ? message : `${name}: ${message}` }
    }
    const read = Declaration.safeParse(content, { error: worded })
    if (read.success) return { ok: true, declaration: read.data, say }
    return refuse(read.error.issues.flatMap(issue => problemsOf(issue, say)))
  } catch (error) {
    // Aliases that multiply, and nesting no stack holds.
    return refuse([{ ...START, message: `cannot be read: ${error instanceof Error ? error.message : String(error)}` }])
  }
}

/** A fault that repeats itself (a thousand open brackets) is said once. */
const syntaxProblems = (document: Document, placeAt: (offset: number) => Place): FeedProblem[] => {
  const said = new Set<string>()
  return document.errors.flatMap(({ pos, message }) => {
    if (said.has(message)) return []
    said.add(message)
    return [{ ...placeAt(pos[0]), message: /call stack/.test(message) ? 'nested too deeply' : message.replace(/\n/g, ' ') }]
  })
}

/** One problem a key, each at its own key. */
const problemsOf = (issue: z.core.$ZodIssue, say: Say): FeedProblem[] => {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map(key => say([...issue.path, key], 'is nothing that is known here', 'key'))
  if (issue.code === 'invalid_key') return [say(issue.path, issue.issues[0]?.message ?? 'is no name', 'key')]
  return [say(issue.path, issue.message)]
}

/** Words for what zod finds. */
const worded: z.core.$ZodErrorMap = issue => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : `must be ${KINDS[issue.expected] ?? issue.expected}`
    case 'invalid_value':
      return issue.input === undefined ? 'is missing' : `must be one of ${issue.values.map(String).join(', ')}`
    case 'invalid_union':
      return issue.input === undefined || issue.discriminator !== undefined ? unionWords(issue) : undefined
    case 'too_small':
      return issue.origin === 'string' && issue.minimum === 1 ? 'must not be empty' : `must be ${issue.minimum} or more`
    case 'too_big':
      return issue.origin === 'string' ? `must be ${issue.maximum} characters or fewer` : `must be ${issue.maximum} or less`
    default:
      return undefined
  }
}

const unionWords = ({ discriminator, options }: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidUnion>): string =>
  discriminator === undefined
    ? 'is missing'
    : `must be one of ${Array.isArray(options) ? options.map(String).join(', ') : 'those that are known'}`

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a table of names and values',
  record: 'a table of names and values',
}

/**
 * Where what is wrong at a path of the content begins, as near as it can be found: the value, the key of one that is not known, or the key
 * of the table that lacks it. The name ends at the text that stands there for a whole field.
 */
const find = (
  document: Document,
  path: readonly PropertyKey[],
  wrong: 'value' | 'key',
): { readonly offset: number; readonly name: string } => {
  let node: unknown = document.contents
  let offset = startOf(node) ?? 0
  let keyOffset = offset
  for (const [depth, step] of path.entries()) {
    if (isScalar(node)) return { offset, name: nameOf(path.slice(0, depth)) }
    const [key, child] = childOf(node, step)
    if (key === undefined && child === undefined) return { offset: keyOffset, name: nameOf(path) }
    offset = startOf(child) ?? startOf(key) ?? offset
    keyOffset = startOf(key) ?? offset
    node = child
  }
  return { offset: wrong === 'key' ? keyOffset : offset, name: nameOf(path) }
}

const nameOf = (path: readonly PropertyKey[]): string => path.map(String).join('.')

const childOf = (node: unknown, step: PropertyKey): readonly [unknown, unknown] => {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step))
    return [pair?.key, pair?.value]
  }
  return [undefined, isSeq(node) ? node.items[Number(step)] : undefined]
}

const startOf = (node: unknown): number | null => (isNode(node) ? (node.range?.[0] ?? null) : null)
