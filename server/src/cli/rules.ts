import { readFileSync } from 'node:fs'
import { text as textOf } from 'node:stream/consumers'
import type { Detection, RuleCard, RuleCheck, RuleReplay, RuleText } from '@keysguard/model'
import { readConfig } from '../config.ts'
import { Problem } from '../problem.ts'
import { checkRule } from '../runtime/rules/rule-book.ts'
import { EXIT } from './exit.ts'
import { connectOperator, type Operator } from './operator.ts'
import { ago, count, inert, line, note, json as printJson, table } from './output.ts'

interface Output {
  readonly json?: boolean
}

const path = (id: string): string => `/rules/${encodeURIComponent(id)}`

const withOperator = async <T>(work: (operator: Operator) => Promise<T>): Promise<T> => {
  const operator = await connectOperator(readConfig(process.env))
  try {
    return await work(operator)
  } finally {
    await operator.close()
  }
}

export const listRules = async ({ json }: Output): Promise<void> => {
  const { items } = await withOperator(operator => operator.ask<{ items: RuleCard[] }>({ method: 'GET', path: '/rules' }))
  if (json) {
    printJson(items)
    return
  }
  table(items, [
    { title: 'RULE', read: ({ id }) => id },
    { title: 'STATE', read: ({ enabled, broken }) => (broken !== null ? 'broken' : enabled ? 'on' : 'off') },
    { title: 'LEVEL', read: ({ level }) => level },
    { title: 'FROM', read: ({ origin }) => origin },
    { title: '7 DAYS', read: ({ week }) => count(week), right: true },
    { title: 'ALL', read: ({ total }) => count(total), right: true },
    { title: 'LAST', read: ({ lastFiredAt }) => ago(lastFiredAt) },
    { title: 'WHAT IT FINDS', read: ({ title, broken }) => broken ?? title },
  ])
}

/** Checks without a server. */
export const checkOne = async (file: string, { json }: Output): Promise<void> => {
  const check = checkRule(await read(file))
  if (json) printJson(check)
  else if (check.rule) line(inert(`${file}: ${check.rule.title} (${check.rule.id}) is right`))
  else sayProblems(file, check)
  if (!check.ok) process.exitCode = EXIT.problem
}

/** Runs the cases a rule brings along, without a server. */
export const testOne = async (file: string, { json }: Output): Promise<void> => {
  const check = checkRule(await read(file))
  const failed = check.cases.filter(({ ok }) => !ok)
  if (json) printJson(check)
  else if (!check.ok) sayProblems(file, check)
  else if (check.cases.length === 0) note('It has no cases: add them under `tests`.')
  else
    table(check.cases, [
      { title: 'CASE', read: ({ name }) => name },
      { title: 'EXPECTED', read: ({ expected }) => count(expected), right: true },
      { title: 'FIRED', read: ({ fired }) => count(fired), right: true },
      { title: '', read: ({ ok }) => (ok ? 'as it should' : 'WRONG') },
    ])
  if (!check.ok || failed.length > 0) process.exitCode = EXIT.problem
}

export const replayOne = async (file: string, { json, since }: Output & { readonly since: string }): Promise<void> => {
  const yaml = await read(file)
  const found = /^(\d+(?:\.\d+)?)([hd])$/.exec(since)
  if (!found) throw new Problem('bad-request', `--since ${since} is no time.`, { todo: 'Write 12h or 7d.' })
  const days = Number(found[1]) / (found[2] === 'h' ? 24 : 1)
  const replay = await withOperator(operator =>
    operator.ask<RuleReplay>({ method: 'POST', path: '/rules/replay', json: { yaml, days } }),
  )
  if (json) {
    printJson(replay)
    return
  }
  showDetections(replay.detections)
  const { late, groups, events } = replay.dropped
  line(
    `${count(replay.fired)} in ${since} (${replay.perDay} a day), from ${count(replay.matched)} of ${count(replay.read)} observations, in ${replay.durationMs} ms.`,
  )
  if (late + groups + events > 0) note('There was more than a rule may remember: a shorter past is told in full.')
}

export const addOne = async (file: string, { json }: Output): Promise<void> => {
  const yaml = await read(file)
  const check = checkRule(yaml)
  if (check.rule === null) {
    const [first] = check.problems
    throw new Problem('bad-request', `${file}:${first?.line}:${first?.column}: ${first?.message}.`, {
      todo: `\`keysguard rules check ${file}\` lists everything that is wrong.`,
    })
  }
  const { id } = check.rule
  const rule = await withOperator(operator => operator.ask<RuleText>({ method: 'PUT', path: path(id), json: { yaml } }))
  if (json) printJson(rule)
  else line(inert(`${rule.title} (${rule.id}) is saved as version ${rule.version}; it is ${rule.enabled ? 'on' : 'off'}.`))
}

export const switchOne = async (id: string, to: 'on' | 'off', { json }: Output): Promise<void> => {
  const rule = await withOperator(operator =>
    operator.ask<RuleText>({ method: 'PATCH', path: path(id), json: { enabled: to === 'on' } }),
  )
  if (json) printJson(rule)
  else line(inert(`${rule.id} is ${rule.enabled ? 'on' : 'off'}.`))
}

export const showOne = async (id: string, { json }: Output): Promise<void> => {
  const rule = await withOperator(operator => operator.ask<RuleText>({ method: 'GET', path: path(id) }))
  if (json) printJson(rule)
  else process.stdout.write(rule.yaml)
}

export const removeOne = async (id: string): Promise<void> => {
  await withOperator(operator => operator.ask({ method: 'DELETE', path: path(id) }))
  line(`${inert(id)} is removed, or again as it was shipped.`)
}

export const listFound = async (id: string | undefined, { json }: Output): Promise<void> => {
  const query = new URLSearchParams({ limit: '100', ...(id === undefined ? {} : { rule: id }) })
  const { items } = await withOperator(operator =>
    operator.ask<{ items: Detection[] }>({ method: 'GET', path: `/detections?${query}` }),
  )
  if (json) printJson(items)
  else if (items.length === 0) note('No rule has fired.')
  else showDetections(items)
}

const showDetections = (items: readonly Detection[]): void => {
  if (items.length === 0) return
  table(items, [
    { title: 'FIRED', read: ({ firedAt }) => ago(firedAt) },
    { title: 'LEVEL', read: ({ level }) => level },
    { title: 'RULE', read: ({ part }) => part },
    { title: 'GROUP', read: ({ group }) => Object.values(group).join(' ') },
    { title: 'EVENTS', read: ({ events }) => count(events), right: true },
    { title: 'STATE', read: ({ state, sample }) => (sample ? `${state} (sample)` : state) },
  ])
}

const sayProblems = (file: string, { problems }: RuleCheck): void => {
  for (const { line: at, column, message } of problems) line(inert(`${file}:${at}:${column}: ${message}`))
}

const read = async (file: string): Promise<string> => {
  if (file === '-') return textOf(process.stdin)
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new Problem('not-found', `There is no file ${file}.`, { todo: 'Name a YAML file, or - for standard input.', cause })
  }
}
