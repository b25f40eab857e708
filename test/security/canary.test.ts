/** T14: a canary in every secret of every source, providers that repeat all they are sent, and then a search of everything that was written. */
import { mkdtempSync, renameSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createMetrics } from '../../server/src/api/metrics.ts'
import { readConfig } from '../../server/src/config.ts'
import type { Source } from '../../server/src/kit/source.ts'
import { createLog } from '../../server/src/log.ts'
import { compose, type Running } from '../../server/src/main.ts'
import { asProblem } from '../../server/src/problem.ts'
import { sources } from '../../server/src/sources/index.ts'
import { freshStoreFolder } from '../support/stores.ts'

/** As text, encoded for addresses, and in base64 at any of its three offsets. */
const CANARY = /canary|Y2FuYXJ5|NhbmFye|jYW5hcn/i
const keyed = sources.filter(({ config }) => Object.values(config).some(({ kind }) => kind === 'secret'))
const BEHAVIOURS = ['refuses', 'is lost', 'repeats in JSON', 'repeats in lines', 'repeats what is no JSON', 'moves away'] as const
type Behaviour = (typeof BEHAVIOURS)[number]

interface Asked {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

const readAsked = async (request: IncomingMessage): Promise<Asked> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const { method = '', url = '', headers } = request
  return { method, url, headers, body: Buffer.concat(chunks).toString('utf8') }
}

const listen = (server: Server): Promise<string> =>
  new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve(`127.0.0.1:${(server.address() as AddressInfo).port}`)))

describe('a canary in every secret', () => {
  let folder: string
  let running: Running
  let behaviour: Behaviour = 'refuses'
  let home: string
  let elsewhere: string
  const written: string[] = []
  /** What came to the provider, and to the host that nobody configured. */
  const told: string[] = []
  const strayed: string[] = []

  const provider = createServer(async (request, response) => {
    const asked = await readAsked(request)
    const echo = JSON.stringify(asked)
    told.push(echo)
    const repeated = `${asked.url} ${echo}`
    switch (behaviour) {
      case 'refuses':
        response.writeHead(401).end(echo)
        return
      case 'is lost':
        response.writeHead(404).end(echo)
        return
      case 'repeats in JSON': {
        const rows = [{ ...asked, value: repeated, indicator: repeated, url: repeated }, repeated]
        response.end(
          JSON.stringify({
            data: rows,
            results: rows,
            response: rows,
            urls: rows,
            payloads: rows,
            objects: rows,
            error: repeated,
          }),
        )
        return
      }
      case 'repeats in lines':
        response.end(
          `# id,url\n${Array.from({ length: 5 }, (_, n) => `${n},${repeated.replaceAll('"', '').replaceAll(',', ' ')}`).join('\n')}\n`,
        )
        return
      case 'repeats what is no JSON':
        response.end(`${asked.headers.authorization ?? asked.url.split(/[?/]/).at(-1)} ${repeated}`)
        return
      case 'moves away':
        response.writeHead(302, { location: `http://${elsewhere}${asked.url}` }).end(echo)
    }
  })
  const foreign = createServer(async (request, response) => {
    strayed.push(JSON.stringify(await readAsked(request)))
    response.writeHead(404).end()
  })

  const valuesOf = ({ id, config }: Source): Record<string, string> =>
    Object.fromEntries(
      Object.entries(config).flatMap(([key, { kind, value }]) => {
        // With the path as declared: some put the key into it.
        const path = URL.canParse(value) ? new URL(value).pathname : ''
        if (kind === 'address') return [[key, `http://${home}/${id}/${key}${path}`]]
        return kind === 'secret' ? [[key, `canary-${id}-${key}/+ %&=x`]] : []
      }),
    )

  beforeAll(async () => {
    ;[home, elsewhere] = [await listen(provider), await listen(foreign)]
    folder = mkdtempSync(join(tmpdir(), 'keysguard-canary-'))
    renameSync(await freshStoreFolder(), join(folder, 'store'))
    const log = createLog('trace', { write: line => written.push(`log ${line}`) })
    const config = readConfig({ KEYSGUARD_DATA: folder, KEYSGUARD_OFFLINE: '1', KEYSGUARD_EGRESS_ALLOW: `${home},${elsewhere}` })
    running = await compose(config, log)
    running.knowledge.subscribe(event => written.push(`event ${JSON.stringify(event)}`))
  })
  afterAll(async () => {
    await running.close()
    for (const server of [provider, foreign]) {
      server.closeAllConnections()
      server.close()
    }
    rmSync(folder, { recursive: true, force: true })
  })

  const telling = async (what: string, work: () => Promise<unknown>): Promise<void> => {
    try {
      written.push(`${what} ${JSON.stringify(await work())}`)
    } catch (error) {
      const problem = asProblem(error)
      written.push(`${what} ${JSON.stringify(problem.details())} ${problem.stack} ${String(problem.cause)}`)
    }
  }

  it('reaches the providers, each in its own way', async () => {
    const { knowledge } = running
    const metrics = createMetrics(knowledge, 'test')
    for (const source of keyed) await knowledge.setSettings(source.id, valuesOf(source))
    for (const one of BEHAVIOURS) {
      behaviour = one
      for (const { id } of keyed) {
        await telling(`trial of ${id}`, () => knowledge.trySource(id, {}))
        await telling(`run of ${id}`, () => knowledge.runSource(id))
        await telling(`quarantine of ${id}`, () => knowledge.quarantine(id, 500))
        await telling(`replay of ${id}`, () => knowledge.replayQuarantine(id))
      }
    }
    await running.healthWatch.look()
    await telling('cards', () => knowledge.sources(Date.now()))
    await telling('overview', () => knowledge.overview(Date.now()))
    await telling('metrics', () => metrics.text())
    for (const { id } of keyed) expect([id, told.some(one => one.includes(`/${id}/`) && CANARY.test(one))]).toEqual([id, true])
  })

  it('is nowhere in what was logged, shown, counted or thrown', () => {
    expect(written.length).toBeGreaterThan(keyed.length * BEHAVIOURS.length)
    expect(written.filter(text => CANARY.test(text))).toEqual([])
  })

  it('is nowhere in the store', async () => {
    const { database } = running
    const tables = await database.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
    )
    expect(tables.length).toBeGreaterThan(15)
    for (const { name } of tables) {
      const rows = await database.query<{ text: string }>(`select t::text as text from "${name}" t`)
      expect([name, rows.filter(({ text }) => CANARY.test(text))]).toEqual([name, []])
    }
  })

  it('went to no host that nobody configured', () => {
    expect(strayed.filter(one => CANARY.test(one))).toEqual([])
  })
})
