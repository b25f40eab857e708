/** Declared feeds in the fixture: one there from the start, drafts, and a check that knows a handful of keys. */
import { type FeedCheck, FeedStart, type SourceCard, type Trial } from '@keysguard/model'
import { z } from 'zod'
import { trialRows } from './fixture-connect.ts'
import { fixtureProblem } from './fixture-problem.ts'
import { ago, fixtureSources } from './fixture-sources.ts'
import { HOSTILE } from './hostile.ts'

export const Declared = z.strictObject({ yaml: z.string() })
export const TriedFeed = Declared.extend({ settings: z.record(z.string(), z.string()).default({}) })
export { FeedStart }

const yamlOf = (id: string, name: string, url: string): string => `# A CSV file with columns.
id: ${id}
name: ${JSON.stringify(name)}
licence: Not stated        # who may use it for what
reliability: F             # Admiralty grade
tlp: amber
every: 1 h                 # how often it is asked

kind: csv
url: ${JSON.stringify(url)}
# headers: { X-Api-Key: "\${secret:key}" }   # a secret never stands here

map:                       # which column gives what
  value: indicator
  type: auto
`

export const makeFeeds = (): Map<string, string> =>
  new Map([['press', yamlOf('press', `Press office ${HOSTILE.svg}`, 'https://press.example/list.csv')]])

export const draftOf = ({ name, url }: FeedStart): { yaml: string } => ({
  yaml: yamlOf(name.toLowerCase().replace(/[^a-z0-9]+/g, '-'), name, url),
})

const KEYS = /^\s*(?:#|$|(?:id|name|licence|reliability|tlp|every|kind|url|headers|map|value|type|threat|malware):)/

export const checkOf = (yaml: string): FeedCheck => {
  const problems = yaml.split('\n').flatMap((text, index) => {
    const column = text.search(/\S/) + 1
    return KEYS.test(text)
      ? []
      : [{ line: index + 1, column, message: `${text.trim().split(':')[0]}: is nothing that is known here` }]
  })
  const id = /^id: (\S+)$/m.exec(yaml)?.[1] ?? 'feed'
  const name = /^name: "?(.*?)"?$/m.exec(yaml)?.[1] ?? id
  return problems.length > 0 ? { ok: false, problems, source: null } : { ok: true, problems: [], source: { id, name } }
}

export const tryFeedOf = (yaml: string): Trial =>
  yaml.includes('value: indicator')
    ? { ok: true, reason: 'It answers; 2 of the first 4 rows are refused.', rows: trialRows() }
    : { ok: false, reason: 'It answers, but there are no rows.', rows: [] }

export const feedOf = (feeds: ReadonlyMap<string, string>, id: string) => {
  const yaml = feeds.get(id)
  if (yaml === undefined) throw fixtureProblem(404, 'not-found', `There is no declared feed called ${id}.`, 'Look at the list.')
  return { id, yaml, readOnly: false, updatedAt: ago(4_000) }
}

/** The source that a declaration makes. */
export const declaredSource = (id: string, yaml: string): SourceCard => {
  const [like] = fixtureSources()
  const settings = yaml.match(/^headers:.*\$\{secret:(\w+)\}/m)
  return {
    ...like!,
    id,
    name: checkOf(yaml).source?.name ?? id,
    provider: 'Your own',
    own: true,
    health: 'waiting',
    indicators: 0,
    lastRun: null,
    recent: [],
    settings: settings
      ? [
          {
            key: settings[1]!,
            label: `Secret "${settings[1]}"`,
            kind: 'secret',
            required: true,
            value: '',
            isSet: false,
            default: '',
            from: 'default',
          },
        ]
      : [],
  }
}
