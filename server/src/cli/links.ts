import {
  type IndicatorLinks,
  LINK_KINDS,
  type LinkKind,
  type LinkPage,
  type LookupResult,
  linkKinds,
  type Neighbour,
} from '@keysguard/model'
import { Problem } from '../problem.ts'
import type { Operator } from './operator.ts'
import { ago, bold, count, dim, inert, line, note, printJson } from './output.ts'
import { withOperator } from './with-operator.ts'

interface Options {
  readonly kind?: string
  readonly limit: string
  readonly tlp?: string
  readonly json?: boolean
}

/** What a value has in common with others; with `--kind`, everything that has it. Exit code 3 when there is nothing. */
export const runLinks = async (value: string, options: Options): Promise<void> =>
  withOperator(async operator => {
    const query = new URLSearchParams({ limit: options.limit, ...(options.tlp === undefined ? {} : { tlp: options.tlp }) })
    const any =
      options.kind === undefined
        ? await ofIndicator(operator, value, query, options)
        : await ofNode(operator, value, query, options)
    if (!any) process.exitCode = 3
  })

const ofIndicator = async (operator: Operator, value: string, query: URLSearchParams, { json }: Options): Promise<boolean> => {
  const found = await operator.ask<LookupResult>({ method: 'GET', path: `/lookup?${new URLSearchParams({ value })}` })
  if (!found.found) {
    note(found.problem ?? `${inert(found.value ?? value)} is not known.`)
    return false
  }
  const { nodes, complete } = await operator.ask<IndicatorLinks>({
    method: 'GET',
    path: `/indicators/${found.found.id}/links?${query}`,
  })
  if (!complete) note('Some indicators wait to be linked: ask again in a moment.')
  const shared = nodes.filter(({ items, hub }) => items.length > 0 || hub)
  if (json) for (const node of nodes) printJson(node)
  else if (shared.length === 0) line(dim('It shares nothing with anything known.'))
  else {
    for (const node of shared) {
      const { kind, indicators, weight, hub, items, next } = node
      const many = `${indicators.exact ? '' : 'more than '}${count(indicators.count)} have it`
      line(
        `${bold(LINK_KINDS[kind])} ${inert(node.value)}  ${dim(hub ? `${many}: it connects nothing` : `${many}, weight ${weight.toFixed(2)}`)}`,
      )
      for (const item of items) line(`  ${shown(item)}`)
      if (next !== null) line(dim(`  and more: keysguard links --kind ${kind} '${inert(node.value)}'`))
    }
  }
  return shared.length > 0
}

const shown = ({ risk, type, value, to, evidence }: Neighbour): string =>
  `${String(Math.round(risk)).padStart(3)}  ${inert(value)}  ${dim(`${type}, until ${ago(`${to}T00:00:00Z`)}, ${evidence.map(({ name }) => inert(name)).join(', ')}`)}`

const isKind = (kind: string): kind is LinkKind => (linkKinds as readonly string[]).includes(kind)

const ofNode = async (
  operator: Operator,
  value: string,
  query: URLSearchParams,
  { kind = '', json }: Options,
): Promise<boolean> => {
  if (!isKind(kind))
    throw new Problem('bad-request', `There is no kind of link called ${inert(kind)}.`, {
      todo: `Name one of ${linkKinds.join(', ')}.`,
    })
  const page = await operator.ask<LinkPage>({
    method: 'GET',
    path: `/links/${kind}/${encodeURIComponent(value)}?${query}`,
  })
  if (json) for (const item of page.items) printJson(item)
  else {
    for (const item of page.items) line(shown(item))
    note(`${page.items.length} of ${page.indicators.exact ? '' : 'more than '}${count(page.indicators.count)}`)
  }
  return page.items.length > 0
}
