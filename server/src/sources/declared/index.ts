/** Feeds that people declare: from YAML to a source. */
import type { FeedCheck, FeedProblem } from '@keysguard/model'
import type { Source } from '../../kit/source.ts'
import { declaredSource } from './declared-source.ts'
import { readDeclaration } from './read-declaration.ts'

export { draftFeed } from './draft.ts'

export type ReadFeed =
  | { readonly ok: true; readonly source: Source }
  | { readonly ok: false; readonly problems: readonly FeedProblem[] }

/** Reads a declaration. `taken` are ids of sources that ship with KeysGuard. Never throws. */
export const readFeed = (yaml: string, taken: ReadonlySet<string>): ReadFeed => {
  const read = readDeclaration(yaml)
  if (!read.ok) return read
  const { declaration, say } = read
  if (taken.has(declaration.id))
    return { ok: false, problems: [say(['id'], `${declaration.id} is a source that ships with KeysGuard`)] }
  return { ok: true, source: declaredSource(declaration) }
}

/** What is wrong with a declaration, for people. */
export const checkFeed = (yaml: string, taken: ReadonlySet<string>): FeedCheck => {
  const read = readFeed(yaml, taken)
  return read.ok
    ? { ok: true, problems: [], source: { id: read.source.id, name: read.source.name } }
    : { ok: false, problems: [...read.problems], source: null }
}
