import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { redactUrl } from './egress/redact.ts'
import { createEgress } from './egress.ts'
import type { Ask } from './kit/rows.ts'
import { Problem } from './problem.ts'

const open: Server[] = []
const serve = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener)
  open.push(server)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}
afterEach(async () => {
  for (const server of open.splice(0)) {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  }
})
const sleep = async (): Promise<void> => undefined
const read = async (fetched: Awaited<ReturnType<ReturnType<typeof createEgress>['fetch']>>): Promise<string> => {
  if (fetched.unchanged) return 'unchanged'
  const chunks: Uint8Array[] = []
  for await (const chunk of fetched.body) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

describe('T2: the one way out', () => {
  const egress = createEgress({ allow: [], sleep })
  it.each([
    'http://127.0.0.1/',
    'http://localhost/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://127.1/',
    'http://10.0.0.1/',
    'http://172.16.3.4/',
    'http://192.168.1.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://100.64.0.1/',
    'http://0.0.0.0/',
    'http://224.0.0.1/',
    'http://198.18.0.1/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:10.0.0.1]/',
    'http://[fe80::1]/',
    'http://[fc00::1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://user:secret@example.com/',
    'file:///etc/passwd',
    'ftp://example.com/',
    'gopher://127.0.0.1/',
  ])('refuses %s', async url => {
    await expect(egress.fetch({ ask: { url } })).rejects.toMatchObject({ code: 'egress-refused' })
  })

  it('refuses a redirect to a private address', async () => {
    const host = await serve((_request, response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end())
    await expect(createEgress({ allow: [host], sleep }).fetch({ ask: { url: `http://${host}/` } })).rejects.toMatchObject({
      code: 'egress-refused',
    })
  })

  it('allows a host only on the port that was named', async () => {
    const named = await serve((_request, response) => response.end('here'))
    const other = await serve((_request, response) => response.end('not here'))
    const allowed = createEgress({ allow: [named], sleep })
    expect(await read(await allowed.fetch({ ask: { url: `http://${named}/` } }))).toBe('here')
    await expect(allowed.fetch({ ask: { url: `http://${other}/` } })).rejects.toMatchObject({ code: 'egress-refused' })
  })

  it('takes no key along to another host, in a header, an address or a path', async () => {
    const seen: string[] = []
    const other = await serve((request, response) => {
      seen.push(`${request.url} ${JSON.stringify(request.headers)}`)
      response.end('elsewhere')
    })
    const first = await serve((request, response) =>
      response.writeHead(307, { location: `http://${other}${request.url === '/plain' ? '/plain' : request.url}` }).end(),
    )
    const away = createEgress({ allow: [first, other], sleep })
    const credentials = { secrets: ['canary/1+x'], origins: [`http://${first}`] }
    const headers = { 'x-api-key': 'canary/1+x' }
    await away.fetch({ ask: { url: `http://${first}/plain`, headers, method: 'POST', body: 'canary/1+x' }, credentials })
    for (const path of ['?key=canary%2F1%2Bx', 'files/canary%2F1%2Bx/all.csv', '?key=canary/1%2Bx'])
      await expect(away.fetch({ ask: { url: `http://${first}/${path}` }, credentials })).rejects.toMatchObject({
        code: 'egress-refused',
      })
    expect(seen).toHaveLength(1)
    expect(seen.join()).not.toContain('canary')
  })

  it('sends credentials only where they belong, wherever a next page leads', async () => {
    const host = await serve((_request, response) => response.end('here'))
    const home = createEgress({ allow: [host], sleep })
    const credentials = { secrets: ['canary-key'], origins: ['http://home.example'] }
    const basic = `Basic ${Buffer.from('me:canary-key').toString('base64')}`
    const url = `http://${host}/`
    for (const ask of [
      { url, headers: { authorization: basic } },
      { url, body: '{"token":"canary-key"}' },
      { url: `${url}?auth-key=canary-key` },
      { url, token: { url: 'http://home.example/token', clientId: 'a', clientSecret: 'canary-key' } },
    ])
      await expect(home.fetch({ ask, credentials })).rejects.toMatchObject({ code: 'egress-refused' })
    expect(await read(await home.fetch({ ask: { url }, credentials }))).toBe('here')
  })

  it('blames the key only when one went along', async () => {
    const other = await serve((_request, response) => response.writeHead(401).end())
    const host = await serve((request, response) =>
      request.url === '/away' ? response.writeHead(302, { location: `http://${other}/` }).end() : response.writeHead(401).end(),
    )
    const allowed = createEgress({ allow: [host, other], sleep })
    const credentials = { secrets: ['canary-key'], origins: [`http://${host}`] }
    const headers = { 'x-api-key': 'canary-key' }
    const todoOf = async (ask: Ask): Promise<string> =>
      allowed.fetch({ ask, credentials }).then(
        () => 'answered',
        error => (error instanceof Problem ? `${error.code}: ${error.todo}` : String(error)),
      )
    const unkeyed = /^unauthorised: It wants a key/
    expect(await todoOf({ url: `http://${host}/list.csv` })).toMatch(unkeyed)
    expect(await todoOf({ url: `http://${host}/list.csv`, headers })).toMatch(/^unauthorised: It does not take the key/)
    expect(await todoOf({ url: `http://${host}/list.csv?auth-key=canary-key` })).toMatch(
      /^unauthorised: It does not take the key/,
    )
    expect(await todoOf({ url: `http://${host}/away`, headers })).toMatch(unkeyed)
  })

  it('says what is wrong without the key in the path', async () => {
    const host = await serve((_request, response) => response.writeHead(404).end())
    const ask = { url: `http://${host}/data/canary%2F1/list.json` }
    const fetched = createEgress({ allow: [host], sleep }).fetch({
      ask,
      credentials: { secrets: ['canary/1'], origins: [`http://${host}`] },
    })
    await expect(fetched).rejects.toMatchObject({ message: `http://${host}/data/hidden/list.json answered 404.` })
  })

  it('hides what opens doors in an address', () => {
    expect(redactUrl('https://user:pass@x.org/a?auth-key=s3cret&q=1')).toBe('https://x.org/a?auth-key=hidden&q=1')
  })
})

describe('fetching', () => {
  it('asks "changed since?" and reads the answer', async () => {
    const host = await serve((request, response) => {
      if (request.headers['if-none-match'] === '"a"') response.writeHead(304).end()
      else response.writeHead(200, { etag: '"a"' }).end('body')
    })
    const egress = createEgress({ allow: [host], sleep })
    const first = await egress.fetch({ ask: { url: `http://${host}/` } })
    if (first.unchanged) throw new Error('a first answer cannot be unchanged')
    expect(await read(first)).toBe('body')
    expect(await egress.fetch({ ask: { url: `http://${host}/` }, validators: first.validators })).toEqual({ unchanged: true })
  })

  it('tries again after a server error, and gives up with the status', async () => {
    let asked = 0
    const host = await serve((_request, response) => {
      asked += 1
      response.writeHead(500).end()
    })
    await expect(createEgress({ allow: [host], sleep }).fetch({ ask: { url: `http://${host}/` } })).rejects.toMatchObject({
      code: 'unreachable',
    })
    expect(asked).toBe(3)
  })

  it.each([400, 404, 410, 422])('does not ask again after %d: it would be the same', async status => {
    let asked = 0
    const host = await serve((_request, response) => {
      asked += 1
      response.writeHead(status).end()
    })
    await expect(createEgress({ allow: [host], sleep }).fetch({ ask: { url: `http://${host}/` } })).rejects.toMatchObject({
      code: 'unreachable',
    })
    expect(asked).toBe(1)
  })

  it.each([
    [429, { 'x-rate-limit-reset-after': '7' }, 7_000],
    [503, { 'retry-after': '5' }, 5_000],
    [509, {}, 0],
    [403, { 'x-ratelimit-remaining': '0' }, 0],
  ] as const)('takes %d with %j for being asked to wait', async (status, headers, retryAfterMs) => {
    const host = await serve((_request, response) => response.writeHead(status, headers).end())
    await expect(createEgress({ allow: [host], sleep }).fetch({ ask: { url: `http://${host}/` } })).rejects.toMatchObject({
      code: 'rate-limited',
      retryAfterMs,
    })
  })

  it('gives up on a server that takes the connection and stays silent', async () => {
    const host = await serve(() => undefined)
    const impatient = createEgress({ allow: [host], sleep, timeouts: { headersMs: 100 } })
    await expect(impatient.fetch({ ask: { url: `http://${host}/` } })).rejects.toMatchObject({
      code: 'unreachable',
      message: `http://${host}/ takes connections and stays silent.`,
    })
  })

  it('gives up on a body that stops in the middle', async () => {
    const host = await serve((_request, response) => response.writeHead(200).write('half'))
    const impatient = createEgress({ allow: [host], sleep, timeouts: { idleMs: 100 } })
    const fetched = await impatient.fetch({ ask: { url: `http://${host}/` } })
    await expect(read(fetched)).rejects.toMatchObject({ code: 'unreachable' })
  })

  it('ends with what the signal says, before the answer and in the middle of it', async () => {
    const host = await serve((request, response) => {
      if (request.url === '/body') response.writeHead(200).write('half')
    })
    const late = new Problem('unreachable', 'Too late.', { todo: '' })
    const patient = createEgress({ allow: [host], sleep })
    for (const path of ['/', '/body']) {
      const controller = new AbortController()
      setTimeout(() => controller.abort(late), 100)
      const fetched = patient.fetch({ ask: { url: `http://${host}${path}` }, signal: controller.signal })
      await expect(fetched.then(read)).rejects.toBe(late)
    }
  })

  it('caps what comes over the wire, however small it becomes, and what announces to be too large', async () => {
    // Empty blocks of stored data: megabytes that decode to nothing.
    const empty = Buffer.concat([
      Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]),
      Buffer.alloc(500_000).fill(Buffer.from([0, 0, 0, 0xff, 0xff])),
    ])
    const wire = await serve((_request, response) => response.end(empty))
    const announced = await serve((_request, response) => response.writeHead(200, { 'content-length': 1_000_000 }).write('a'))
    for (const host of [wire, announced]) {
      const fetched = createEgress({ allow: [host], sleep }).fetch({ ask: { url: `http://${host}/` }, maxBytes: 100_000 })
      await expect(fetched.then(read)).rejects.toMatchObject({ code: 'too-large' })
    }
  })

  it('passes on how long a server asks to wait', async () => {
    const host = await serve((_request, response) => response.writeHead(429, { 'retry-after': '90' }).end())
    await expect(createEgress({ allow: [host], sleep }).fetch({ ask: { url: `http://${host}/` } })).rejects.toMatchObject({
      code: 'rate-limited',
      retryAfterMs: 90_000,
    })
  })

  it('unpacks gzip by its first bytes, whatever the headers say', async () => {
    const host = await serve((_request, response) => response.end(gzipSync('packed')))
    expect(await read(await createEgress({ allow: [host], sleep }).fetch({ ask: { url: `http://${host}/feed.gz` } }))).toBe(
      'packed',
    )
  })

  it('ends a body that is larger than allowed, and one that breaks off', async () => {
    const large = await serve((_request, response) => response.end(Buffer.alloc(100_000)))
    const fetched = createEgress({ allow: [large], sleep }).fetch({ ask: { url: `http://${large}/` }, maxBytes: 10_000 })
    await expect(fetched.then(read)).rejects.toMatchObject({ code: 'too-large' })
    const broken = await serve((request, response) => {
      response.writeHead(200, { 'content-length': 1_000 })
      response.write('half', () => request.socket.destroy())
    })
    await expect(
      createEgress({ allow: [broken], sleep })
        .fetch({ ask: { url: `http://${broken}/` } })
        .then(read),
    ).rejects.toMatchObject({ code: 'truncated' })
  })
})
