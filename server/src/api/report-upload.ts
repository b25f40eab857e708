/** Files as reports: the raw body, or the first file of a form. */
import { Tlp } from '@keysguard/model'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type DocumentFile, READABLE } from '../documents/document.ts'
import type { Knowledge } from '../knowledge.ts'
import { Problem } from '../problem.ts'
import type { Accounts } from '../store/accounts.ts'
import { callerOf, demand } from './auth.ts'

const LARGEST = 34 << 20

const Query = z.object({
  name: z.string().trim().max(300).default(''),
  title: z.string().trim().min(1).max(300).optional(),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .optional(),
  tlp: Tlp.default('amber'),
})

export const serveReportUpload = (
  app: FastifyInstance,
  { knowledge, accounts }: { readonly knowledge: Knowledge; readonly accounts: Accounts },
): void => {
  app.register(async scope => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { bodyLimit: LARGEST, parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    scope.post('/api/v1/reports/file', {
      bodyLimit: LARGEST,
      // Nobody who may not add a report sends megabytes first.
      onRequest: async request => {
        demand(await callerOf(request, accounts), 'ingest')
      },
      handler: async request => {
        const { account } = demand(await callerOf(request, accounts), 'ingest')
        const { name, title = null, url = null, tlp } = Query.parse(request.query)
        return knowledge.reports.addFile({ file: await fileOf(request, name), title, url, tlp }, account)
      },
    })
  })
}

const fileOf = async (request: FastifyRequest, name: string): Promise<DocumentFile> => {
  const stated = request.headers['content-type'] ?? ''
  const bytes = request.body instanceof Uint8Array ? request.body : new Uint8Array()
  const [contentType = ''] = stated.split(';')
  if (contentType.trim().toLowerCase() !== 'multipart/form-data') return { bytes, name, contentType: contentType.trim() }
  const file = await firstFile(bytes, stated)
  return { ...file, name: name || file.name }
}

/** Forms are read by the platform's own parser (WHATWG Fetch). */
const firstFile = async (bytes: Uint8Array, stated: string): Promise<DocumentFile> => {
  try {
    const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': stated } }).formData()
    for (const value of form.values())
      if (typeof value !== 'string')
        return { bytes: new Uint8Array(await value.arrayBuffer()), name: value.name, contentType: value.type }
  } catch (cause) {
    throw new Problem('bad-request', 'The form cannot be read.', {
      todo: 'Send multipart/form-data, or the file as the body.',
      cause,
    })
  }
  throw new Problem('bad-request', 'There is no file in the form.', { todo: `Add ${READABLE} to it.` })
}
