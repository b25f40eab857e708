import type { Detection, RuleCard, RuleCheck, RuleReplay, RuleText } from '@keysguard/model'
import { Problem } from '../problem.ts'
import { checkRule } from '../runtime/rules/rule-book.ts'
import { EXIT } from './exit.ts'
import { ago, answer, count, inert, line, note, type Output, table } from './output.ts'
import { askOperator } from './with-operator.ts'
import { notRight, readYaml, sayProblems } from './yaml-file.ts'

const path = (id: string): string => `/rules/${encodeURIComponent(id)}`

export const listRules = async (output: Output): Promise<void> => {
  const { items } = await askOperator<{ items: RuleCard[] }>({ method: 'GET', path: '/rules' })
  answer(items, output, rules =>
    table(rules, [
      { title: 'RULE', read: ({ id }) => id },
      { title: 'STATE', read: ({ enabled, broken }) => (broken !== null ? 'broken' : enabled ? 'on' : 'off') },
      { title: 'LEVEL', read: ({ level }) => level },
      { title: 'FROM', read: ({ origin }) => origin },
      { title: '7 DAYS', read: ({ week }) => count(week), right: true },
      { title: 'ALL', read: ({ total }) => count(total), right: true },
      { title: 'LAST', read: ({ lastFiredAt }) => ago(lastFiredAt) },
      { title: 'WHAT IT FINDS', read: ({ title, broken }) => broken ?? title },
    ]),
  )
}

/** Checks without a server. */
export const checkOne = async (file: string, output: Output): Promise<void> => {
  const check = checkRule(await readYaml(file))
  answer(check, output, ({ rule, problems }) => {
    if (rule) line(inert(`${file}: ${rule.title} (${rule.id}) is right`))
    else sayProblems(file, problems)
  })
  if (!check.ok) process.exitCode = EXIT.problem
}

/** Runs the cases a rule brings along, without a server. */
export const testOne = async (file: string, output: Output): Promise<void> => {
  const check = checkRule(await readYaml(file))
  answer(check, output, ({ ok, problems, cases }) => {
    if (ok) showCases(cases)
    else sayProblems(file, problems)
  })
  if (!check.ok || check.cases.some(({ ok }) => !ok)) process.exitCode = EXIT.problem
}

const showCases = (cases: RuleCheck['cases']): void =>
  table(
    cases,
    [
      { title: 'CASE', read: ({ name }) => name },
      { title: 'EXPECTED', read: ({ expected }) => count(expected), right: true },
      { title: 'FIRED', read: ({ fired }) => count(fired), right: true },
      { title: '', read: ({ ok }) => (ok ? 'as it should' : 'WRONG') },
    ],
    'It has no cases: add them under `tests`.',
  )

export const replayOne = async (file: string, { since, ...output }: Output & { readonly since: string }): Promise<void> => {
  const yaml = await readYaml(file)
  const found = /^(\d+(?:\.\d+)?)([hd])$/.exec(since)
  if (!found) throw new Problem('bad-request', `--since ${since} is no time.`, { todo: 'Write 12h or 7d.' })
  const days = Number(found[1]) / (found[2] === 'h' ? 24 : 1)
  const replay = await askOperator<RuleReplay>({ method: 'POST', path: '/rules/replay', json: { yaml, days } })
  answer(replay, output, ({ detections, dropped: { late, groups, events }, fired, perDay, matched, read, durationMs }) => {
    if (detections.length > 0) showDetections(detections)
    line(
      `${count(fired)} in ${since} (${perDay} a day), from ${count(matched)} of ${count(read)} observations, in ${durationMs} ms.`,
    )
    if (late + groups + events > 0) note('There was more than a rule may remember: a shorter past is told in full.')
  })
}

export const addOne = async (file: string, output: Output): Promise<void> => {
  const yaml = await readYaml(file)
  const { rule, problems } = checkRule(yaml)
  if (rule === null) throw notRight(file, problems, 'keysguard rules check')
  const saved = await askOperator<RuleText>({ method: 'PUT', path: path(rule.id), json: { yaml } })
  answer(saved, output, ({ id, title, version, enabled }) =>
    line(inert(`${title} (${id}) is saved as version ${version}; it is ${enabled ? 'on' : 'off'}.`)),
  )
}

export const switchOne = async (id: string, to: 'on' | 'off', output: Output): Promise<void> => {
  const rule = await askOperator<RuleText>({ method: 'PATCH', path: path(id), json: { enabled: to === 'on' } })
  answer(rule, output, ({ enabled }) => line(inert(`${rule.id} is ${enabled ? 'on' : 'off'}.`)))
}

export const showOne = async (id: string, output: Output): Promise<void> => {
  const rule = await askOperator<RuleText>({ method: 'GET', path: path(id) })
  answer(rule, output, ({ yaml }) => process.stdout.write(yaml))
}

export const removeOne = async (id: string): Promise<void> => {
  await askOperator({ method: 'DELETE', path: path(id) })
  line(`${inert(id)} is removed, or again as it was shipped.`)
}

export const listFound = async (id: string | undefined, output: Output): Promise<void> => {
  const query = new URLSearchParams({ limit: '100', ...(id === undefined ? {} : { rule: id }) })
  const { items } = await askOperator<{ items: Detection[] }>({ method: 'GET', path: `/detections?${query}` })
  answer(items, output, showDetections)
}

const showDetections = (items: readonly Detection[]): void =>
  table(
    items,
    [
      { title: 'FIRED', read: ({ firedAt }) => ago(firedAt) },
      { title: 'LEVEL', read: ({ level }) => level },
      { title: 'RULE', read: ({ part }) => part },
      { title: 'GROUP', read: ({ group }) => Object.values(group).join(' ') },
      { title: 'EVENTS', read: ({ events }) => count(events), right: true },
      { title: 'STATE', read: ({ state, sample }) => (sample ? `${state} (sample)` : state) },
    ],
    'No rule has fired.',
  )
