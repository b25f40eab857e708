/** New messages of a mailbox, asked for as `imaps://host:port/FOLDER?after=UID&validity=N&since=DAY`: a stream of messages, each behind a line of its numbers. */
import { connect, isIP, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { Ask, Fetched } from '../kit/rows.ts'
import { Problem } from '../problem.ts'
import { broken, folderName, ImapConnection, quoted } from './imap.ts'
import { reachable } from './reach.ts'

export interface MailboxOrder {
  readonly ask: Ask
  readonly signal?: AbortSignal
  readonly maxBytes: number
  readonly allow: readonly string[]
}

const CONNECT_MS = 10_000
const IDLE_MS = 60_000
/** More wait for the next run. */
const MOST_MESSAGES = 500
const LARGEST_MESSAGE = 32 << 20

export const isMailbox = (url: string): boolean => /^imaps?:\/\//i.test(url)

/** Opens the folder; the messages are read as the body is. */
export const readMailbox = async (order: MailboxOrder): Promise<Fetched> => {
  const url = new URL(order.ask.url)
  const socket = await guarded(url, order)
  try {
    const connection = await ImapConnection.greet(socket)
    await signIn(connection, order.ask)
    const validity = await openFolder(connection, decodeURIComponent(url.pathname.slice(1)) || 'INBOX')
    const uids = await newMessages(connection, url.searchParams, validity)
    const reading: Reading = { connection, socket, validity, uids: uids.slice(0, MOST_MESSAGES), unread: 0 }
    return {
      unchanged: false,
      url: order.ask.url,
      status: 200,
      headers: {},
      validators: {},
      body: messages(reading, order.maxBytes),
      left: () => {
        const waiting = uids.length - reading.uids.length + reading.unread
        return waiting > 0
          ? `${uids.length - waiting} of ${uids.length} new messages were read; the others wait for the next run.`
          : null
      },
    }
  } catch (error) {
    socket.destroy()
    throw mailProblem(error)
  }
}

/** Connects to the checked addresses of the host only; without TLS only where the operator named the host. */
const guarded = async (url: URL, { allow, signal }: MailboxOrder): Promise<Socket> => {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const port = Number(url.port || (url.protocol === 'imaps:' ? 993 : 143))
  if (url.protocol === 'imap:' && !allow.includes(`${host}:${port}`))
    throw new Problem('egress-refused', `${host} would be sent a password in the open.`, {
      todo: 'Use TLS; for a server of yours that has none, name its host:port in KEYSGUARD_EGRESS_ALLOW.',
    })
  let refused: unknown
  for (const { address } of await reachable(url, allow)) {
    const socket =
      url.protocol === 'imap:'
        ? connect({ host: address, port })
        : connectTls({ host: address, port, ...(isIP(host) ? {} : { servername: host }) })
    try {
      await ready(socket, url.protocol === 'imap:' ? 'connect' : 'secureConnect')
    } catch (error) {
      refused = error
      continue
    }
    socket.setTimeout(IDLE_MS, () => socket.destroy(broken('it stopped answering')))
    signal?.addEventListener('abort', () => socket.destroy(), { once: true })
    return socket
  }
  throw mailProblem(refused)
}

const ready = (socket: Socket, event: 'connect' | 'secureConnect'): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => socket.destroy(new Error('it does not answer')), CONNECT_MS)
    const settle = (error?: Error): void => {
      clearTimeout(timer)
      if (!error) {
        resolve()
        return
      }
      socket.destroy()
      reject(error)
    }
    socket.once(event, () => settle())
    socket.once('error', settle)
  })

/** With the user and password of a Basic authorisation. */
const signIn = async (connection: ImapConnection, { headers = {} }: Ask): Promise<void> => {
  const [, encoded = ''] = /^Basic (.+)$/.exec(headers.authorization ?? '') ?? []
  const [, user = '', password = ''] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString('utf8')) ?? []
  const { untagged } = await connection.command('CAPABILITY')
  const canPlain = untagged.some(({ text }) => /^\* CAPABILITY\b.*\bAUTH=PLAIN\b/i.test(text))
  const done = canPlain
    ? await connection.command('AUTHENTICATE PLAIN', [Buffer.from(`\0${user}\0${password}`).toString('base64')])
    : await connection.command(`LOGIN ${quoted(user)} ${quoted(password)}`)
  if (!done.ok)
    throw new Problem('unauthorised', 'The mail server refused the user or the password.', {
      todo: 'Look whether the account may be read by IMAP; some want a password of its own for programs.',
    })
}

