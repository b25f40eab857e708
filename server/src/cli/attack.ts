/** `keysguard attack` and `keysguard attribute`. */
import type {
  AttackHit,
  AttackMapping,
  AttackMatrix,
  AttackPage,
  Attribution,
  AttributionEvidence,
  NavigatorLayer,
} from '@keysguard/model'
import { Problem } from '../problem.ts'
import { answer, bold, count, dim, inert, line, note, type Output, printJson, table } from './output.ts'
import { readText } from './read-text.ts'
import { askOperator } from './with-operator.ts'

const ask = <T>(path: string): Promise<T> => askOperator<T>({ method: 'GET', path })

/** Objects by id, name or alias. */
export const searchOne = async (
  words: readonly string[],
  options: Output & { readonly kind?: string; readonly limit: string },
): Promise<void> => {
  const query = new URLSearchParams({ q: words.join(' '), limit: options.limit, ...(options.kind ? { kind: options.kind } : {}) })
  const { items } = await ask<{ items: AttackHit[] }>(`/attack?${query}`)
  answer(items, options, hits =>
    table(
      hits,
      [
        { title: 'ID', read: ({ id }) => id },
        { title: 'KIND', read: ({ kind }) => kind },
        { title: 'NAME', read: ({ name }) => name },
        { title: 'ALSO CALLED', read: ({ aliases }) => aliases.join(', ') },
      ],
      'ATT&CK has nothing of this name.',
    ),
  )
}

/** One object with what it is related to. */
export const showOne = async (id: string, options: Output): Promise<void> => {
  const page = await ask<AttackPage>(`/attack/${encodeURIComponent(id)}`)
  if (options.json) return printJson(page)
  const { object, related, targets, heat, url } = page
  line(`${bold(inert(`${object.id}  ${object.name}`))}  ${dim(object.kind)}`)
  if (object.aliases.length > 0) line(`Also called ${inert(object.aliases.join(', '))}`)
  if (object.tactics.length > 0) line(`Tactics ${object.tactics.join(', ')}`)
  if (targets.length > 0) line(`Targets ${inert(targets.join(', '))}`)
  if (heat) line(`Indicators ${count(heat.stated)} named by sources, ${count(heat.byFamily)} of families that use it`)
  if (object.description !== '') line(`\n${inert(object.description.split('\n')[0] ?? '')}`)
  line(dim(url))
  line()
  table(related, [
    { title: 'RELATION', read: ({ relation, direction }) => (direction === 'from' ? relation : `← ${relation}`) },
    { title: 'ID', read: one => one.id },
    { title: 'KIND', read: ({ kind }) => kind },
    { title: 'NAME', read: ({ name }) => name },
  ])
}

/** How warm each tactic is, and the warmest techniques. */
export const showMatrix = async (options: Output & { readonly limit: string }): Promise<void> => {
  const matrix = await ask<AttackMatrix>('/attack/matrix')
  if (options.json) return printJson(matrix)
  const byId = new Map(matrix.techniques.map(technique => [technique.id, technique]))
  const { release } = matrix
  line(`${bold(release.name)} ${release.version}${release.modified ? dim(` of ${release.modified.slice(0, 10)}`) : ''}`)
  table(matrix.tactics, [
    { title: 'TACTIC', read: ({ name }) => name },
    { title: 'TECHNIQUES', read: ({ techniques }) => String(techniques.length), right: true },
    {
      title: 'SEEN',
      read: ({ techniques }) => String(techniques.filter(id => warmth(byId.get(id)) > 0).length),
      right: true,
    },
  ])
  const warm = matrix.techniques.filter(one => warmth(one) > 0).sort((a, b) => warmth(b) - warmth(a))
  if (warm.length === 0) return note('No source has named a technique yet.')
  line()
  table(warm.slice(0, Number(options.limit) || 20), [
    { title: 'ID', read: ({ id }) => id },
    { title: 'TECHNIQUE', read: ({ name }) => name },
    { title: 'NAMED', read: ({ stated }) => count(stated), right: true },
    { title: 'BY FAMILY', read: ({ byFamily }) => count(byFamily), right: true },
    { title: 'GROUPS', read: ({ groups }) => count(groups), right: true },
    { title: 'COVERAGE', read: ({ coverage }) => (coverage === null ? '' : `${coverage} %`), right: true },
  ])
}

