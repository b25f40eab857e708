/** The HTTP face: operations, streams, health, metrics and the dashboard's files. */
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import cookie from '@fastify/cookie'
import files from '@fastify/static'
import { ThreatType, Tlp } from '@keysguard/model'
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Knowledge, UPLOAD_FORMATS } from '../knowledge.ts'
import { asProblem, Problem } from '../problem.ts'
import type { Accounts } from '../store/accounts.ts'
import { COOKIE, callerOf, demand, refuseForeign, setSession } from './auth.ts'
import { EXPORT_FORMATS, EXPORTS } from './export-formats.ts'
import { LoginLimit } from './login-limit.ts'
import { createMetrics } from './metrics.ts'
import { openApi } from './openapi.ts'
import { readQuery } from './operations/indicators.ts'
import { serveReportUpload } from './report-upload.ts'
import { REST } from './rest.ts'

export interface ServerOptions {
  readonly knowledge: Knowledge
  readonly accounts: Accounts
  /** The built dashboard; null serves the API alone. */
  readonly dashboard: string | null
  readonly version: string
  readonly now: () => number
  /** Told of errors nobody expected. */
  readonly onError: (error: unknown) => void
}

const JSON_LIMIT = 4 << 20
const UPLOAD_LIMIT = 1 << 30
const HEARTBEAT_MS = 15_000

const HEADERS = {
  'content-security-policy':
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
} as const

export const buildServer = async (options: ServerOptions): Promise<FastifyInstance> => {
  const { knowledge } = options
  const app = fastify({
    bodyLimit: JSON_LIMIT,
    genReqId: () => randomUUID(),
    logger: false,
    trustProxy: false,
    forceCloseConnections: true,
  })
  await app.register(cookie)
  app.addHook('onSend', async (request, reply) => {
    reply.headers(HEADERS).header('x-request-id', request.id)
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
  })
  app.setErrorHandler((error, _request, reply) => {
    const problem = problemOf(error)
    if (problem.code === 'internal') options.onError(problem.cause ?? error)
    if (problem.retryAfterMs !== undefined) reply.header('retry-after', Math.ceil(problem.retryAfterMs / 1_000))
    return reply.status(problem.status).type('application/problem+json').send(problem.details())
  })
  serveMetrics(app, options)
  serveOperations(app, options)
  serveSession(app, options)
  serveIngest(app, options)
  serveReportUpload(app, options)
  serveExport(app, options)
  serveLive(app, options)
  app.get('/api/openapi.json', async () => openApi(options.version))
  app.get('/healthz', async () => ({ status: 'ok' }))
  app.get('/readyz', async (_request, reply) => {
    const ready = await knowledge.ready()
    return reply.status(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready' })
  })
  await serveDashboard(app, options.dashboard)
  return app
}

const problemOf = (error: unknown): Problem => {
  if (error instanceof z.ZodError) {
    const issue = error.issues[0]
    return new Problem('bad-request', `${issue?.path.join('.') || 'The request'}: ${issue?.message ?? 'not valid'}.`, {
      todo: 'Compare the request with /api/openapi.json.',
      cause: error,
    })
  }
  if (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' && error.statusCode < 500) {
    if (error.statusCode === 413)
      return new Problem('too-large', 'The request is too large.', {
        todo: 'Send less at once, or use /api/v1/ingest, which streams.',
        cause: error,
      })
    return new Problem('bad-request', error.message, { todo: 'Compare the request with /api/openapi.json.', cause: error })
  }
  return asProblem(error)
}

const serveOperations = (app: FastifyInstance, { knowledge, accounts, now }: ServerOptions): void => {
  for (const { method, path, operation, largestMb } of REST) {
    app.route({
      method,
      url: `/api/v1${path}`,
      ...(largestMb === undefined ? {} : { bodyLimit: largestMb << 20 }),
      handler: async request => {
        const caller = demand(await callerOf(request, accounts), operation.access)
        const body = typeof request.body === 'object' && request.body !== null ? request.body : {}
        const input = { ...(method === 'GET' ? (request.query as object) : body), ...(request.params as object) }
        return operation.run({ knowledge, accounts, caller, now: now() }, input)
      },
    })
  }
}

const Credentials = z.object({ account: z.string().max(64), password: z.string().max(1024) })

const serveSession = (app: FastifyInstance, { accounts, now }: ServerOptions): void => {
  const limit = new LoginLimit()
  app.post('/api/v1/session', async (request, reply) => {
    const { account, password } = Credentials.parse(request.body)
    if (request.headers.origin !== undefined) refuseForeign(request)
    limit.check(account, request.ip, now())
    try {
      const { token, caller } = await accounts.signIn(account, password)
      limit.succeed(account)
      setSession(reply, token, request.protocol === 'https')
      return { account: caller.account, role: caller.role, expiresAt: caller.expiresAt }
    } catch (error) {
      if (error instanceof Problem && error.code === 'wrong-password') limit.fail(account, request.ip, now())
      throw error
    }
  })
  app.delete('/api/v1/session', async (request, reply) => {
    const caller = demand(await callerOf(request, accounts), 'signed-in')
    if (caller.access !== null) await accounts.revoke(caller.access)
    reply.clearCookie(COOKIE, { path: '/' })
    return { done: true }
  })
}

const UploadQuery = z.object({
  name: z.string().trim().min(1).max(100).default('upload'),
  format: z.enum(UPLOAD_FORMATS).default('auto'),
  tlp: Tlp.default('amber'),
  threat: ThreatType.optional(),
})

const serveIngest = (app: FastifyInstance, { knowledge, accounts }: ServerOptions): void => {
  app.register(async scope => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { bodyLimit: UPLOAD_LIMIT }, (_request, payload, done) => done(null, payload))
    scope.post('/api/v1/ingest', { bodyLimit: UPLOAD_LIMIT }, async request => {
      demand(await callerOf(request, accounts), 'ingest')
      const { name, format, tlp, threat } = UploadQuery.parse(request.query)
      return knowledge.ingest({ name, format, tlp, threat: threat ?? null, body: limited(request) })
    })
  })
}