/** EXAMINE: looking leaves messages unread. */
const openFolder = async (connection: ImapConnection, folder: string): Promise<number> => {
  const { ok, untagged } = await connection.command(`EXAMINE ${quoted(folderName(folder))}`)
  if (!ok) throw new Problem('not-found', `There is no folder ${folder} in the mailbox.`, { todo: 'Correct its name.' })
  return Number(untagged.flatMap(({ text }) => /\[UIDVALIDITY (\d{1,10})\]/i.exec(text)?.[1] ?? [])[0] ?? 0)
}

/** Those after the last one read, or of some days where none was read or the numbers have begun anew; the oldest first. */
const newMessages = async (connection: ImapConnection, query: URLSearchParams, validity: number): Promise<number[]> => {
  const isSame = Number(query.get('validity') ?? Number.NaN) === validity
  const after = isSame ? Number(query.get('after') ?? 0) : 0
  const since = new Date(query.get('since') ?? 0)
  const what = after > 0 ? `UID ${after + 1}:*` : `SINCE ${imapDay(since)}`
  const { ok, said, untagged } = await connection.command(`UID SEARCH ${what}`)
  if (!ok) throw broken(`it answers "${said.slice(0, 100)}" to a search`)
  const uids = untagged.flatMap(({ text }) => (/^\* SEARCH\b/i.test(text) ? (text.match(/\b\d{1,10}\b/g) ?? []) : []))
  // `n:*` always holds the last message, even when it has a smaller number.
  return [...new Set(uids.map(Number))].filter(uid => uid > after).sort((a, b) => a - b)
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

const imapDay = (day: Date): string => `${day.getUTCDate()}-${MONTHS[day.getUTCMonth()]}-${day.getUTCFullYear()}`

interface Reading {
  readonly connection: ImapConnection
  readonly socket: Socket
  readonly validity: number
  readonly uids: readonly number[]
  /** Of these, those that did not fit. */
  unread: number
}

/** `VALIDITY UID LENGTH` and the message; one that is too large has its numbers only. */
async function* messages(reading: Reading, maxBytes: number): AsyncGenerator<Uint8Array> {
  const { connection, socket, validity, uids } = reading
  let bytes = 0
  try {
    for (const [index, uid] of uids.entries()) {
      const mail = await message(connection, uid)
      if (mail === null) continue
      bytes += mail.length
      // What did not fit is new the next time.
      if (bytes > maxBytes) {
        reading.unread = uids.length - index
        break
      }
      yield Buffer.concat([Buffer.from(`${validity} ${uid} ${mail.length}\n`), mail])
    }
    await connection.command('LOGOUT').catch(() => undefined)
  } catch (error) {
    throw mailProblem(error)
  } finally {
    socket.destroy()
  }
}

/** Null for one that is gone; empty for one that is too large. */
const message = async (connection: ImapConnection, uid: number): Promise<Buffer | null> => {
  const about = await connection.command(`UID FETCH ${uid} (RFC822.SIZE)`)
  const size = about.untagged.flatMap(({ text }) => /RFC822\.SIZE (\d{1,12})/i.exec(text)?.[1] ?? [])[0]
  if (size === undefined) return null
  if (Number(size) > LARGEST_MESSAGE) return Buffer.alloc(0)
  const { untagged } = await connection.command(`UID FETCH ${uid} (BODY.PEEK[])`)
  return untagged.find(({ literals }) => literals.length > 0)?.literals[0] ?? null
}

const mailProblem = (error: unknown): Problem => {
  if (error instanceof Problem) return error.code === 'truncated' ? broken('it hung up in the middle of a message') : error
  const code = error instanceof Error ? ('code' in error ? String(error.code) : error.message) : String(error)
  return broken(code)
}
