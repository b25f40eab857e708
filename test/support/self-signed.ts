/** A certificate that signs itself, made anew for each test: X.509 (RFC 5280) written in DER. */
import { generateKeyPairSync, sign } from 'node:crypto'

const SEQUENCE = 0x30
const SET = 0x31

const item = (tag: number, ...parts: readonly (Buffer | Uint8Array)[]): Buffer => {
  const body = Buffer.concat(parts)
  if (body.length < 128) return Buffer.concat([Buffer.from([tag, body.length]), body])
  return Buffer.concat([Buffer.from([tag, 0x82, body.length >> 8, body.length & 255]), body])
}

/** Object identifiers, as they are encoded. */
const OID = {
  commonName: Buffer.from([0x55, 0x04, 0x03]),
  alternativeNames: Buffer.from([0x55, 0x1d, 0x11]),
  ecdsaWithSha256: Buffer.from([0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02]),
} as const

const algorithm = item(SEQUENCE, item(0x06, OID.ecdsaWithSha256))
const nameOf = (name: string): Buffer =>
  item(SEQUENCE, item(SET, item(SEQUENCE, item(0x06, OID.commonName), item(0x0c, Buffer.from(name)))))
const timeOf = (ms: number): Buffer =>
  item(
    0x18,
    Buffer.from(
      `${new Date(ms)
        .toISOString()
        .replace(/\.\d+Z$/, '')
        .replace(/[-:T]/g, '')}Z`,
    ),
  )

const extensionsOf = (names: readonly string[]): Buffer => {
  const listed = item(SEQUENCE, ...names.map(name => item(0x82, Buffer.from(name))))
  return item(0xa3, item(SEQUENCE, item(SEQUENCE, item(0x06, OID.alternativeNames), item(0x04, listed))))
}

const pem = (label: string, der: Buffer): string =>
  `-----BEGIN ${label}-----\n${der.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END ${label}-----\n`

export interface SelfSigned {
  readonly cert: string
  readonly key: string
}

export const selfSigned = (names: readonly string[], from: number, until: number): SelfSigned => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const [subject = ''] = names
  const body = item(
    SEQUENCE,
    item(0xa0, item(0x02, Buffer.from([2]))),
    item(0x02, Buffer.from([0x0a, 0x0b, 0x0c])),
    algorithm,
    nameOf(subject),
    item(SEQUENCE, timeOf(from), timeOf(until)),
    nameOf(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    extensionsOf(names),
  )
  const signature = sign('sha256', body, privateKey)
  return {
    cert: pem('CERTIFICATE', item(SEQUENCE, body, algorithm, item(0x03, Buffer.from([0]), signature))),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}
