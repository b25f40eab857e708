// Writes docs/reference/sources.md and enrichers.md, and the numbers of sources in README.md and CHANGELOG.md, from the declarations of the
// built server; --check only says whether they are current.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const built = async path => {
  const file = join(root, path)
  if (existsSync(file)) return import(file)
  process.stderr.write('the server is not built: npx tsc --build server\n')
  process.exit(2)
}
const { sources } = await built('server/dist/sources/index.js')
const { enrichers } = await built('server/dist/enrichers/index.js')

const HOUR = 60
const DAY = 24 * HOUR
const every = minutes => (minutes >= 2 * DAY ? `${minutes / DAY} d` : minutes >= HOUR ? `${minutes / HOUR} h` : `${minutes} min`)

const cell = text => text.replaceAll('|', '\\|')
const row = cells => `| ${cells.map(cell).join(' | ')} |`
const table = (head, rows) => [row(head), `|${head.map(() => '---|').join('')}`, ...rows.map(row)].join('\n')
const listed = words => (words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`)
const code = text => `\`${text}\``
const grouped = count => count.toLocaleString('en')
const linked = ({ provider, homepage }) => (homepage === '' ? provider : `[${provider}](${homepage})`)
const sentence = text => (/[.!?]$/.test(text) ? text : `${text}.`)

const needsKey = config => {
  const secrets = Object.values(config).filter(({ kind }) => kind === 'secret')
  return secrets.length === 0 ? '' : secrets.some(({ required }) => required) ? 'yes' : 'optional'
}

const shown = ({ kind, value, required, choices = [], least, most }) => {
  const range = kind === 'number' ? `, ${grouped(least)} to ${grouped(most)}` : ''
  if (kind === 'choice') return choices.map(one => (one === value ? `**${code(one)}**` : code(one))).join(', ')
  if (value !== '') return `${code(value)}${range}`
  return `${required ? 'needed' : 'may stay empty'}${kind === 'secret' ? ', secret' : ''}`
}

const settingsTable = settings =>
  settings.length === 0
    ? []
    : [
        table(
          ['setting', 'meaning', 'value'],
          settings.map(([key, setting]) => [code(key), setting.label, shown(setting)]),
        ),
      ]

const page = (title, ...blocks) =>
  `# ${title}\n\n<!-- Written by scripts/reference.mjs from the declarations; change those. -->\n\n${blocks.flat().join('\n\n')}\n`

const PRESENCE = {
  'full-set': 'The whole list each time: what is missing is withdrawn.',
  append: 'What is missing says nothing.',
}
const DATES = { activity: '', membership: 'Being listed says nothing about now.' }

/** Why terms keep a source off at first. */
const OFF_FOR = { mixed: 'data of others, with terms of their own', unknown: 'its terms are not known' }

const factsOf = ({ licence, reliability, tlp, presence, dates, derivedFrom, mayBeEmpty, onByDefault, large, terms, config }) =>
  [
    `Licence: ${sentence(licence)}${terms === 'non-commercial' ? ' **Not for commercial use.**' : ''}`,
    `Grade ${reliability}, TLP:${tlp.toUpperCase()}.`,
    PRESENCE[presence],
    DATES[dates],
    mayBeEmpty ? 'An empty list can be right.' : '',
    derivedFrom.length > 0 ? `Not independent of ${listed(derivedFrom.map(code))}, which it draws on.` : '',
    !onByDefault
      ? `Off until switched on: ${large ? 'large' : OFF_FOR[terms]}.`
      : needsKey(config) === 'yes'
        ? 'Rests until it has what it needs.'
        : '',
  ]
    .filter(fact => fact !== '')
    .join(' ')

const sourcesPage = page(
  'Sources',
  `There are ${sources.length} sources. How to connect one, and how a run ends: [feeds](../guides/feeds.md). One of your own is
[declared](../guides/declare-a-feed.md).`,
  table(
    ['id', 'provider', 'what', 'every', 'set', 'terms', 'on', 'key'],
    sources.map(one => [
      `[${code(one.id)}](#${one.id})`,
      one.provider,
      one.description.replace(/\.$/, ''),
      every(one.everyMinutes),
      one.presence === 'full-set' ? 'full' : 'append',
      one.terms,
      one.onByDefault ? 'yes' : 'no',
      needsKey(one.config),
    ]),
  ),
  `"Set" says whether each download is the whole list or what is new, "terms" [what its provider allows](../guides/feeds.md#terms), "on" whether
it runs without being switched on, "key" whether it needs one. The grade is the Admiralty's: A completely reliable to E unreliable, F cannot be judged.`,
  `A setting is given on the source's page, by \`keysguard sources ID --set KEY=VALUE\`, or from outside: \`KEYSGUARD_SOURCE_<ID>_<KEY>\` and the
section \`sources\` of [\`keysguard.yaml\`](configuration.md). Of choices, the one in bold is taken.`,
  sources.flatMap(one => [
    `## ${one.id}`,
    `${one.name}, of ${linked(one)}: ${sentence(one.description)}`,
    factsOf(one),
    ...settingsTable(Object.entries(one.config)),
  ]),
)

/** What every enricher can be set to, told once. */
const STANDARD = ['enabled', 'when', 'risk', 'holds', 'minute', 'day']
const LEARNS = { nobody: 'nobody', provider: 'provider', subject: 'the thing itself' }

const enrichersPage = page(
  'Enrichers',
  `There are ${enrichers.length} enrichers. \`keysguard enrichers\` lists them with what may still be asked. How they work:
[enriching](../guides/enrich.md).`,
  table(
    ['id', 'tells', 'who learns', 'terms', 'on', 'key', 'a minute / a day'],
    enrichers.map(one => [
      `[${code(one.id)}](#${one.id})`,
      one.description.replace(/\.$/, ''),
      LEARNS[one.tells],
      one.terms,
      one.onByDefault ? 'yes' : 'no',
      needsKey(one.config),
      one.budget === null ? '' : `${grouped(one.budget.perMinute)} / ${grouped(one.budget.perDay)}`,
    ]),
  ),
  `"Who learns" is whom a question tells: nobody, the provider, or the thing itself. With an optional key the limits are higher.`,
  `Every enricher has these settings, and \`minute\` and \`day\` where questions are counted; those of its own are below. They are given on its
page, by \`keysguard enrichers ID --set KEY=VALUE\`, or from outside: \`KEYSGUARD_ENRICHER_<ID>_<KEY>\` and the section \`enrichers\` of
[\`keysguard.yaml\`](configuration.md).`,
  table(
    ['setting', 'meaning'],
    STANDARD.map(key => [code(key), enrichers.find(({ config }) => config[key])?.config[key].label ?? '']),
  ),
  enrichers.flatMap(one => [
    `## ${one.id}`,
    `${one.name}, of ${linked(one)}: ${sentence(one.description)}`,
    `Licence: ${sentence(one.licence)} Asked about ${listed(one.accepts.map(code))}. An answer holds ${grouped(Number(one.config.holds.value))} seconds.${one.automatic ? ' Asked when the page of an indicator opens.' : ''}`,
    ...settingsTable(Object.entries(one.config).filter(([key]) => !STANDARD.includes(key))),
  ]),
)

/** Sources that anybody has on a first start, without a key. */
const keyless = sources.filter(({ onByDefault, config }) => onByDefault && needsKey(config) !== 'yes')

/** Figures in documents that people write: each place is found by the words around it, and there once. */
const figures = [
  ['README.md', /(?<=What you see on the first start: )\d+(?= feeds that need no key)/, keyless.length],
  ['README.md', /(?<=There are \[)\d+(?= sources\])/, sources.length],
  ['CHANGELOG.md', /(?<=^- )\d+(?= sources, \d+ of them without a key)/m, sources.length],
  ['CHANGELOG.md', /(?<=^- \d+ sources, )\d+(?= of them without a key)/m, keyless.length],
]
const withFigures = path => {
  let text = readFileSync(join(root, path), 'utf8')
  for (const [file, place, figure] of figures) {
    if (file !== path) continue
    if (!place.test(text)) throw new Error(`${path} has no place for the figure ${figure}: ${place}`)
    text = text.replace(place, String(figure))
  }
  return text
}

const pages = {
  'docs/reference/sources.md': sourcesPage,
  'docs/reference/enrichers.md': enrichersPage,
  'README.md': withFigures('README.md'),
  'CHANGELOG.md': withFigures('CHANGELOG.md'),
}
const current = path => existsSync(join(root, path)) && readFileSync(join(root, path), 'utf8') === pages[path]
const old = Object.keys(pages).filter(path => !current(path))

if (process.argv.includes('--check')) {
  if (old.length > 0) {
    process.stderr.write(`not what the declarations say: ${old.join(', ')}\nwrite them with: node scripts/reference.mjs\n`)
    process.exit(1)
  }
  process.stdout.write(`${Object.keys(pages).length} pages, each as the declarations say\n`)
} else {
  for (const path of old) writeFileSync(join(root, path), pages[path])
  process.stdout.write(old.length === 0 ? 'nothing to write: the pages are current\n' : `wrote ${old.join(', ')}\n`)
}
