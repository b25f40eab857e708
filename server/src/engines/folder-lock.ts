/**
 * One process per data folder. The lock is a listening unix socket in the folder: the kernel frees it when its process dies, however
 * it dies, and the command line talks to the running server through it. Only who may open the folder may connect.
 */
import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, realpathSync, statSync, unlinkSync } from 'node:fs'
import type { Server } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Problem } from '../problem.ts'

/** Paths of unix sockets end here on Linux (108 bytes with the final zero); other systems allow less. */
const LONGEST_PATH = 100

/** Where the socket of a data folder is; a folder too deep for a socket has it in the temporary folder. */
export const socketPath = (folder: string): string => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const real = realpathSync(folder)
  const path = join(real, 'keysguard.sock')
  if (Buffer.byteLength(path) <= LONGEST_PATH) return path
  const name = createHash('sha256').update(real).digest('hex').slice(0, 16)
  const aside = join(tmpdir(), `keysguard-${name}`)
  mkdirSync(aside, { recursive: true, mode: 0o700 })
  return join(aside, 'keysguard.sock')
}

/** Whether a process answers on the folder's socket. */
export const isAnswering = (path: string): Promise<boolean> =>
  new Promise(resolve => {
    const socket = connect(path)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })

const inUse = (folder: string, cause?: unknown): Problem =>
  new Problem('folder-in-use', `Another KeysGuard process is using the data folder ${folder}.`, {
    todo: 'Use that one (the command line finds it by itself), stop it first, or name another folder in KEYSGUARD_DATA.',
    cause,
  })

const inode = (path: string): number | null => {
  try {
    return statSync(path).ino
  } catch {
    return null
  }
}

const listen = (server: Server, path: string): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      if (error.code === 'EADDRINUSE') resolve(false)
      else reject(error)
    }
    server.once('error', failed)
    server.listen(path, () => {
      server.removeListener('error', failed)
      resolve(true)
    })
  })

/** Makes `server` listen on the folder's socket, or throws 'folder-in-use'. A socket left behind by a killed process is replaced. */
export const lockFolder = async (
  folder: string,
  server: Server,
): Promise<{ readonly path: string; release(): Promise<void> }> => {
  const path = socketPath(folder)
  const stale = inode(path)
  if (!(await listen(server, path))) {
    if (await isAnswering(path)) throw inUse(folder)
    if (inode(path) === stale && stale !== null) unlinkSync(path)
    if (!(await listen(server, path))) throw inUse(folder)
  }
  chmodSync(path, 0o600)
  const own = inode(path)
  // Two processes that found the same stale socket may both have replaced it: the first one's is gone, and it steps back.
  await new Promise(resolve => setImmediate(resolve))
  if (inode(path) !== own) {
    server.close()
    throw inUse(folder)
  }
  return {
    path,
    release: () =>
      new Promise(resolve => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
