import { LINK_KINDS, type Threat, type ThreatDetail } from '@keysguard/model'
import type { Operator } from './operator.ts'
import { ago, bold, count, dim, inert, line, note, printJson, table } from './output.ts'
import { withOperator } from './with-operator.ts'

interface Options {
  readonly state?: string
  readonly status?: string
  readonly limit: string
  readonly set?: string
  readonly owner?: string
  readonly title?: string
  readonly undo?: string
  readonly json?: boolean
}

/** The list, or one threat and what is to be changed about it. */
export const runThreats = async (id: string | undefined, options: Options): Promise<void> =>
  withOperator(async operator => {
    if (id === undefined) await list(operator, options)
    else {
      const threat = await one(operator, encodeURIComponent(id), options)
      if (options.json) printJson(threat)
      else show(threat)
    }
  })

const list = async (operator: Operator, { state, status, limit, json }: Options): Promise<void> => {
  const query = new URLSearchParams({ limit, ...(state ? { state } : {}), ...(status ? { status } : {}) })
  const { items } = await operator.ask<{ items: Threat[] }>({ method: 'GET', path: `/threats?${query}` })
  if (json) for (const threat of items) printJson(threat)
  else if (items.length === 0) note('No threats.')
  else
    table(items, [
      { title: 'ID', read: ({ id }) => String(id), right: true },
      { title: 'RISK', read: ({ risk }) => String(Math.round(risk)), right: true },
      { title: 'STATUS', read: threat => threat.status },
      { title: 'OWNER', read: ({ owner }) => owner ?? '' },
      { title: 'MEMBERS', read: ({ members }) => count(members), right: true },
      { title: 'SEEN', read: ({ lastSeen }) => ago(lastSeen) },
      { title: 'THREAT', read: ({ title }) => title },
    ])
}

const one = (operator: Operator, id: string, { set, owner, title, undo }: Options): Promise<ThreatDetail> => {
  if (undo !== undefined)
    return operator.ask({ method: 'POST', path: `/threats/${id}/events/${encodeURIComponent(undo)}/undo`, json: {} })
  if (set === undefined && owner === undefined && title === undefined)
    return operator.ask({ method: 'GET', path: `/threats/${id}` })
  return operator.ask({
    method: 'PATCH',
    path: `/threats/${id}`,
    json: {
      ...(set === undefined ? {} : { status: set }),
      ...(owner === undefined ? {} : { owner: owner === '' ? null : owner }),
      ...(title === undefined ? {} : { title }),
    },
  })
}

const show = (threat: ThreatDetail): void => {
  line(
    `${bold(inert(threat.title))}  ${threat.severity}, risk ${Math.round(threat.risk)}, ${threat.status}${threat.owner ? `, ${inert(threat.owner)}` : ''}`,
  )
  line(inert(threat.summary))
  for (const { kind, value, weight, members } of threat.bonds.slice(0, 10))
    line(`  ${LINK_KINDS[kind]} ${inert(value)}  ${dim(`${count(members)} members, weight ${weight.toFixed(2)}`)}`)
  line()
  for (const { risk, value, type } of threat.shown.slice(0, 50))
    line(`  ${String(Math.round(risk)).padStart(3)}  ${inert(value)}  ${dim(type)}`)
  line()
  for (const { id, at, kind, members, other, by, canUndo } of threat.history.slice(0, 20)) {
    const about = [members > 0 ? `${count(members)} indicators` : '', other ? inert(other.title) : '', by ? inert(by) : '']
    line(
      `  ${at.slice(0, 16)}  ${kind}  ${dim([...about.filter(Boolean), canUndo ? `--undo ${id}` : ''].filter(Boolean).join(', '))}`,
    )
  }
}
