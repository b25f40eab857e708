/** Some providers take their key in the address: no reason that a run gives may show it. */
import { expect, it } from 'vitest'
import { createEgress } from '../../server/src/egress.ts'
import { pulsedive } from '../../server/src/sources/pulsedive.ts'
import { shodan } from '../../server/src/sources/shodan.ts'
import { startProvider } from '../support/provider-stub.ts'
import { partsOf } from '../support/read-sample.ts'

const KEY = 'k3y-that-opens-doors'

for (const source of [shodan, pulsedive]) {
  it(`${source.id}: the key is in what is asked, and in no reason for a failure`, async () => {
    const provider = await startProvider({
      '/denied': () => ({ status: 401, body: { error: 'Invalid API key' } }),
      '/limited': () => ({ status: 429, body: { error: 'Slow down' } }),
      '/broken': () => ({ status: 500, body: 'no' }),
      '/elsewhere': ({ url }) => ({ status: 302, headers: { location: `/elsewhere${url.search}` }, body: '' }),
    })
    const egress = createEgress({ allow: [new URL(provider.url).host], sleep: async () => undefined })
    const reasonOf = async (base: string): Promise<string> => {
      const [part] = partsOf(source, { url: base, key: KEY })
      expect(part?.url).toContain(KEY)
      const failed = await egress.fetch({ ask: { url: part?.url ?? '' } }).catch((error: unknown) => error)
      if (!(failed instanceof Error)) throw new Error(`${base} did not fail`)
      return `${failed.message} ${JSON.stringify(failed)}`
    }
    try {
      for (const path of ['denied', 'limited', 'broken', 'elsewhere'])
        expect(await reasonOf(`${provider.url}/${path}`), path).not.toContain(KEY)
    } finally {
      await provider.close()
    }
    expect(await reasonOf(`${provider.url}/denied`), 'nobody there').not.toContain(KEY)
    expect(await reasonOf('https://192.0.2.1/refused'), 'not to be asked').not.toContain(KEY)
  })
}
