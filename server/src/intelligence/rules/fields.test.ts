import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { FIELDS } from './fields.ts'

const GUIDE = new URL('../../../../docs/guides/rules.md', import.meta.url)

/** The table of the guide, as it should be. */
const table = (): string =>
  Object.entries(FIELDS)
    .map(([name, { kind, says }]) => `| \`${name}\` | ${kind} | ${says} |`)
    .join('\n')

it('the guide tells of every field', () => {
  const [, shown] =
    /<!-- fields -->\n\| field .*\n\|---\|---\|---\|\n([\s\S]*)\n<!-- \/fields -->/.exec(readFileSync(GUIDE, 'utf8')) ?? []
  expect(shown).toBe(table())
})
