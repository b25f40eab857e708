/** Each enricher that asks over HTTP against its provider as replay plays it: known, not known, without its key, and everything that goes wrong. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { enrichers } from '../../server/src/enrichers/index.ts'
import { rdap } from '../../server/src/enrichers/rdap.ts'
import type { Subject } from '../../server/src/kit/enricher.ts'
import type { ProblemCode } from '../../server/src/problem.ts'
import type { Fault } from '../../server/src/replay/faults.ts'
import { type Replay, startReplay } from '../../server/src/replay/replay-server.ts'
import { putQuestion } from '../../server/src/runtime/enrichment/put-question.ts'
import { sources } from '../../server/src/sources/index.ts'
import { about, askReplay, outsideTo, SAMPLE_DAY } from '../support/enriching.ts'
import { startProvider } from '../support/provider-stub.ts'

const asking = enrichers.filter(({ kind }) => kind === 'asks')

const LOADER = 'a1c3b2fd9438a98f8eee00fdaa44fa053fe03c13651aa2681f7036f807822f65'
const NO_FILE = '0'.repeat(64)
const HOST = about('ipv4', '198.51.100.20')
const NO_HOST = about('ipv4', '198.51.100.1')

/** Something the sample knows, and something it does not; null where a provider has an answer for everything. */
const SUBJECTS: Readonly<Record<string, readonly [Subject, Subject | null]>> = {
  'abuseipdb-check': [HOST, null],
  'circl-hashlookup': [
    about('sha256', '4fac00516ce98308dc28ae7237de63c0680f5d5bf1a06e5c60b9fddf25ec06ee'),
    about('sha256', NO_FILE),
  ],
  'greynoise-community': [HOST, NO_HOST],
  'hybrid-analysis-lookup': [about('sha256', LOADER), about('domain', 'quiet-sample.org')],
  internetdb: [HOST, NO_HOST],
  'kev-epss': [about('cve', 'CVE-2023-44487'), about('cve', 'CVE-2026-0001')],
  'otx-general': [HOST, about('domain', 'quiet-sample.org')],
  rdap: [about('domain', 'panel.kestrel-sample.com'), about('domain', 'quiet-sample.org')],
  'shodan-host': [HOST, NO_HOST],
  'urlscan-search': [about('domain', 'panel.kestrel-sample.com'), about('domain', 'quiet-sample.org')],
  'virustotal-lookup': [about('sha256', LOADER), about('sha256', NO_FILE)],
}

const FAULTS: Readonly<Partial<Record<Fault, ProblemCode>>> = {
  'status-401': 'unauthorised',
  'status-429': 'rate-limited',
  'status-500': 'unreachable',
  reset: 'unreachable',
  truncated: 'truncated',
  html: 'bad-feed',
  empty: 'bad-feed',
}

describe('enrichers', () => {
  it('have names of their own, which no source has', () => {
    const ids = [...enrichers, ...sources].map(({ id }) => id)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  })

  it('are automatic only when they tell nobody', () => {
    expect(enrichers.filter(({ automatic, tells }) => automatic && tells !== 'nobody')).toEqual([])
  })
})

describe.each(asking.map(enricher => [enricher.id, enricher] as const))('%s', (id, enricher) => {
  let replay: Replay
  const subjects = SUBJECTS[id]
  if (!subjects) throw new Error(`no subjects for ${id}: name one that its sample knows and one that it does not`)
  const [known, unknown] = subjects
  const secrets = Object.entries(enricher.config).filter(([, { kind }]) => kind === 'secret')

  beforeAll(async () => {
    replay = await startReplay({ now: SAMPLE_DAY })
  })
  afterAll(() => replay.close())

  it('knows what its sample knows, in facts with labels', async () => {
    const found = await askReplay(enricher, known, replay)
    expect(found?.facts.length).toBeGreaterThan(0)
    for (const { label, text } of found?.facts ?? []) expect([label, text].every(part => part.trim() !== '')).toBe(true)
  })

  it.runIf(unknown !== null)('says that it does not know', async () => {
    expect(unknown && (await askReplay(enricher, unknown, replay))).toBeNull()
  })

  it.runIf(secrets.some(([, { required }]) => required))('is refused with a wrong key', async () => {
    const wrong = Object.fromEntries(secrets.map(([key]) => [key, 'wrong']))
    await expect(askReplay(enricher, known, replay, wrong)).rejects.toMatchObject({ code: 'unauthorised' })
  })

  it.each(Object.entries(FAULTS) as [Fault, ProblemCode][])('%s', async (fault, code) => {
    replay.fault(id, fault)
    try {
      await expect(askReplay(enricher, known, replay)).rejects.toMatchObject({ code })
    } finally {
      replay.fault(id, null)
    }
  })
})

describe('"not known"', () => {
  const asked = async (body: string) => {
    const provider = await startProvider({ '/domain/quiet-sample.org': () => ({ status: 404, body }) })
    const values = { url: provider.url }
    try {
      return await putQuestion(
        {
          enricher: rdap,
          subject: about('domain', 'quiet-sample.org'),
          values,
          signal: AbortSignal.timeout(10_000),
          now: SAMPLE_DAY,
        },
        outsideTo(provider.url),
      )
    } finally {
      await provider.close()
    }
  }

  it('may come without a word', async () => {
    expect(await asked('')).toBeNull()
  })

  it('is not what a web page says', async () => {
    await expect(asked('<!doctype html><html><body>404 page not found</body></html>')).rejects.toMatchObject({
      code: 'bad-feed',
      message: expect.stringContaining('RDAP registration answered in another form'),
    })
  })
})
