/** What is asked of name servers and TLS servers, against some on this machine. */
import { type AddressInfo, createServer as createPlainServer, type Server } from 'node:net'
import { createServer } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createNetwork } from '../../server/src/egress/network.ts'
import { dns } from '../../server/src/enrichers/dns.ts'
import { tlsCertificate } from '../../server/src/enrichers/tls-certificate.ts'
import type { Enricher, Subject } from '../../server/src/kit/enricher.ts'
import type { Values } from '../../server/src/kit/settings.ts'
import { putQuestion } from '../../server/src/runtime/enrichment/put-question.ts'
import { about, factsOf, outsideTo } from '../support/enriching.ts'
import { type NameServer, startNameServer } from '../support/name-server.ts'
import { selfSigned } from '../support/self-signed.ts'

const DAY_MS = 86_400_000

const ask = (enricher: Enricher, subject: Subject, values: Values, ...allow: readonly string[]) =>
  putQuestion(
    { enricher, subject, values, signal: AbortSignal.timeout(15_000), now: Date.now() },
    { ...outsideTo(), network: createNetwork({ allow }) },
  )

describe('DNS', () => {
  let server: NameServer
  beforeAll(async () => {
    server = await startNameServer({
      'panel.kestrel-sample.com': {
        A: ['198.51.100.20', '198.51.100.21'],
        AAAA: ['2001:db8:77::20'],
        MX: ['20 backup.kestrel-sample.com', '10 mail.kestrel-sample.com'],
        NS: ['ns1.kestrel-sample.com'],
        TXT: ['v=spf1 -all'],
      },
      '20.100.51.198.in-addr.arpa': { PTR: ['panel.kestrel-sample.com'] },
    })
  })
  afterAll(() => server.close())

  it('tells the records of a name, and what they lead to', async () => {
    const found = await ask(dns, about('domain', 'panel.kestrel-sample.com'), { servers: server.address })
    expect(factsOf(found)).toEqual({
      A: '198.51.100.20, 198.51.100.21',
      AAAA: '2001:db8:77::20',
      MX: '10 mail.kestrel-sample.com, 20 backup.kestrel-sample.com',
      NS: 'ns1.kestrel-sample.com',
      TXT: 'v=spf1 -all',
    })
    expect(found?.related).toContainEqual({ type: 'domain', value: 'mail.kestrel-sample.com' })
  })

  it('tells the names of an address, also of a URL that has one', async () => {
    for (const subject of [about('ipv4', '198.51.100.20'), about('url', 'http://198.51.100.20/x')])
      expect(factsOf(await ask(dns, subject, { servers: server.address })).PTR).toBe('panel.kestrel-sample.com')
  })

  it('knows the difference between "not there" and "no answer"', async () => {
    expect(await ask(dns, about('domain', 'gone.kestrel-sample.com'), { servers: server.address })).toBeNull()
    await expect(ask(dns, about('domain', 'broken.kestrel-sample.com'), { servers: server.address })).rejects.toMatchObject({
      code: 'unreachable',
    })
    await expect(ask(dns, about('domain', 'panel.kestrel-sample.com'), { servers: 'no address' })).rejects.toMatchObject({
      code: 'bad-config',
    })
  })
})

describe('TLS certificates', () => {
  const open: Server[] = []
  const listen = async (server: Server): Promise<string> => {
    open.push(server)
    await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready))
    return String((server.address() as AddressInfo).port)
  }
  afterAll(() => {
    for (const server of open) server.close()
  })
  const shownBy = (names: readonly string[], from: number, until: number) => listen(createServer(selfSigned(names, from, until)))

  it('reads names, validity and fingerprints of what a server shows, trusted or not', async () => {
    const port = await shownBy(['heron-sample.net', '*.heron-sample.net'], Date.now() - DAY_MS, Date.now() + DAY_MS)
    const found = await ask(tlsCertificate, about('ipv4', '127.0.0.1'), { port }, `127.0.0.1:${port}`)
    expect(factsOf(found)).toMatchObject({
      Subject: 'CN=heron-sample.net',
      Names: 'heron-sample.net, *.heron-sample.net',
      'Self-signed': 'yes',
      'Serial number': '0a0b0c',
      'SHA-256 fingerprint': expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    expect(factsOf(found).Expired).toBeUndefined()
    expect(found?.related.map(({ type }) => type)).toEqual(['certificate', 'certificate', 'domain', 'domain'])
  })

  it('takes the port of a URL, and says what has expired', async () => {
    const port = await shownBy(['old-sample.net'], Date.now() - 3 * DAY_MS, Date.now() - DAY_MS)
    const subject = about('url', `https://127.0.0.1:${port}/login`)
    expect(factsOf(await ask(tlsCertificate, subject, { port: '443' }, `127.0.0.1:${port}`)).Expired).toBe('yes')
  })

  it('knows nothing where nothing listens, where no TLS is spoken, and of a URL without it', async () => {
    const plain = await listen(createPlainServer(socket => socket.on('error', () => undefined).end('220 hello\r\n')))
    expect(await ask(tlsCertificate, about('ipv4', '127.0.0.1'), { port: plain }, `127.0.0.1:${plain}`)).toBeNull()
    expect(await ask(tlsCertificate, about('ipv4', '127.0.0.1'), { port: '1' }, '127.0.0.1:1')).toBeNull()
    expect(await ask(tlsCertificate, about('url', 'http://heron-sample.net/'), { port: '443' })).toBeNull()
  })

  it('T2: connects to nothing inside', async () => {
    for (const value of ['127.0.0.1', '169.254.169.254', '10.0.0.1'])
      await expect(ask(tlsCertificate, about('ipv4', value), { port: '443' })).rejects.toMatchObject({ code: 'egress-refused' })
    await expect(ask(tlsCertificate, about('ipv6', '::1'), { port: '443' })).rejects.toMatchObject({ code: 'egress-refused' })
  })

  it('is broken off when the time is up', async () => {
    const silent = await listen(createPlainServer(socket => socket.on('error', () => undefined)))
    const network = createNetwork({ allow: [`127.0.0.1:${silent}`] })
    await expect(network.certificates('127.0.0.1', Number(silent), AbortSignal.timeout(200))).rejects.toThrow()
  })
})
