/** `keysguard entities` as people and programs use it. */
import type { EntityDetail, SamePair } from '@keysguard/model'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { linesOf, type ServedCommandLine, servedCommandLine } from '../support/command-line.ts'

describe('keysguard entities', async () => {
  let run: ServedCommandLine['run']
  let drop: ServedCommandLine['drop']
  beforeAll(async () => {
    const served = await servedCommandLine()
    ;({ run, drop } = served)
    const ingested = await run(
      ['ingest', '-', '--name', 'list', '--format', 'csv'],
      'domain,malware\nrat-sample.com,Emotet\ntwo-sample.com,heodo\n',
    )
    expect(ingested).toMatchObject({ code: 0 })
    await served.catchUp()
  })
  afterAll(() => drop())

  it('finds an actor by an alias, however it is written', async () => {
    const { out, code } = await run(['entities', 'search', 'fancy', 'bear'])
    expect([code, out]).toEqual([0, expect.stringMatching(/^KIND +NAME .*\nactor +APT28 /)])
    const found = await run(['entities', 'search', 'nobody is called so'])
    expect(found).toMatchObject({ code: 0, out: '', err: 'Nothing goes by this name.\n' })
  })

  it('lists those of which most is seen, one a line for programs', async () => {
    const found = linesOf((await run(['entities', '--kind', 'malware', '--limit', '2', '--json'])).out)
    expect(found).toHaveLength(2)
    expect(found[0]).toMatchObject({ kind: 'malware', name: 'Emotet', indicators: { count: 2, exact: true } })
  })

  it('shows one with its names, indicators and techniques', async () => {
    const { out } = await run(['entities', 'show', 'malware', 'Emotet'])
    expect(out).toMatch(/^Emotet +Malware, S0367\n/)
    expect(out).toContain('2 indicators, seen from')
    expect(out).toContain('rat-sample.com')
    expect(out).toContain('\nTechniques\n')
    const detail = JSON.parse((await run(['entities', 'show', 'actor', 'fancy bear', '--json'])).out) as EntityDetail
    expect(detail).toMatchObject({ kind: 'actor', id: 'apt28', attack: { id: 'G0007' } })
    expect(detail.names.map(({ name }) => name)).toContain('Sofacy')
  })

  it('shows only what a marking opens', async () => {
    const { out } = await run(['entities', 'show', 'malware', 'emotet', '--tlp', 'clear'])
    expect(out).toContain('0 indicators')
    expect(out).not.toContain('rat-sample.com')
  })

  it('decides about two that may be the same, and takes that back', async () => {
    const [pair] = linesOf((await run(['entities', 'same', 'malware', '--limit', '1', '--json'])).out) as SamePair[]
    const { a, b } = pair!
    expect((await run(['entities', 'same', 'malware', '--limit', '1'])).out).toContain(`${a.name} and ${b.name}`)
    const decide = (word: string) => run(['entities', 'same', a.kind, a.id, b.id, '--decide', word, '--reason', 'a test'])
    expect((await decide('same')).err).toMatch(/ are the same now\.\n$/)
    expect((await run(['entities', 'show', b.kind, b.id])).out).toContain('decided to be the same')
    expect((await decide('undone')).err).toMatch(/ are undecided again\.\n$/)
  })

  it('ends with the code that says what happened', async () => {
    expect(await run(['entities', 'show', 'actor', 'nobody'])).toMatchObject({
      code: 3,
      err: expect.stringContaining('entities search'),
    })
    expect((await run(['entities', 'show', 'planet', 'mars'])).code).toBe(2)
    expect((await run(['entities', 'same', 'actor', 'apt28', '--decide', 'same'])).code).toBe(2)
  })
})
