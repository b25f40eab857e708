/** From YAML to a declaration, or to what is wrong with it, by line and column. Never throws. */
import type { FeedProblem } from '@keysguard/model'
import { problemsOf, readLocatedYaml, type Say, worded } from '../../kit/located-yaml.ts'
import { Declaration } from './declaration.ts'

/** Longer ones are no declarations. */
export const LONGEST_YAML = 65_536
const MOST_PROBLEMS = 50

export type ReadDeclaration =
  | { readonly ok: true; readonly declaration: Declaration; readonly say: Say }
  | { readonly ok: false; readonly problems: readonly FeedProblem[] }

export const readDeclaration = (yaml: string): ReadDeclaration => {
  const located = readLocatedYaml(yaml, { longest: LONGEST_YAML, documents: 1 })
  if (!located.ok) return located
  const [{ content, say } = NOTHING] = located.documents
  const read = Declaration.safeParse(content, { error: worded })
  if (read.success) return { ok: true, declaration: read.data, say }
  return { ok: false, problems: read.error.issues.flatMap(issue => problemsOf(issue, say)).slice(0, MOST_PROBLEMS) }
}

const NOTHING = { content: undefined, say: (): FeedProblem => ({ line: 1, column: 1, message: 'there is nothing in it' }) }
