/** `keysguard entities`: who and what is behind indicators. */
import { ENTITY_KINDS, type Entity, type EntityDetail, type EntityList, type SamePair } from '@keysguard/model'
import { Problem } from '../problem.ts'
import { bold, count, dim, inert, line, note, type Output, printJson, table } from './output.ts'
import { askOperator } from './with-operator.ts'

interface Reading extends Output {
  readonly tlp?: string
}

/** By a name or alias, or those of which most is seen. */
export const searchEntities = async (
  words: readonly string[],
  { kind, limit, tlp, json }: Reading & { readonly kind?: string; readonly limit: string },
): Promise<void> => {
  const query = new URLSearchParams({ q: words.join(' '), limit, ...(kind ? { kind } : {}), ...(tlp ? { tlp } : {}) })
  const { items, next } = await askOperator<EntityList>({ method: 'GET', path: `/entities?${query}` })
  if (json) for (const entity of items) printJson(entity)
  else {
    table(
      items,
      [
        { title: 'KIND', read: entity => entity.kind },
        { title: 'NAME', read: ({ name }) => name },
        { title: 'INDICATORS', read: indicatorsOf, right: true },
        { title: 'SEEN', read: ({ lastSeen }) => lastSeen ?? '' },
        { title: 'MAYBE SAME', read: ({ open }) => (open === 0 ? '' : String(open)), right: true },
        { title: 'ALSO CALLED', read: aliasesOf },
      ],
      'Nothing goes by this name.',
    )
    if (next !== null) note('There are more: raise --limit.')
  }
}

const indicatorsOf = ({ indicators }: Entity): string =>
  indicators === null ? '' : `${indicators.exact ? '' : '> '}${count(indicators.count)}`

const aliasesOf = ({ vulnerability, aliases }: Entity): string =>
  vulnerability === null
    ? aliases.join(', ')
    : [
        `risk ${Math.round(vulnerability.risk)}`,
        vulnerability.cvss === null ? '' : `CVSS ${vulnerability.cvss}`,
        vulnerability.epss === null ? '' : `EPSS ${Math.round(vulnerability.epss * 100)} %`,
        vulnerability.kev ? 'KEV' : '',
      ]
        .filter(Boolean)
        .join(', ')

/** One with everything that is known of it. */
export const showEntity = async (kind: string, name: string, { tlp, json }: Reading): Promise<void> => {
  const path = `/entities/${encodeURIComponent(kind)}/${encodeURIComponent(name)}${tlp ? `?tlp=${encodeURIComponent(tlp)}` : ''}`
  const entity = await askOperator<EntityDetail>({ method: 'GET', path })
  if (json) return printJson(entity)
  sayHead(entity)
  for (const { text, by } of entity.descriptions.slice(0, 2)) line(`\n${inert(text.split('\n')[0] ?? '')} ${dim(inert(by.name))}`)
  line()
  const { items, q } = entity.indicators
  for (const { risk, value, type } of items.slice(0, 15))
    line(`  ${String(Math.round(risk)).padStart(3)}  ${inert(value)}  ${dim(type)}`)
  if (q !== null) line(dim(`  all of them: keysguard search '${inert(q)}'`))
  sayList('Related', entity.related.slice(0, 30).map(relatedLine))
  sayList(
    'Techniques',
    entity.techniques.slice(0, 30).map(one => `${one.id}  ${one.name}`),
  )
  sayList(
    'Threats',
    entity.threats.map(({ id, title, members }) => `${id}  ${title}, ${count(members)} of its indicators`),
  )
  sayList('Possible same as', entity.same.filter(({ decision }) => decision === null).map(pairLine))
}

const sayHead = ({ kind, name, attack, names, joined, indicators, firstSeen, lastSeen, vulnerability }: EntityDetail): void => {
  line(`${bold(inert(name))}  ${dim([ENTITY_KINDS[kind], attack?.id ?? ''].filter(Boolean).join(', '))}`)
  for (const { name: alias, by } of names.slice(1, 20))
    line(`  also ${inert(alias)}  ${dim(inert(by.map(one => one.name).join(', ')))}`)
  for (const one of joined) line(`  with ${inert(one.name)}, decided to be the same`)
  const seen = firstSeen === null ? '' : `, seen from ${firstSeen} to ${lastSeen}`
  line(`${indicators.exact ? '' : 'More than '}${count(indicators.count)} indicators${seen}`)
  if (vulnerability === null) return
  const { cvss, epss, exploited, risk } = vulnerability
  line(
    `Risk ${Math.round(risk)}, CVSS ${cvss ?? 'not stated'}, EPSS ${epss === null ? 'not stated' : `${Math.round(epss * 100)} %`}`,
  )
  if (exploited) line(`Known to be exploited since ${exploited.since ?? '?'}, to be fixed by ${exploited.due ?? '?'}`)
}

const sayList = (title: string, lines: readonly string[]): void => {
  if (lines.length === 0) return
  line(`\n${bold(title)}`)
  for (const text of lines) line(`  ${inert(text)}`)
}

const relatedLine = ({ kind, name, relation, indicators }: EntityDetail['related'][number]): string =>
  `${relation.replaceAll('-', ' ')} ${name} (${ENTITY_KINDS[kind].toLowerCase()})${indicators > 0 ? `, named together ${count(indicators)} times` : ''}`

const pairLine = ({ a, b, confidence, evidence }: SamePair): string =>
  `${confidence} %  ${a.name} and ${b.name}: ${evidence.map(({ text }) => text).join(' ')}`

interface Deciding extends Output {
  readonly decide?: string
  readonly reason: string
  readonly state: string
  readonly limit: string
}

/** Pairs that may be the same; with two names and a word, a decision. */
export const sameEntities = async (
  { kind, one, other }: { readonly kind?: string; readonly one?: string; readonly other?: string },
  { decide, reason, state, limit, json }: Deciding,
): Promise<void> => {
  if (decide !== undefined) {
    if (kind === undefined || one === undefined || other === undefined)
      throw new Problem('bad-request', 'A decision is about two.', {
        todo: 'Write: keysguard entities same actor ONE OTHER --decide same',
      })
    const body = { a: { kind, id: one }, b: { kind, id: other }, decision: decide, reason }
    const pair = await askOperator<SamePair>({ method: 'POST', path: '/entities/same', json: body })
    if (json) return printJson(pair)
    const words = { same: 'are the same now', different: 'are different', undone: 'are undecided again' }
    return note(`${inert(pair.a.name)} and ${inert(pair.b.name)} ${words[pair.decision?.decision ?? 'undone']}.`)
  }
  const query = new URLSearchParams({ state, limit, ...(kind ? { kind } : {}) })
  const { items } = await askOperator<{ items: SamePair[] }>({ method: 'GET', path: `/entities/same?${query}` })
  if (json) for (const pair of items) printJson(pair)
  else if (items.length === 0) note('None.')
  else for (const pair of items) line(`${pair.a.kind}  ${inert(pairLine(pair))}`)
}