const warmth = (technique: AttackMatrix['techniques'][number] | undefined): number =>
  (technique?.stated ?? 0) + (technique?.byFamily ?? 0)

/** Prints a layer for the Navigator, or brings one in as coverage. */
export const layerOne = async (
  ids: readonly string[],
  options: { readonly import?: string; readonly name?: string; readonly remove?: string; readonly of?: string },
): Promise<void> => {
  if (options.remove !== undefined) {
    const path = `/attack/coverage/${encodeURIComponent(options.remove)}`
    const { removed } = await askOperator<{ removed: boolean }>({ method: 'DELETE', path })
    return note(removed ? 'Forgotten.' : 'There was no coverage of this name.')
  }
  if (options.import !== undefined) return importLayer(options.import, options.name)
  const of = options.of ?? (ids.length > 0 ? 'objects' : 'heat')
  const layer = await ask<NavigatorLayer>(`/attack/layer?${new URLSearchParams({ of, ids: ids.join(',') })}`)
  line(JSON.stringify(layer, null, 2))
}

const importLayer = async (file: string, given: string | undefined): Promise<void> => {
  const layer = parsed(await readText(file), file)
  const name = given ?? (typeof layer === 'object' && layer !== null && 'name' in layer ? String(layer.name) : 'coverage')
  const path = `/attack/coverage/${encodeURIComponent(name)}`
  const put = { method: 'PUT', path, json: { layer } } as const
  const { known, unknown } = await askOperator<{ known: number; unknown: number }>(put)
  note(`${known} techniques covered by "${inert(name)}"${unknown > 0 ? `; ${unknown} that ATT&CK does not have` : ''}.`)
}

const parsed = (text: string, file: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Problem('bad-request', `${file} is no JSON.`, { todo: 'Export the layer from the Navigator as JSON.', cause })
  }
}

/** Techniques a text speaks of. */
export const mapOne = async (file: string, options: Output): Promise<void> => {
  const text = await readText(file)
  const post = { method: 'POST', path: '/attack/map', json: { text } } as const
  const mapping = await askOperator<AttackMapping>(post)
  if (options.json) return printJson(mapping)
  if (mapping.techniques.length === 0) note('The text names no technique.')
  table(mapping.techniques, [
    { title: 'ID', read: ({ technique }) => technique.id },
    { title: 'TECHNIQUE', read: ({ technique }) => technique.name },
    { title: 'CONFIDENCE', read: ({ confidence }) => String(confidence), right: true },
    { title: 'EVIDENCE', read: ({ evidence }) => evidence.map(({ by, text: said }) => `${by} "${said}"`).join(', ') },
  ])
}

const listed = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map(one => one.trim())
    .filter(one => one !== '')

/** Which known groups it may have been. */
export const attributeOne = async (
  indicators: readonly string[],
  options: Output & { readonly techniques?: string; readonly software?: string; readonly targets?: string },
): Promise<void> => {
  const question = {
    techniques: listed(options.techniques),
    software: listed(options.software),
    targets: listed(options.targets),
    indicators,
  }
  const post = { method: 'POST', path: '/attack/attribute', json: question } as const
  const result = await askOperator<Attribution>(post)
  if (options.json) return printJson(result)
  line(bold(inert(result.judgement)))
  for (const one of result.weighed.unknown) note(`Not known to ATT&CK: ${inert(one)}`)
  for (const { group, probability, likelihood, for: speaks, against } of result.candidates) {
    line(`\n${bold(inert(`${group.id}  ${group.name}`))}  ${(probability * 100).toFixed(1)} %, ${likelihood}`)
    for (const one of speaks.slice(0, 6)) line(`  + ${evidence(one)}`)
    for (const one of against.slice(0, 3)) line(`  - ${evidence(one)}`)
  }
  for (const { group, against, lookFor } of result.distinctions)
    if (lookFor.length > 0)
      line(
        `\n${inert(group.name)} rather than ${inert(against.name)}: ${inert(lookFor.map(one => `${one.id} ${one.name}`).join(', '))}`,
      )
}

const evidence = ({ basis, id, name, weight, groups, citations }: AttributionEvidence): string => {
  const known = basis === 'claim' ? '' : `, of ${count(groups)} groups`
  const attested = citations.length === 0 || basis === 'claim' ? '' : dim(` (${citations.slice(0, 2).join('; ')})`)
  return `${inert(id === name ? name : `${id} ${name}`)}${known}, ${weight.toFixed(2)}${inert(attested)}`
}
