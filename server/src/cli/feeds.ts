import { readFileSync } from 'node:fs'
import { text as textOf } from 'node:stream/consumers'
import { type Feed, type FeedCheck, FeedStart, type SourceCard, type Trial } from '@keysguard/model'
import { readConfig } from '../config.ts'
import { Problem } from '../problem.ts'
import { checkFeed, draftFeed } from '../sources/declared/index.ts'
import { sources } from '../sources/index.ts'
import { EXIT } from './exit.ts'
import { connectOperator, type Operator } from './operator.ts'
import { ago, count, inert, line, note, json as printJson, table } from './output.ts'
import { pairs } from './pairs.ts'
import { showTrial } from './sources.ts'

interface Output {
  readonly json?: boolean
}

const path = (id: string): string => `/feeds/${encodeURIComponent(id)}`

const withOperator = async <T>(work: (operator: Operator) => Promise<T>): Promise<T> => {
  const operator = await connectOperator(readConfig(process.env))
  try {
    return await work(operator)
  } finally {
    await operator.close()
  }
}

/** The feeds that people declared, and how each is doing. */
export const listFeeds = async ({ json }: Output): Promise<void> => {
  const { items } = await withOperator(operator => operator.ask<{ items: SourceCard[] }>({ method: 'GET', path: '/sources' }))
  const own = items.filter(card => card.own)
  if (json) printJson(own)
  else if (own.length === 0) note('There is no feed of your own yet: begin one with `keysguard feeds draft`.')
  else
    table(own, [
      { title: 'FEED', read: ({ id }) => id },
      { title: 'NAME', read: ({ name }) => name },
      { title: 'HEALTH', read: ({ health }) => health },
      { title: 'GRADE', read: ({ reliability }) => reliability },
      { title: 'INDICATORS', read: ({ indicators }) => count(indicators), right: true },
      { title: 'LAST RUN', read: ({ lastRun }) => ago(lastRun?.finishedAt ?? null) },
    ])
}

/** Prints a declaration to begin with. */
export const draftOne = async (options: {
  readonly kind: string
  readonly url: string
  readonly name?: string
}): Promise<void> => {
  const host = URL.canParse(options.url) ? new URL(options.url).hostname : ''
  const start = FeedStart.safeParse({ ...options, name: options.name ?? host })
  if (!start.success) {
    const [issue] = start.error.issues
    throw new Problem('bad-request', `--${issue?.path.join('.') ?? 'kind'}: ${issue?.message ?? 'not valid'}.`, {
      todo: 'Add --help for the options and examples.',
    })
  }
  process.stdout.write(draftFeed(start.data))
}

/** Checks without a server: the same check that saving makes. */
export const checkOne = async (file: string, { json }: Output): Promise<void> => {
  const check = checked(await read(file))
  if (json) printJson(check)
  else if (check.source) line(inert(`${file}: ${check.source.name} (${check.source.id}) is right`))
  else for (const { line: at, column, message } of check.problems) line(inert(`${file}:${at}:${column}: ${message}`))
  if (!check.ok) process.exitCode = EXIT.problem
}

export const tryOne = async (file: string, { json, set = [] }: Output & { readonly set?: readonly string[] }): Promise<void> => {
  const yaml = await read(file)
  const settings = pairs(set)
  const trial = await withOperator(operator =>
    operator.ask<Trial>({ method: 'POST', path: '/feeds/try', json: { yaml, settings } }),
  )
  showTrial(trial, json === true)
  if (!trial.ok) process.exitCode = EXIT.problem
}

export const addOne = async (file: string, { json }: Output): Promise<void> => {
  const yaml = await read(file)
  const { source, problems } = checked(yaml)
  if (source === null) {
    const [first] = problems
    throw new Problem('bad-request', `${file}:${first?.line}:${first?.column}: ${first?.message}.`, {
      todo: `\`keysguard feeds check ${file}\` lists everything that is wrong.`,
    })
  }
  const card = await withOperator(operator => operator.ask<SourceCard>({ method: 'PUT', path: path(source.id), json: { yaml } }))
  if (json) printJson(card)
  else {
    line(inert(`${card.name} (${card.id}) is declared; it runs every ${card.everyMinutes} minutes.`))
    if (card.needs.length > 0)
      note(inert(`It needs: ${card.needs.join('; ')}. Set it with \`keysguard sources ${card.id} --set KEY=VALUE\`.`))
  }
}

export const showOne = async (id: string, { json }: Output): Promise<void> => {
  const feed = await withOperator(operator => operator.ask<Feed>({ method: 'GET', path: path(id) }))
  if (json) printJson(feed)
  else process.stdout.write(feed.yaml)
}

export const removeOne = async (id: string): Promise<void> => {
  await withOperator(operator => operator.ask({ method: 'DELETE', path: path(id) }))
  line(`${inert(id)} is removed; what it said stays known.`)
}

const checked = (yaml: string): FeedCheck => checkFeed(yaml, new Set(sources.map(({ id }) => id)))

const read = async (file: string): Promise<string> => {
  if (file === '-') return textOf(process.stdin)
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new Problem('not-found', `There is no file ${file}.`, { todo: 'Name a YAML file, or - for standard input.', cause })
  }
}
