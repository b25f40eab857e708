import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { redactUrl } from './egress/redact.ts'
import { createEgress } from './egress.ts'

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
    const fetched = await createEgress({ allow: [large], sleep }).fetch({ ask: { url: `http://${large}/` }, maxBytes: 10_000 })
    await expect(read(fetched)).rejects.toMatchObject({ code: 'too-large' })
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
