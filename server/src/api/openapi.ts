/** The OpenAPI 3.1 description, made from the table of operations. */
import { ProblemDetails } from '@keysguard/model'
import { z } from 'zod'
import { REST, type Route } from './rest.ts'
import { STREAMS } from './streams.ts'

type Json = Readonly<Record<string, unknown>>

const schemaOf = (type: z.ZodType, io: 'input' | 'output'): Json =>
  z.toJSONSchema(type, { io, unrepresentable: 'any', target: 'draft-2020-12' })

const inputOf = ({ method, path, operation }: Route): Json => {
  const schema = schemaOf(operation.input, 'input') as { properties?: Record<string, Json>; required?: readonly string[] }
  const inPath = [...path.matchAll(/:(\w+)/g)].map(match => match[1]!)
  const rest = Object.entries(schema.properties ?? {}).filter(([name]) => !inPath.includes(name))
  const required = (schema.required ?? []).filter(name => !inPath.includes(name))
  const parameters = [
    ...inPath.map(name => ({ name, in: 'path', required: true, schema: schema.properties?.[name] ?? { type: 'string' } })),
    ...(method === 'GET'
      ? rest.map(([name, property]) => ({ name, in: 'query', required: required.includes(name), schema: property }))
      : []),
  ]
  if (method === 'GET' || rest.length === 0) return { parameters }
  return {
    parameters,
    requestBody: {
      required: true,
      content: { 'application/json': { schema: { type: 'object', properties: Object.fromEntries(rest), required } } },
    },
  }
}

const problem = {
  description: 'A problem (RFC 9457)',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}

/** The whole document. */
export const openApi = (version: string): Json => {
  const paths: Record<string, Record<string, Json>> = {}
  for (const route of REST) {
    const path = `/api/v1${route.path.replace(/:(\w+)/g, '{$1}')}`
    const { id, summary, access, output } = route.operation
    paths[path] = {
      ...paths[path],
      [route.method.toLowerCase()]: {
        operationId: id,
        summary,
        description: `Needs: ${access}.`,
        ...inputOf(route),
        responses: {
          200: { description: 'The result', content: { 'application/json': { schema: schemaOf(output, 'output') } } },
          default: problem,
        },
      },
    }
  }
  for (const { method, path, id, summary, description } of STREAMS) {
    paths[path] = {
      ...paths[path],
      [method]: { operationId: id, summary, description, responses: { 200: { description: 'The result' }, default: problem } },
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'KeysGuard', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    security: [{ session: [] }, { token: [] }],
    paths,
    components: {
      schemas: { Problem: schemaOf(ProblemDetails, 'output') },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'keysguard_session' },
        token: { type: 'http', scheme: 'bearer' },
      },
    },
  }
}
