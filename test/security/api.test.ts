/** What docs promise about the API, T3 to T15 as far as they apply, made from the route table where they can be. */

import { request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type LiveEvent, may, ROLES, type Role } from '@keysguard/model'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { csvCell } from '../../server/src/api/export-formats.ts'
import { REST } from '../../server/src/api/rest.ts'
import { buildServer } from '../../server/src/api/server.ts'
import { inert } from '../../server/src/cli/output.ts'
import { createEgress } from '../../server/src/egress.ts'
import { Events } from '../../server/src/engines/events/events.ts'
import { fetcher } from '../../server/src/kit/parts.ts'
import { SourceRunner } from '../../server/src/runtime/source-runner.ts'
import { sources } from '../../server/src/sources/index.ts'
import { Accounts } from '../../server/src/store/accounts.ts'
import { prepare, settingsFor } from '../support/knowing.ts'
import { knowledgeFor } from '../support/knowledge.ts'
import { type FreshStore, stores } from '../support/stores.ts'

const PASSWORD = 'a-canary-password-4711'
const [[, fresh] = []] = stores

describe('the API', () => {
  let store: FreshStore
  let app: Awaited<ReturnType<typeof buildServer>>
  let accounts: Accounts
  const events = new Events()
  const tokens = new Map<Role, string>()
  const logged: string[] = []

  beforeAll(async () => {
    if (!fresh) throw new Error('there is no store to test on')
    store = await fresh()
    const knowing = await prepare(store.database, sources)
    const settings = await settingsFor(store.database)
    const runner = new SourceRunner({
      knowing,
      egress: createEgress({ allow: [] }),
      fetcher,
      registry: sources,
      settings,
      publish: event => events.publish(event),
      now: Date.now,
    })
    accounts = new Accounts(store.database, Date.now)
    await accounts.ensureAdmin(PASSWORD)
    for (const role of ROLES) tokens.set(role, await accounts.createToken('admin', role, role))
    app = await buildServer({
      knowledge: await knowledgeFor({ knowing, runner, settings, events }),
      accounts,
      dashboard: null,
      version: 'test',
      now: Date.now,
      onError: error => logged.push(String(error)),
    })
    await app.ready()
  })
  afterAll(async () => {
    await app.close()
    await store.drop()
  })

  const signIn = async (password = PASSWORD, account = 'admin', headers: Record<string, string> = {}) =>
    app.inject({ method: 'POST', url: '/api/v1/session', payload: { account, password }, headers })
  const cookieOf = (response: { headers: Record<string, unknown> }): string =>
    String(response.headers['set-cookie']).split(';')[0] ?? ''
  const urlOf = (path: string): string => `/api/v1${path.replace(':id', 'no-such-thing').replace(':name', 'nobody')}`

  it('exposes and describes every operation once', async () => {
    const { paths } = (await app.inject('/api/openapi.json')).json<{
      paths: Record<string, Record<string, { operationId: string }>>
    }>()
    const described = Object.values(paths).flatMap(methods => Object.values(methods).map(({ operationId }) => operationId))
    expect(new Set(described).size).toBe(described.length)
    for (const { operation } of REST) expect(described).toContain(operation.id)
  })

  describe.each(REST.map(route => [`${route.method} ${route.path}`, route] as const))(
    '%s',
    (_name, { method, path, operation }) => {
      it('T6: answers nobody who has not signed in', async () => {
        const response = await app.inject({ method, url: urlOf(path), ...(method === 'GET' ? {} : { payload: {} }) })
        expect(response.statusCode).toBe(401)
      })

      it('T6: answers each role as its permissions say', async () => {
        for (const role of ROLES) {
          const response = await app.inject({
            method,
            url: urlOf(path),
            headers: { authorization: `Bearer ${tokens.get(role)}` },
            ...(method === 'GET' ? {} : { payload: {} }),
          })
          const allowed = operation.access === 'signed-in' || may(role, operation.access)
          if (allowed) expect(response.statusCode).not.toBe(403)
          else expect(response.statusCode).toBe(403)
          expect(response.statusCode).toBeLessThan(500)
        }
      })

      it('T7: takes no other header for a right', async () => {
        const response = await app.inject({
          method,
          url: urlOf(path),
          headers: {
            'x-forwarded-for': '127.0.0.1',
            'x-forwarded-user': 'admin',
            'x-keysguard': '1',
            'x-user': 'admin',
            'x-role': 'admin',
            host: 'localhost',
          },
          ...(method === 'GET' ? {} : { payload: {} }),
        })
        expect(response.statusCode).toBe(401)
      })
    },
  )

  it('T3: says not-found for ids that are not there and bad-request for ids that cannot be', async () => {
    const headers = { authorization: `Bearer ${tokens.get('admin')}` }
    expect((await app.inject({ url: `/api/v1/indicators/${'0'.repeat(32)}`, headers })).statusCode).toBe(404)
    expect((await app.inject({ url: `/api/v1/indicators/x'--`, headers })).statusCode).toBe(400)
    expect((await app.inject({ method: 'POST', url: '/api/v1/sources/nothing/run', headers })).statusCode).toBe(404)
    expect((await app.inject({ method: 'DELETE', url: '/api/v1/users/nobody', headers })).statusCode).toBe(404)
  })

  it('T4: takes only the fields that are named', async () => {
    const headers = { authorization: `Bearer ${tokens.get('admin')}` }
    const response = await app.inject({
      method: 'PATCH',
      url: '/api/v1/sources/feodo',
      headers,
      payload: { paused: true, reliability: 'A', id: 'other', name: 'x' },
    })
    expect(response.json()).toMatchObject({ id: 'feodo', name: 'Feodo Tracker', paused: true })
  })

  it('T5: keeps no password or token as it is, and takes no stored value for a token', async () => {
    const rows = await store.database.query<{ all: string }>(
      `select row_to_json(a)::text as all from account a union all select row_to_json(x)::text from access x`,
    )
    const written = rows.map(row => row.all).join('\n')
    expect(written).not.toContain(PASSWORD)
    for (const token of tokens.values()) expect(written).not.toContain(token)
    const [stored] = await store.database.query<{ hash: string }>(`select hash from access limit 1`)
    expect((await app.inject({ url: '/api/v1/session', headers: { authorization: `Bearer ${stored?.hash}` } })).statusCode).toBe(
      401,
    )
  })

  it('T8: never lets a value become query language', async () => {
    const headers = { authorization: `Bearer ${tokens.get('viewer')}` }
    for (const q of [
      `'; drop table indicator; --`,
      `value:"' or 1=1 --"`,
      'under:x%27',
      `tag:"{1,2}'::int[]"`,
      `"%"`,
      'source:%00',
    ]) {
      expect((await app.inject({ url: `/api/v1/indicators?q=${encodeURIComponent(q)}`, headers })).statusCode).toBeLessThan(500)
    }
    expect((await app.inject({ url: '/api/v1/statistics', headers })).statusCode).toBe(200)
  })

  it('T9: answers a wrong name as a wrong password, then shuts the door for a while', async () => {
    const wrongName = (await signIn('some-other-password', 'nobody')).json()
    const wrongPassword = (await signIn('some-other-password')).json()
    expect(wrongName).toEqual(wrongPassword)
    let status = 0
    for (let attempt = 0; attempt < 12 && status !== 429; attempt += 1)
      status = (await signIn('some-other-password', 'somebody', { 'user-agent': `agent ${attempt}` })).statusCode
    expect(status).toBe(429)
  })

  it('T10: refuses a change that another site sends with our cookie', async () => {
    const cookie = cookieOf(await signIn())
    const send = (headers: Record<string, string>) =>
      app.inject({ method: 'DELETE', url: '/api/v1/sample', headers: { cookie, ...headers } })
    expect((await send({})).statusCode).toBe(403)
    expect((await send({ 'x-keysguard': '1', origin: 'https://evil.example' })).statusCode).toBe(403)
    expect((await send({ 'x-keysguard': '1', 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403)
    expect((await send({ 'x-keysguard': '1' })).statusCode).toBe(200)
  })

  it('T10: tells a stranger nothing about the inside', async () => {
    const response = await app.inject({
      url: '/api/v1/indicators?limit=abc',
      headers: { authorization: `Bearer ${tokens.get('viewer')}` },
    })
    expect(response.headers['content-type']).toContain('application/problem+json')
    expect(response.body).not.toMatch(/node_modules|\.ts|select |stack/i)
  })

  it('T11: sends strict headers with everything', async () => {
    for (const url of ['/healthz', '/api/v1/session', '/nothing']) {
      const { headers } = await app.inject(url)
      expect(String(headers['content-security-policy'])).toContain("default-src 'self'")
      expect(String(headers['content-security-policy'])).not.toContain('unsafe')
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['x-frame-options']).toBe('DENY')
    }
  })

  it('T11: disarms formulas in CSV and control characters on a terminal', () => {
    for (const text of ['=1+1', '+cmd', '-2', '@SUM(A1)']) expect(csvCell(text).startsWith("'")).toBe(true)
    expect(csvCell('say "hi", now')).toBe('"say ""hi"", now"')
    expect(inert('\u001b[31mred\u0007 \u202egnp.exe')).not.toMatch(/[\u001b\u0007\u202e]/)
  })

  it('T14: writes no secret into its log or its answers', async () => {
    await signIn(`${PASSWORD}-wrong`)
    const everything = JSON.stringify([logged, (await app.inject('/metrics')).body, (await app.inject('/api/openapi.json')).body])
    expect(everything).not.toContain(PASSWORD)
    for (const token of tokens.values()) expect(everything).not.toContain(token)
  })

  it('T15: ends the live stream of a session the moment it is revoked', async () => {
    await app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = app.server.address() as AddressInfo
    const { token, caller } = await accounts.signIn('admin', PASSWORD)
    const events_: LiveEvent[] = []
    await new Promise<void>((resolve, reject) => {
      const request = httpRequest(
        { port, host: '127.0.0.1', path: '/api/v1/live', headers: { cookie: `keysguard_session=${token}` } },
        response => {
          response.on('data', chunk => {
            for (const line of String(chunk).split('\n')) {
              if (!line.startsWith('data: ')) continue
              events_.push(JSON.parse(line.slice(6)) as LiveEvent)
              void accounts.revoke(caller.access ?? '')
            }
          })
          response.on('end', resolve)
          events.publish({ kind: 'run-started', source: 'feodo', at: new Date().toISOString() })
        },
      )
      request.on('error', reject)
      request.end()
    })
    expect(events_).toHaveLength(1)
    expect((await app.inject({ url: '/api/v1/session', headers: { cookie: `keysguard_session=${token}` } })).statusCode).toBe(401)
  })
})
