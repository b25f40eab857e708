/** The configuration: environment first, then a file. Checked at the start; an error names the key and the reason. */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { Problem } from './problem.ts'

const yes = z.enum(['0', '1', 'true', 'false', '']).transform(text => text === '1' || text === 'true')

const Environment = z.object({
  KEYSGUARD_PORT: z.coerce.number().int().min(0).max(65_535).default(7373),
  KEYSGUARD_HOST: z.string().min(1).default('127.0.0.1'),
  KEYSGUARD_DATA: z.string().min(1).default('data'),
  KEYSGUARD_ADMIN_PASSWORD: z.string().min(12, 'needs at least 12 characters').optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .optional(),
  KEYSGUARD_LOG: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('warn'),
  KEYSGUARD_EGRESS_ALLOW: z.string().default(''),
  KEYSGUARD_OFFLINE: yes.default(false),
  KEYSGUARD_NON_COMMERCIAL: yes.optional(),
  KEYSGUARD_CONFIG: z.string().optional(),
  KEYSGUARD_SECRET_KEY: z.string().optional(),
})

const Units = z.record(z.string(), z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])))

const File = z.strictObject({
  sources: Units.default({}),
  enrichers: Units.default({}),
  egressAllow: z.array(z.string()).default([]),
  nonCommercial: z.boolean().default(true),
})

export interface Config {
  readonly port: number
  readonly host: string
  readonly folder: string
  readonly adminPassword: string | undefined
  readonly databaseUrl: string | undefined
  /** Seals stored secrets; without it a key of the data folder does. */
  readonly secretKey: string | undefined
  readonly logLevel: string
  readonly egressAllow: readonly string[]
  /** Never fetch; a first start shows the sample day. */
  readonly offline: boolean
  /** Whether sources and enrichers that are not for commercial use are on without being switched on. */
  readonly nonCommercial: boolean
  /** Values over a source's declared defaults, by id. */
  readonly sources: UnitValues
  /** The same for enrichers. */
  readonly enrichers: UnitValues
}

type UnitValues = Readonly<Record<string, Readonly<Record<string, string>>>>

const refuse = (where: string, issue: z.core.$ZodIssue | undefined): Problem =>
  new Problem(
    'bad-config',
    `${where}${issue?.path.length ? ` ${issue.path.join('.')}` : ''}: ${issue?.message ?? 'not valid'}.`,
    {
      todo: 'Correct it and start again; docs/reference/configuration.md lists every key.',
    },
  )

type Variables = Readonly<Record<string, string | undefined>>

/** A variable that is empty is not set: Compose files and shells pass on what nobody filled in. */
const withoutEmpty = (environment: Variables): Variables =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''))

/** Reads the configuration; throws 'bad-config'. */
export const readConfig = (given: Variables): Config => {
  const environment = withoutEmpty(given)
  const read = Environment.safeParse(environment)
  if (!read.success) throw refuse('Environment', read.error.issues[0])
  const env = read.data
  const folder = resolve(env.KEYSGUARD_DATA)
  const file = readFile(env.KEYSGUARD_CONFIG, join(folder, 'keysguard.yaml'))
  return {
    port: env.KEYSGUARD_PORT,
    host: env.KEYSGUARD_HOST,
    folder,
    adminPassword: env.KEYSGUARD_ADMIN_PASSWORD,
    databaseUrl: env.DATABASE_URL,
    secretKey: env.KEYSGUARD_SECRET_KEY,
    logLevel: env.KEYSGUARD_LOG,
    egressAllow: [...file.egressAllow, ...env.KEYSGUARD_EGRESS_ALLOW.split(',')]
      .map(entry => entry.trim())
      .filter(entry => entry !== ''),
    offline: env.KEYSGUARD_OFFLINE,
    nonCommercial: env.KEYSGUARD_NON_COMMERCIAL ?? file.nonCommercial,
    sources: over(fileUnits(file.sources), environmentUnits('SOURCE', environment)),
    enrichers: over(fileUnits(file.enrichers), environmentUnits('ENRICHER', environment)),
  }
}

const readFile = (named: string | undefined, usual: string): z.infer<typeof File> => {
  if (named === undefined && !existsSync(usual)) return File.parse({})
  const path = named ?? usual
  let content: unknown
  try {
    content = parse(readFileSync(path, 'utf8')) ?? {}
  } catch (cause) {
    throw new Problem('bad-config', `${path} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`, {
      todo: 'Correct the file, or name another in KEYSGUARD_CONFIG.',
      cause,
    })
  }
  const file = File.safeParse(content)
  if (!file.success) throw refuse(path, file.error.issues[0])
  return file.data
}

const fileUnits = (units: z.infer<typeof Units>): UnitValues =>
  Object.fromEntries(
    Object.entries(units).map(([id, values]) => [
      id,
      Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)])),
    ]),
  )

/** What the environment sets goes before what the file sets, value by value. */
const over = (file: UnitValues, environment: UnitValues): UnitValues => ({
  ...file,
  ...Object.fromEntries(Object.entries(environment).map(([id, values]) => [id, { ...file[id], ...values }])),
})

/** KEYSGUARD_SOURCE_<ID>_<KEY> or KEYSGUARD_ENRICHER_<ID>_<KEY>, the id in capitals with _ for -: KEYSGUARD_SOURCE_CISA_KEV_URL. */
const environmentUnits = (kind: 'SOURCE' | 'ENRICHER', environment: Variables): UnitValues => {
  const units: Record<string, Record<string, string>> = {}
  for (const [name, value] of Object.entries(environment)) {
    const match = new RegExp(`^KEYSGUARD_${kind}_([A-Z0-9_]+)_([A-Z0-9]+)$`).exec(name)
    if (!match || value === undefined) continue
    const id = match[1]!.toLowerCase().replaceAll('_', '-')
    units[id] = { ...units[id], [match[2]!.toLowerCase()]: value }
  }
  return units
}
