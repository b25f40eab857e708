/** YAML that people write, with the place of everything in it: what is wrong is said by line and column, counted from 1. Never throws. */
import type { FeedProblem } from '@keysguard/model'
import { type Document, isMap, isNode, isScalar, isSeq, LineCounter, parseAllDocuments } from 'yaml'
import type { z } from 'zod'

const MOST_ALIASES = 20
const MOST_PROBLEMS = 50

/** A problem at a path of the content: with the value there, or with its key. */
export type Say = (path: readonly PropertyKey[], message: string, wrong?: 'value' | 'key') => FeedProblem

export interface LocatedDocument {
  readonly content: unknown
  readonly say: Say
}

export type LocatedYaml =
  | { readonly ok: true; readonly documents: readonly LocatedDocument[] }
  | { readonly ok: false; readonly problems: readonly FeedProblem[] }

export interface YamlLimits {
  /** UTF-16 characters. */
  readonly longest: number
  readonly documents: number
}

interface Place {
  readonly line: number
  readonly column: number
}

const START: Place = { line: 1, column: 1 }

const refuse = (problems: readonly FeedProblem[]): LocatedYaml => ({ ok: false, problems: problems.slice(0, MOST_PROBLEMS) })

/** Reads up to `documents` documents; each has something in it. */
export const readLocatedYaml = (yaml: string, { longest, documents: most }: YamlLimits): LocatedYaml => {
  if (yaml.length > longest) return refuse([{ ...START, message: `longer than ${longest} characters` }])
  const lines = new LineCounter()
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return line === 0 ? START : { line, column: col }
  }
  try {
    const parsed = parseAllDocuments(yaml, { lineCounter: lines, prettyErrors: false, logLevel: 'silent' })
    const documents = 'empty' in parsed ? [] : [...parsed]
    const faults = documents.flatMap(({ errors }) => errors)
    if (faults.length > 0) return refuse(syntaxProblems(faults, placeAt))
    const beyond = documents[most]
    if (beyond) return refuse([{ ...placeAt(startOf(beyond.contents) ?? beyond.range[0]), message: TOO_MANY(most) }])
    const located = documents.flatMap(document => {
      const content: unknown = document.toJS({ maxAliasCount: MOST_ALIASES })
      return content === null || content === undefined ? [] : [{ content, say: sayer(document, placeAt) }]
    })
    return located.length === 0 ? refuse([{ ...START, message: 'there is nothing in it' }]) : { ok: true, documents: located }
  } catch (error) {
    // Aliases that multiply, and nesting no stack holds.
    return refuse([{ ...START, message: `cannot be read: ${error instanceof Error ? error.message : String(error)}` }])
  }
}

const TOO_MANY = (most: number): string =>
  most === 1 ? 'there is more than one document in it' : `there are more than ${most} documents in it`

const sayer =
  (document: Document, placeAt: (offset: number) => Place): Say =>
  (path, message, wrong = 'value') => {
    const { offset, name } = find(document, path, wrong)
    return { ...placeAt(offset), message: name === '' ? message : `${name}: ${message}` }
  }

/** A fault that repeats itself (a thousand open brackets) is said once. */
const syntaxProblems = (faults: Document['errors'], placeAt: (offset: number) => Place): FeedProblem[] => {
  const said = new Set<string>()
  return faults.flatMap(({ pos, message }) => {
    if (said.has(message)) return []
    said.add(message)
    return [{ ...placeAt(pos[0]), message: /call stack/.test(message) ? 'nested too deeply' : message.replace(/\n/g, ' ') }]
  })
}

/** One problem a key, each at its own key. */
export const problemsOf = (issue: z.core.$ZodIssue, say: Say): FeedProblem[] => {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map(key => say([...issue.path, key], 'is nothing that is known here', 'key'))
  if (issue.code === 'invalid_key') return [say(issue.path, issue.issues[0]?.message ?? 'is no name', 'key')]
  return [say(issue.path, issue.message)]
}

/** Words for what zod finds. */
export const worded: z.core.$ZodErrorMap = issue => {
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
