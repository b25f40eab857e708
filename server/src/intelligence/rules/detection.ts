/** The detection of a base rule: named selections and the condition over them, as one test over events. */

import type { FeedProblem } from '@keysguard/model'
import type { Say } from '../../kit/located-yaml.ts'
import { holds, readExpression } from './expression.ts'
import { readLine, type Test } from './match-value.ts'

export type ReadDetection =
  | { readonly ok: true; readonly test: Test }
  | { readonly ok: false; readonly problems: readonly FeedProblem[] }

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** `say` speaks of the document; the detection stands at `detection` in it. */
export const readDetection = (detection: Readonly<Record<string, unknown>>, say: Say): ReadDetection => {
  const { condition, ...selections } = detection
  const problems: FeedProblem[] = []
  const tests = new Map<string, Test>()
  for (const [name, selection] of Object.entries(selections)) {
    const test = readSelection(selection, (path, message) => problems.push(say(['detection', name, ...path], message)))
    tests.set(name, test)
  }
  if (tests.size === 0) problems.push(say(['detection'], 'has no selection'))
  if (Array.isArray(condition))
    problems.push(say(['detection', 'condition'], 'must be one text; a list of conditions is not supported'))
  else if (typeof condition !== 'string') problems.push(say(['detection'], 'condition is missing'))
  else {
    const read = readExpression(condition, [...tests.keys()])
    if (!read.ok) problems.push(say(['detection', 'condition'], read.message))
    else if (problems.length === 0)
      return { ok: true, test: fields => holds(read.expression, name => tests.get(name)?.(fields) ?? false) }
  }
  return { ok: false, problems }
}

type Complain = (path: readonly PropertyKey[], message: string) => void

/** A map is "all of these", a list of maps "one of these". */
const readSelection = (selection: unknown, complain: Complain): Test => {
  if (isMap(selection)) return readMap(selection, complain)
  if (Array.isArray(selection) && selection.length > 0 && selection.every(isMap)) {
    const tests = selection.map((each, index) => readMap(each, (path, message) => complain([index, ...path], message)))
    return fields => tests.some(test => test(fields))
  }
  complain([], 'must be a table of fields, or a list of such tables; words without a field are not supported')
  return () => false
}

const readMap = (map: Readonly<Record<string, unknown>>, complain: Complain): Test => {
  const tests: Test[] = []
  for (const [key, value] of Object.entries(map)) {
    const read = readLine(key, value)
    if (read.ok) tests.push(read.value)
    else complain([key], read.message)
  }
  if (Object.keys(map).length === 0) complain([], 'is empty')
  return fields => tests.every(test => test(fields))
}
