import { type Feed, type FeedCheck, FeedStart, type SourceCard, type Trial } from '@keysguard/model'
import { Problem } from '../problem.ts'
import { checkFeed, draftFeed } from '../sources/declared/index.ts'
import { sources } from '../sources/index.ts'
import { EXIT } from './exit.ts'
import { ago, answer, count, inert, line, note, type Output, table } from './output.ts'
import { pairs } from './pairs.ts'
import { showTrial } from './sources.ts'
import { askOperator } from './with-operator.ts'
import { notRight, readYaml, sayProblems } from './yaml-file.ts'

const path = (id: string): string => `/feeds/${encodeURIComponent(id)}`

/** The feeds that people declared, and how each is doing. */
export const listFeeds = async (output: Output): Promise<void> => {
  const { items } = await askOperator<{ items: SourceCard[] }>({ method: 'GET', path: '/sources' })
  const own = items.filter(card => card.own)
  answer(own, output, feeds =>
    table(
      feeds,
      [
        { title: 'FEED', read: ({ id }) => id },
        { title: 'NAME', read: ({ name }) => name },
        { title: 'HEALTH', read: ({ health }) => health },
        { title: 'GRADE', read: ({ reliability }) => reliability },
        { title: 'INDICATORS', read: ({ indicators }) => count(indicators), right: true },
        { title: 'LAST RUN', read: ({ lastRun }) => ago(lastRun?.finishedAt ?? null) },
      ],
      'There is no feed of your own yet: begin one with `keysguard feeds draft`.',
    ),
  )
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
export const checkOne = async (file: string, output: Output): Promise<void> => {
  const check = checked(await readYaml(file))
  answer(check, output, ({ source, problems }) => {
    if (source) line(inert(`${file}: ${source.name} (${source.id}) is right`))
    else sayProblems(file, problems)
  })
  if (!check.ok) process.exitCode = EXIT.problem
}

export const tryOne = async (file: string, { json, set = [] }: Output & { readonly set?: readonly string[] }): Promise<void> => {
  const yaml = await readYaml(file)
  const settings = pairs(set)
  const trial = await askOperator<Trial>({ method: 'POST', path: '/feeds/try', json: { yaml, settings } })
  showTrial(trial, json === true)
  if (!trial.ok) process.exitCode = EXIT.problem
}

export const addOne = async (file: string, output: Output): Promise<void> => {
  const yaml = await readYaml(file)
  const { source, problems } = checked(yaml)
  if (source === null) throw notRight(file, problems, 'keysguard feeds check')
  const card = await askOperator<SourceCard>({ method: 'PUT', path: path(source.id), json: { yaml } })
  answer(card, output, ({ id, name, everyMinutes, needs }) => {
    line(inert(`${name} (${id}) is declared; it runs every ${everyMinutes} minutes.`))
    if (needs.length > 0) note(inert(`It needs: ${needs.join('; ')}. Set it with \`keysguard sources ${id} --set KEY=VALUE\`.`))
  })
}

export const showOne = async (id: string, output: Output): Promise<void> => {
  const feed = await askOperator<Feed>({ method: 'GET', path: path(id) })
  answer(feed, output, ({ yaml }) => process.stdout.write(yaml))
}

export const removeOne = async (id: string): Promise<void> => {
  await askOperator({ method: 'DELETE', path: path(id) })
  line(`${inert(id)} is removed; what it said stays known.`)
}

const checked = (yaml: string): FeedCheck => checkFeed(yaml, new Set(sources.map(({ id }) => id)))
