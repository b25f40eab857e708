/** A mail server on this machine that speaks enough IMAP to be read, and remembers what it was told. */

import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'

export interface MailServer {
  readonly port: number
  readonly told: string[]
  readonly mails: Map<number, string>
  validity: number
  /** Breaks off in the middle of this message. */
  breaksAt: number | null
  close(): Promise<void>
}

export const startMailServer = async (user: string, password: string, folder: string): Promise<MailServer> => {
  const state = { told: [] as string[], mails: new Map<number, string>(), validity: 7, breaksAt: null as number | null }
  const answer = (socket: Socket, line: string): void => {
    const [, tag = '', command = ''] = /^(\S+) (.*)$/.exec(line) ?? []
    const done = (text = 'OK done'): void => void socket.write(`${tag} ${text}\r\n`)
    if (command === 'CAPABILITY') {
      socket.write('* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n')
      done()
    } else if (command === 'AUTHENTICATE PLAIN') {
      socket.write('+ \r\n')
      socket.once('credentials', (given: string) => done(given === `\0${user}\0${password}` ? 'OK in' : 'NO wrong'))
    } else if (command.startsWith('EXAMINE ')) {
      if (command !== `EXAMINE "${folder}"`) done('NO no such folder')
      else {
        socket.write(`* ${state.mails.size} EXISTS\r\n* OK [UIDVALIDITY ${state.validity}] ok\r\n`)
        done('OK [READ-ONLY] done')
      }
    } else if (command.startsWith('UID SEARCH ')) {
      const from = Number(/^UID SEARCH UID (\d+):\*/.exec(command)?.[1] ?? 0)
      const uids = [...state.mails.keys()]
      const found = uids.filter(uid => uid >= from)
      socket.write(`* SEARCH ${(found.length > 0 ? found : uids.slice(-1)).join(' ')}\r\n`)
      done()
    } else if (command.startsWith('UID FETCH ')) {
      const uid = Number(command.split(' ')[2])
      const mail = state.mails.get(uid) ?? ''
      const bytes = Buffer.byteLength(mail)
      if (command.endsWith('(RFC822.SIZE)')) socket.write(`* 1 FETCH (UID ${uid} RFC822.SIZE ${bytes})\r\n`)
      else {
        socket.write(`* 1 FETCH (UID ${uid} BODY[] {${bytes}}\r\n`)
        if (uid === state.breaksAt) {
          socket.end(mail.slice(0, 10))
          return
        }
        socket.write(`${mail})\r\n`)
      }
      done()
    } else if (command === 'LOGOUT') {
      socket.write('* BYE\r\n')
      done()
      socket.end()
    } else done('BAD unknown')
  }
  const server = createServer(socket => {
    let held = ''
    socket.on('error', () => undefined)
    socket.write('* OK ready\r\n')
    socket.on('data', chunk => {
      held += chunk.toString('latin1')
      for (let end = held.indexOf('\r\n'); end !== -1; end = held.indexOf('\r\n')) {
        const line = held.slice(0, end)
        held = held.slice(end + 2)
        if (socket.listenerCount('credentials') > 0) socket.emit('credentials', Buffer.from(line, 'base64').toString('utf8'))
        else {
          state.told.push(line.replace(/^\S+ /, ''))
          answer(socket, line)
        }
      }
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return Object.assign(state, {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise<void>(resolve => server.close(() => resolve())),
  })
}
