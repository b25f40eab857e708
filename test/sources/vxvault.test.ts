import { describe, expect, it } from 'vitest'
import { vxvault } from '../../server/src/sources/vxvault.ts'
import { readSample } from '../support/read-sample.ts'
import { onRealPayload } from '../support/real-payloads.ts'

describe('VX Vault', () => {
  it('reads the list in the page, with what is escaped in it', async () => {
    const { observed, refused } = await readSample(vxvault)
    expect([observed.length, refused]).toEqual([40, []])
    expect(observed.some(({ value }) => value.endsWith('/a.php?id=7&x=1'))).toBe(true)
  })

  it('does not take another page for an empty list', async () => {
    for (const page of ['<!doctype html><html><body><form>Sign in</form></body></html>', '<div>Down for maintenance</div>'])
      await expect(readSample(vxvault, { body: Buffer.from(page) })).rejects.toMatchObject({ code: 'bad-feed' })
    expect((await readSample(vxvault, { body: Buffer.from('<pre>\nDown for maintenance\n</pre>') })).refused).toHaveLength(1)
  })
})

onRealPayload('vxvault/URL_List-page.txt', 'reads a page', async body => {
  const { observed, refused } = await readSample(vxvault, { body })
  expect([observed.map(({ value }) => value), refused]).toEqual([['http://example.com/bad/program.exe'], []])
})

onRealPayload('vxvault/URL_List.txt', 'reads the list without its page', async body => {
  const { rows, observed } = await readSample(vxvault, { body })
  expect(rows.length).toBeGreaterThanOrEqual(9)
  expect(observed).toHaveLength(rows.length)
})
