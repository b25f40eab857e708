import { ENRICHER_TELLS, type EnricherCard, type Enrichment, INDICATOR_TYPES, type Quota, TERMS } from '@keysguard/model'
import type { Operator } from './operator.ts'
import { ago, bold, count, dim, inert, line, printJson, table } from './output.ts'
import { pairs } from './pairs.ts'
import { withOperator } from './with-operator.ts'

/** Exit code 3 when nobody knows anything of it. */
export const runEnrich = (
  value: string,
  options: { readonly with?: string; readonly fresh?: boolean; readonly json?: boolean },
): Promise<void> =>
  withOperator(async operator => {
    const { items } = await operator.ask<{ items: Enrichment[] }>({
      method: 'POST',
      path: '/enrich',
      json: {
        value,
        fresh: options.fresh === true,
        ...(options.with === undefined ? {} : { enricher: options.with }),
      },
    })
    if (options.json) for (const item of items) printJson(item)
    else if (items.length === 0) line(dim('No enricher says anything of such an indicator.'))
    else items.forEach(show)
    if (!items.some(({ answer }) => answer?.found)) process.exitCode = 3
  })

const show = ({ name, state, reason, failure, answer }: Enrichment): void => {
  const outcome = answer?.found ? '' : answer ? 'does not know it' : (failure ?? reason ?? state)
  line(`${bold(name)}  ${dim([inert(outcome), answer ? ago(answer.at) : ''].filter(part => part !== '').join(', '))}`)
  if (answer && failure !== null) line(dim(`  asking again failed: ${inert(failure)}`))
  for (const { label, text } of answer?.facts ?? []) line(`  ${inert(label).padEnd(20)}  ${inert(text)}`)
  const leads = (answer?.related ?? []).map(
    ({ type, value, known }) => `${INDICATOR_TYPES[type]} ${value}${known ? ' (known here)' : ''}`,
  )
  if (leads.length > 0)
    line(
      `  ${'Leads to'.padEnd(20)}  ${inert(leads.slice(0, 10).join(', '))}${leads.length > 10 ? ` and ${leads.length - 10} more` : ''}`,
    )
}

interface EnrichersOptions {
  readonly json?: boolean
  readonly enable?: boolean
  readonly disable?: boolean
  readonly set?: readonly string[]
}

/** The list, or one enricher and what is to be changed about it. */
export const runEnrichers = (id: string | undefined, options: EnrichersOptions): Promise<void> =>
  withOperator(async operator => {
    if (id !== undefined) {
      const card = await one(operator, id, options)
      if (options.json) printJson(card)
      else showCard(card)
      return
    }
    const { items } = await operator.ask<{ items: EnricherCard[] }>({ method: 'GET', path: '/enrichers' })
    if (options.json) printJson(items)
    else list(items)
  })

const one = async (operator: Operator, id: string, { enable, disable, set }: EnrichersOptions): Promise<EnricherCard> => {
  const change = {
    ...(enable || disable ? { enabled: enable === true } : {}),
    ...(set ? { settings: pairs(set) } : {}),
  }
  return operator.ask<EnricherCard>({ method: 'PATCH', path: `/enrichers/${encodeURIComponent(id)}`, json: change })
}

const list = (items: readonly EnricherCard[]): void =>
  table(items, [
    { title: 'ENRICHER', read: ({ id }) => id },
    { title: 'STATE', read: ({ state }) => state },
    { title: 'TELLS', read: ({ tells }) => tells },
    { title: 'TERMS', read: ({ terms }) => terms },
    { title: 'LEFT TODAY', read: ({ quota }) => (quota === null ? '' : count(quota.leftToday)), right: true },
    { title: 'ASKED', read: ({ counts }) => count(counts.asked), right: true },
    { title: 'FAILED', read: ({ counts }) => count(counts.failed), right: true },
    { title: 'ABOUT', read: ({ accepts }) => accepts.join(' ') },
    { title: 'WHAT TO KNOW', read: ({ reason, problem, description }) => problem ?? reason ?? description },
  ])

const left = ({ leftThisMinute, perMinute, leftToday, perDay }: Quota): string =>
  `${count(leftThisMinute)} of ${count(perMinute)} questions left this minute, ${count(leftToday)} of ${count(perDay)} today`

const showCard = (card: EnricherCard): void => {
  line(`${bold(card.name)}  ${card.description}`)
  line(`${card.provider}, ${card.homepage}; licence ${card.licence} (${TERMS[card.terms]})`)
  line(`${ENRICHER_TELLS[card.tells]}. Asked about: ${card.accepts.join(', ')}.`)
  line(`${bold(card.state)}  ${inert(card.reason ?? '')}`)
  if (card.quota !== null) line(left(card.quota))
  if (card.problem !== null) line(`The last question failed: ${inert(card.problem)}`)
  for (const { key, label, kind, value, isSet, required } of card.settings) {
    const shown = kind === 'secret' ? (isSet ? '(set)' : '(not set)') : inert(value)
    line(`  ${key} = ${shown}${dim(`  ${label}${required ? '' : ', optional'}`)}`)
  }
}