async function* limited(request: FastifyRequest): AsyncGenerator<Uint8Array> {
  let bytes = 0
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length
    if (bytes > UPLOAD_LIMIT) throw new Problem('too-large', 'The upload is larger than 1 GiB.', { todo: 'Split it.' })
    yield chunk
  }
}

const ExportQuery = z.object({ q: z.string().max(4_000).default(''), format: z.enum(EXPORT_FORMATS).default('csv') })

const serveExport = (app: FastifyInstance, { knowledge, accounts, now }: ServerOptions): void => {
  app.get('/api/v1/export', async (request, reply) => {
    demand(await callerOf(request, accounts), 'read')
    const { q, format } = ExportQuery.parse(request.query)
    const at = now()
    const query = readQuery(q, at)
    const writer = EXPORTS[format]
    const write = async function* (): AsyncGenerator<string> {
      yield writer.head
      let first = true
      for await (const batch of knowledge.exportAll(query, at)) {
        let text = ''
        for (const summary of batch) {
          const piece = writer.write(summary, first)
          if (piece !== '') first = false
          text += piece
        }
        yield text
      }
      yield writer.tail
    }
    const stamp = new Date(at).toISOString().slice(0, 19).replaceAll(':', '')
    reply
      .type(writer.contentType)
      .header('content-disposition', `attachment; filename="keysguard-${stamp}.${format === 'stix' ? 'json' : format}"`)
    return reply.send(Readable.from(write()))
  })
}

const serveLive = (app: FastifyInstance, { knowledge, accounts }: ServerOptions): void => {
  app.get('/api/v1/live', async (request, reply) => {
    const caller = demand(await callerOf(request, accounts), 'read')
    reply.hijack()
    const { raw } = reply
    raw.writeHead(200, {
      ...HEADERS,
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    raw.write('retry: 3000\n\n')
    const stops = [
      knowledge.subscribe(event => raw.write(`data: ${JSON.stringify(event)}\n\n`)),
      accounts.onRevoked(hash => {
        if (hash === caller.access) raw.end()
      }),
    ]
    const heartbeat = setInterval(() => raw.write(':\n\n'), HEARTBEAT_MS)
    raw.on('close', () => {
      clearInterval(heartbeat)
      for (const stop of stops) stop()
    })
  })
}

const serveMetrics = (app: FastifyInstance, { knowledge, version }: ServerOptions): void => {
  const metrics = createMetrics(knowledge, version)
  app.addHook('onResponse', async (request, reply) => {
    metrics.observe(request.method, request.routeOptions.url ?? 'none', reply.statusCode, reply.elapsedTime / 1_000)
  })
  app.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metrics.text()))
}

const serveDashboard = async (app: FastifyInstance, folder: string | null): Promise<void> => {
  const index = folder !== null && existsSync(join(folder, 'index.html'))
  if (index) {
    await app.register(files, {
      root: folder,
      preCompressed: true,
      cacheControl: false,
      setHeaders: (response, path) => {
        response.setHeader('cache-control', /[\\/]assets[\\/]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  }
  app.setNotFoundHandler((request, reply) => {
    const page =
      index &&
      request.method === 'GET' &&
      !request.url.startsWith('/api/') &&
      (request.headers.accept ?? '').includes('text/html')
    if (page) return reply.sendFile('index.html')
    const problem = new Problem('not-found', `There is nothing at ${request.method} ${request.url.split('?')[0]}.`, {
      todo: 'Compare the address with /api/openapi.json.',
    })
    return reply.status(404).type('application/problem+json').send(problem.details())
  })
}
