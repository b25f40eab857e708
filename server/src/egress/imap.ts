/** As much of IMAP (RFC 9051, and RFC 3501 where servers are older) as reading a folder takes. Nothing is ever changed on the server. */
import type { Socket } from 'node:net'
import { ByteReader } from '../kit/formats/byte-reader.ts'
import { Problem } from '../problem.ts'

/** One response: its text, with the literals in it taken out. */
export interface Response {
  readonly text: string
  readonly literals: readonly Buffer[]
}

export interface Completed {
  readonly ok: boolean
  /** What the server said with OK, NO or BAD. */
  readonly said: string
  readonly untagged: readonly Response[]
}

const LONGEST_LINE = 4 << 20
const LARGEST_LITERAL = 64 << 20

export class ImapConnection {
  readonly #socket: Socket
  readonly #reader: ByteReader
  #tag = 0

  private constructor(socket: Socket) {
    this.#socket = socket
    this.#reader = new ByteReader(socket)
  }

  /** Waits for the greeting of a server that has just been connected to. */
  static async greet(socket: Socket): Promise<ImapConnection> {
    const connection = new ImapConnection(socket)
    const { text } = await connection.#response()
    if (!/^\* (?:OK|PREAUTH)\b/i.test(text)) throw broken(`it greets with "${text.slice(0, 100)}"`)
    return connection
  }

  /** Sends a command and reads up to its end. `answers` are lines the server asks for (`+`). */
  async command(text: string, answers: readonly string[] = []): Promise<Completed> {
    this.#tag += 1
    const tag = `k${this.#tag}`
    this.#socket.write(`${tag} ${text}\r\n`)
    const waiting = [...answers]
    const untagged: Response[] = []
    for (;;) {
      const response = await this.#response()
      if (response.text.startsWith('+')) this.#socket.write(`${waiting.shift() ?? '*'}\r\n`)
      else if (response.text.startsWith(`${tag} `)) {
        const said = response.text.slice(tag.length + 1)
        return { ok: /^OK\b/i.test(said), said, untagged }
      } else untagged.push(response)
    }
  }

  /** A line, and as many literals and further lines as it announces. */
  async #response(): Promise<Response> {
    const literals: Buffer[] = []
    let text = ''
    for (;;) {
      const line = await this.#line()
      text += line
      const length = /\{(\d{1,10})\}$/.exec(line)?.[1]
      if (length === undefined) return { text, literals }
      if (Number(length) > LARGEST_LITERAL) throw broken('it sends more at once than a message can be')
      literals.push(await this.#reader.take(Number(length)))
    }
  }

  async #line(): Promise<string> {
    const pieces: Uint8Array[] = []
    let length = 0
    for await (const chunk of this.#reader.rest()) {
      const end = chunk.indexOf(10)
      pieces.push(end === -1 ? chunk : chunk.subarray(0, end))
      length += chunk.length
      if (end !== -1) {
        this.#reader.giveBack(chunk.subarray(end + 1))
        return Buffer.concat(pieces).toString('latin1').replace(/\r$/, '')
      }
      if (length > LONGEST_LINE) throw broken('it sends lines without end')
    }
    throw broken('it closed the connection')
  }
}

/** A server that does not keep to the protocol, or hung up. */
export const broken = (how: string): Problem =>
  new Problem('unreachable', `The mail server cannot be read: ${how}.`, {
    todo: 'Look whether host and port are those of an IMAP server.',
  })

/** A text as IMAP quotes it. */
export const quoted = (text: string): string => `"${text.replace(/[\r\n\0]/g, '').replace(/[\\"]/g, '\\$&')}"`

/** The name of a folder in modified UTF-7 (RFC 3501 §5.1.3), which every server reads. */
export const folderName = (name: string): string =>
  name.replace(/&/g, '&-').replace(/[^\x20-\x7e]+/g, text => {
    const utf16 = Buffer.from(text, 'utf16le').swap16().toString('base64')
    return `&${utf16.replace(/=+$/, '').replace(/\//g, ',')}-`
  })
