/** Who is asking: the operator's socket, a session cookie, or a bearer token. No header but these two says anything about it. */
import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { may, type Permission } from '@keysguard/model'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../problem.ts'
import type { Accounts, Caller } from '../store/accounts.ts'

export const COOKIE = 'keysguard_session'
/** A page of another site cannot set this header without being asked first, and we do not answer such questions. */
const OWN_HEADER = 'x-keysguard'

const OPERATOR: Caller = { account: 'operator', role: 'admin', access: null, expiresAt: null }

/** Connections over the socket in the data folder: whoever may open the folder runs this machine's KeysGuard. */
const local = new WeakSet<Socket>()

/** Marks every connection of `server` as the operator's. */
export const trustAsOperator = (server: Server): void => {
  server.on('connection', socket => local.add(socket))
}

export const callerOf = async (request: FastifyRequest, accounts: Accounts): Promise<Caller | null> => {
  if (local.has(request.raw.socket)) return OPERATOR
  const bearer = /^Bearer (\S{1,200})$/.exec(request.headers.authorization ?? '')?.[1]
  if (bearer !== undefined) return accounts.recognise(bearer, 'token')
  const cookie = request.cookies[COOKIE]
  if (cookie === undefined) return null
  const caller = await accounts.recognise(cookie, 'session')
  if (caller && request.method !== 'GET' && request.method !== 'HEAD') refuseForeign(request)
  return caller
}

/** A request that changes something and rides on a cookie has to come from our own pages. */
export const refuseForeign = (request: FastifyRequest): void => {
  const site = request.headers['sec-fetch-site']
  const origin = request.headers.origin
  const sameOrigin = origin === undefined || (URL.canParse(origin) && new URL(origin).host === request.headers.host)
  if (request.headers[OWN_HEADER] !== undefined && sameOrigin && (site === undefined || site === 'same-origin')) return
  throw new Problem('foreign-origin', 'A request that changes something came without the mark of our own pages.', {
    todo: 'Programs send an API token (Authorization: Bearer …); pages send the header x-keysguard: 1.',
  })
}

export const demand = (caller: Caller | null, access: Permission | 'signed-in'): Caller => {
  if (!caller)
    throw new Problem('not-signed-in', 'This needs a session or an API token.', {
      todo: 'Sign in, or send Authorization: Bearer with a token of `keysguard user token`.',
    })
  if (access !== 'signed-in' && !may(caller.role, access)) {
    throw new Problem('forbidden', `The role ${caller.role} may not do this (${access}).`, {
      todo: 'Ask an administrator for a role that may.',
    })
  }
  return caller
}

export const setSession = (reply: FastifyReply, token: string, secure: boolean): void => {
  reply.setCookie(COOKIE, token, { httpOnly: true, sameSite: 'strict', path: '/', secure, maxAge: 7 * 24 * 3600 })
}
