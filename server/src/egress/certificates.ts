/** The certificates a TLS server shows. Nothing is sent beyond the handshake, and nothing is trusted: what it shows is what is wanted. */
import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { connect, type DetailedPeerCertificate, type TLSSocket } from 'node:tls'
import type { Certificate } from '../kit/network.ts'
import { Problem } from '../problem.ts'
import { reachable } from './reach.ts'

const TIMEOUT_MS = 8_000
/** Longer chains are loops. */
const LONGEST_CHAIN = 10
const MOST_NAMES = 200

export const certificates = async (
  host: string,
  port: number,
  signal: AbortSignal,
  allow: readonly string[],
): Promise<readonly Certificate[] | null> => {
  const url = new URL(`https://${host.includes(':') ? `[${host}]` : host}:${port}/`)
  const addresses = await reachable(url, allow).catch((error: unknown) => {
    if (error instanceof Problem) throw error
    return []
  })
  const [first] = addresses
  if (first === undefined) return null
  const socket = await shakeHands(first.address, port, isIP(host) ? undefined : host, signal)
  if (socket === null) return null
  const shown = chainOf(socket)
  socket.destroy()
  return shown.length === 0 ? null : shown
}

/** Connected, or null where nothing listens or no TLS is spoken. */
const shakeHands = (
  address: string,
  port: number,
  servername: string | undefined,
  signal: AbortSignal,
): Promise<TLSSocket | null> =>
  new Promise((resolve, reject) => {
    const socket = connect({
      host: address,
      port,
      rejectUnauthorized: false,
      minVersion: 'TLSv1',
      ...(servername === undefined ? {} : { servername }),
    })
    const stop = (): void => {
      socket.destroy()
      reject(signal.reason)
    }
    const end = (connected: TLSSocket | null): void => {
      signal.removeEventListener('abort', stop)
      if (connected === null) socket.destroy()
      resolve(connected)
    }
    signal.addEventListener('abort', stop, { once: true })
    socket.setTimeout(TIMEOUT_MS, () => end(null))
    socket.once('secureConnect', () => end(socket))
    socket.on('error', () => end(null))
  })

const chainOf = (socket: TLSSocket): Certificate[] => {
  const chain: Certificate[] = []
  const seen = new Set<string>()
  for (let next: DetailedPeerCertificate | undefined = socket.getPeerCertificate(true); next?.raw !== undefined; ) {
    if (seen.has(next.fingerprint256) || chain.length === LONGEST_CHAIN) break
    seen.add(next.fingerprint256)
    chain.push(certificateOf(new X509Certificate(next.raw)))
    next = next.issuerCertificate
  }
  return chain
}

const oneLine = (name: string | undefined): string => (name ?? '').split('\n').join(', ')
const digits = (fingerprint: string): string => fingerprint.replaceAll(':', '').toLowerCase()
const time = (text: string): string => {
  const ms = Date.parse(text)
  return Number.isNaN(ms) ? text : new Date(ms).toISOString()
}

const certificateOf = (certificate: X509Certificate): Certificate => ({
  subject: oneLine(certificate.subject),
  issuer: oneLine(certificate.issuer),
  names: [...(certificate.subjectAltName ?? '').matchAll(/(?:DNS|IP Address):("[^"]*"|[^,]*)/g)]
    .slice(0, MOST_NAMES)
    .map(match => (match[1] ?? '').replaceAll('"', '').trim()),
  validFrom: time(certificate.validFrom),
  validTo: time(certificate.validTo),
  serial: certificate.serialNumber.toLowerCase(),
  sha256: digits(certificate.fingerprint256),
  sha1: digits(certificate.fingerprint),
})
