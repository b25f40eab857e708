/** The examples of the guide are declarations that check. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkFeed } from '../../server/src/sources/declared/index.ts'

const GUIDE = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'guides', 'declare-a-feed.md'), 'utf8')
const EXAMPLES = [...GUIDE.matchAll(/```yaml\n([\s\S]*?)```/g)].map(
  ([, yaml = '']) => [/^id: (.*)/.exec(yaml)?.[1] ?? yaml, yaml] as const,
)

describe('the guide to declaring a feed', () => {
  it('has examples', () => expect(EXAMPLES.length).toBeGreaterThanOrEqual(3))

  it.each(EXAMPLES)('%s is right', (_, yaml) => {
    expect(checkFeed(yaml, new Set()).problems).toEqual([])
  })
})
