/** A name server on this machine: answers A, AAAA, MX, NS, TXT and PTR out of a table, NXDOMAIN for the rest (RFC 1035, §4). */
import { createSocket } from 'node:dgram'
import type { AddressInfo } from 'node:net'
import { wordsOf } from '../../server/src/enrichers/offline/ranges.ts'

const TYPES = { A: 1, NS: 2, PTR: 12, MX: 15, TXT: 16, AAAA: 28 } as const
type Kind = keyof typeof TYPES

/** Texts by name and kind: `{ 'x.test': { A: ['192.0.2.1'], MX: ['10 mail.x.test'] } }`. */
export type Zone = Readonly<Record<string, Readonly<Partial<Record<Kind, readonly string[]>>>>>

export interface NameServer {
  /** As a resolver's setting takes it. */
  readonly address: string
  readonly asked: string[]
  close(): Promise<void>
}

const NXDOMAIN = 3
const SERVFAIL = 2

const labels = (name: string): Buffer =>
  Buffer.concat([...name.split('.').map(label => Buffer.from([label.length, ...Buffer.from(label)])), Buffer.from([0])])

const nameAt = (message: Buffer, start: number): { readonly name: string; readonly end: number } => {
  const parts: string[] = []
  let offset = start
  for (let length = message[offset]!; length > 0; length = message[offset]!) {
    parts.push(message.toString('latin1', offset + 1, offset + 1 + length))
    offset += 1 + length
  }
  return { name: parts.join('.').toLowerCase(), end: offset + 1 }
}

const short = (value: number): Buffer => Buffer.from([value >> 8, value & 255])

const dataOf = (kind: Kind, text: string): Buffer => {
  switch (kind) {
    case 'A':
    case 'AAAA': {
      const bytes = Buffer.alloc(kind === 'A' ? 4 : 16)
      for (const [index, word] of (wordsOf(text) ?? []).entries()) bytes.writeUInt32BE(word, index * 4)
      return bytes
    }
    case 'MX': {
      const [priority = '0', exchange = ''] = text.split(' ')
      return Buffer.concat([short(Number(priority)), labels(exchange)])
    }
    case 'TXT':
      return Buffer.from([text.length, ...Buffer.from(text)])
    case 'NS':
    case 'PTR':
      return labels(text)
  }
}

const record = (kind: Kind, text: string): Buffer => {
  const data = dataOf(kind, text)
  return Buffer.concat([
    Buffer.from([0xc0, 12]),
    short(TYPES[kind]),
    short(1),
    Buffer.from([0, 0, 0, 60]),
    short(data.length),
    data,
  ])
}

/** Names that begin with `broken` are answered with SERVFAIL. */
const respond = (message: Buffer, zone: Zone): { readonly asked: string; readonly answer: Buffer } => {
  const { name, end } = nameAt(message, 12)
  const type = message.readUInt16BE(end)
  const kind = (Object.keys(TYPES) as Kind[]).find(one => TYPES[one] === type)
  const found = kind === undefined ? [] : (zone[name]?.[kind] ?? []).map(text => record(kind, text))
  const code = name.startsWith('broken') ? SERVFAIL : zone[name] === undefined ? NXDOMAIN : 0
  const header = Buffer.concat([message.subarray(0, 2), short(0x8180 | code), short(1), short(found.length), short(0), short(0)])
  return { asked: `${name} ${kind ?? type}`, answer: Buffer.concat([header, message.subarray(12, end + 4), ...found]) }
}

export const startNameServer = async (zone: Zone): Promise<NameServer> => {
  const socket = createSocket('udp4')
  const asked: string[] = []
  socket.on('message', (message, from) => {
    const { asked: question, answer } = respond(message, zone)
    asked.push(question)
    socket.send(answer, from.port, from.address)
  })
  await new Promise<void>(ready => socket.bind(0, '127.0.0.1', ready))
  return {
    address: `127.0.0.1:${(socket.address() as AddressInfo).port}`,
    asked,
    close: () => new Promise(done => socket.close(() => done())),
  }
}
