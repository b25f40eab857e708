/** The rules that ship with KeysGuard, as YAML beside the program. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Problem } from '../../problem.ts'

const MARK = 'independent_sources_agree.yml'

const rulesFolder = (): string => {
  for (let folder = dirname(fileURLToPath(import.meta.url)); folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'rules', MARK))) return join(folder, 'rules')
  }
  throw new Problem('internal', 'The rules are not where the program is.', { todo: 'Install KeysGuard again.' })
}

/** Their texts, by file. */
export const shippedRules = (): readonly string[] => {
  const folder = rulesFolder()
  return readdirSync(folder)
    .filter(name => name.endsWith('.yml'))
    .sort()
    .map(name => readFileSync(join(folder, name), 'utf8'))
}
