import { OUTCOMES, type QuarantinedRow, type Run, type SourceCard, TERMS, type Trial } from '@keysguard/model'
import type { Operator } from './operator.ts'
import { ago, bold, count, dim, inert, line, note, printJson, table } from './output.ts'
import { pairs } from './pairs.ts'
import { withOperator } from './with-operator.ts'

interface SourceOptions {
  readonly json?: boolean
  readonly run?: boolean
  readonly pause?: boolean
  readonly resume?: boolean
  readonly quarantine?: boolean
  readonly replay?: boolean
  readonly enable?: boolean
  readonly disable?: boolean
  readonly set?: readonly string[]
  readonly test?: boolean
  readonly since?: string
}

const path = (id: string): string => `/sources/${encodeURIComponent(id)}`

/** The list, or one source and what is to be done with it. */
export const runSources = async (id: string | undefined, options: SourceOptions): Promise<void> =>
  withOperator(async operator => {
    if (id === undefined) await list(operator, options.json === true)
    else await one(operator, id, options)
  })

const list = async (operator: Operator, asJson: boolean): Promise<void> => {
  const { items } = await operator.ask<{ items: SourceCard[] }>({ method: 'GET', path: '/sources' })
  if (asJson) {
    printJson(items)
    return
  }
  table(items, [
    { title: 'SOURCE', read: ({ id }) => id },
    { title: 'HEALTH', read: ({ health, sample }) => (sample ? `${health} (sample)` : health) },
    { title: 'GRADE', read: ({ reliability }) => reliability },
    { title: 'TERMS', read: ({ terms }) => terms },
    { title: 'INDICATORS', read: ({ indicators }) => count(indicators), right: true },
    { title: 'REFUSED', read: ({ quarantined }) => count(quarantined), right: true },
    { title: 'LAST RUN', read: ({ lastRun }) => ago(lastRun?.finishedAt ?? null) },
    { title: 'NEXT', read: ({ nextRunAt, paused }) => (paused ? 'paused' : nextRunAt === null ? '' : ago(nextRunAt)) },
    {
      title: 'WHAT HAPPENED',
      read: ({ lastRun }) => (lastRun?.outcome ? `${lastRun.outcome}: ${lastRun.reason}` : 'has not run yet'),
    },
  ])
}

const one = async (operator: Operator, id: string, options: SourceOptions): Promise<void> => {
  if (options.pause || options.resume)
    await operator.ask({ method: 'PATCH', path: path(id), json: { paused: options.pause === true } })
  if (options.set) await operator.ask({ method: 'PATCH', path: path(id), json: { settings: pairs(options.set) } })
  if (options.enable || options.disable)
    await operator.ask({ method: 'PATCH', path: path(id), json: { enabled: options.enable === true } })
  if (options.test) {
    showTrial(await operator.ask<Trial>({ method: 'POST', path: `${path(id)}/try`, json: {} }), options.json === true)
    return
  }
  if (options.run || options.replay) {
    note(options.run ? `running ${id} …` : `replaying the quarantine of ${id} …`)
    const json = options.run && options.since !== undefined ? { since: options.since } : {}
    const run = await operator.ask<Run>({
      method: 'POST',
      path: `${path(id)}${options.run ? '/run' : '/quarantine/replay'}`,
      json,
    })
    if (options.json) printJson(run)
    else showRun(run)
    return
  }
  if (options.quarantine) {
    await showQuarantine(operator, id, options.json === true)
    return
  }
  const card = await operator.ask<SourceCard>({ method: 'GET', path: path(id) })
  if (options.json) printJson(card)
  else await showCard(operator, card)
}

/** What a source answered, and its first rows. */
export const showTrial = (trial: Trial, asJson: boolean): void => {
  if (asJson) {
    printJson(trial)
    return
  }
  line(`${bold(trial.ok ? 'works' : 'does not work')}  ${inert(trial.reason)}`)
  table(trial.rows, [
    { title: 'INDICATORS', read: ({ indicators }) => indicators.map(({ type, value }) => `${type} ${value}`).join(', ') },
    { title: 'REFUSED', read: ({ refused }) => refused ?? '' },
    { title: 'ROW', read: ({ raw }) => raw },
  ])
}

const showQuarantine = async (operator: Operator, id: string, asJson: boolean): Promise<void> => {
  const { items } = await operator.ask<{ items: QuarantinedRow[] }>({ method: 'GET', path: `${path(id)}/quarantine?limit=200` })
  if (asJson) for (const row of items) printJson(row)
  else if (items.length === 0) note('Nothing is in quarantine.')
  else {
    table(items, [
      { title: 'WHEN', read: ({ at }) => ago(at) },
      { title: 'REASON', read: ({ reason }) => reason },
      { title: 'DETAIL', read: ({ detail }) => detail },
      { title: 'ROW', read: ({ raw }) => raw },
    ])
  }
}

/** A run as a person reads it; the ledger balances. */
export const showRun = (run: Run): void => {
  const { counts } = run
  line(`${bold(run.outcome ?? 'running')}  ${run.outcome ? OUTCOMES[run.outcome] : ''}`)
  line(inert(run.reason))
  line(
    dim(
      `received ${count(counts.received)} = new ${count(counts.new)} + changed ${count(counts.changed)} + unchanged ${count(counts.unchanged)} + duplicate ${count(counts.duplicate)} + rejected ${count(counts.rejected)}; withdrawn ${count(counts.withdrawn)}; ${count(run.bytes)} bytes in ${run.durationMs ?? 0} ms`,
    ),
  )
  for (const [reason, n] of Object.entries(run.rejections)) line(dim(`  refused for ${reason}: ${count(n)}`))
}

const showCard = async (operator: Operator, card: SourceCard): Promise<void> => {
  line(`${bold(card.name)}  ${card.description}`)
  line(
    `${card.provider}, ${card.homepage}; licence ${card.licence} (${TERMS[card.terms]}); grade ${card.reliability}, TLP ${card.tlp}; every ${card.everyMinutes} minutes`,
  )
  for (const { key, label, kind, value, isSet, required } of card.settings) {
    const shown = kind === 'secret' ? (isSet ? '(set)' : '(not set)') : inert(value)
    line(`  ${key} = ${shown}${dim(`  ${label}${required ? '' : ', optional'}`)}`)
  }
  if (card.needs.length > 0) line(`It rests until it has: ${card.needs.join('; ')}.`)
  line()
  const { items } = await operator.ask<{ items: Run[] }>({ method: 'GET', path: `${path(card.id)}/runs?limit=10` })
  table(items, [
    { title: 'STARTED', read: ({ startedAt }) => ago(startedAt) },
    { title: 'OUTCOME', read: ({ outcome }) => outcome ?? 'running' },
    { title: 'NEW', read: ({ counts }) => count(counts.new), right: true },
    { title: 'CHANGED', read: ({ counts }) => count(counts.changed), right: true },
    { title: 'UNCHANGED', read: ({ counts }) => count(counts.unchanged), right: true },
    { title: 'REFUSED', read: ({ counts }) => count(counts.rejected), right: true },
    { title: 'WHAT HAPPENED', read: ({ reason }) => reason },
  ])
}

/** None can be configured in this version; the list is there for programs that ask. */
export const runDestinations = async (options: { readonly json?: boolean }): Promise<void> => {
  if (options.json) printJson([])
  else note('No destinations yet: routing out comes with a later version.')
}
