/** `keysguard reports accept`, `reject`, `undo` and `remove`: what people decide about reports. */
import type { ReportDetail, ReviewDecision } from '@keysguard/model'
import { Problem } from '../problem.ts'
import type { Operator } from './operator.ts'
import { answer, count, inert, line, note, type Output } from './output.ts'
import { path } from './reports.ts'
import { askOperator, withOperator } from './with-operator.ts'

interface Deciding {
  readonly id: string
  readonly decision: Exclude<ReviewDecision, 'propose'>
  /** Their numbers. */
  readonly findings: readonly string[]
}

/** By number, by kind, or all that are proposed: one decision, taken back as one. */
export const decideReport = async (
  { id, decision, findings }: Deciding,
  { kind, all, ...output }: Output & { readonly kind?: string; readonly all?: boolean },
): Promise<void> => {
  if ([findings.length > 0, kind !== undefined, all === true].filter(Boolean).length !== 1)
    throw new Problem('bad-request', 'Name findings by their numbers, or --kind, or --all.', {
      todo: `Their numbers: keysguard reports show ${id}`,
    })
  const numbers = findings.map(numberOf)
  const report = await withOperator(async operator => {
    const which = kind === undefined ? { findings: all ? await proposedOf(operator, id) : numbers } : { kind }
    if (which.findings?.length === 0) return operator.ask<ReportDetail>({ method: 'GET', path: path(id) })
    return operator.ask<ReportDetail>({ method: 'POST', path: path(id, '/review'), json: { decision, ...which } })
  })
  answer(report, output, sayCounts)
}

const numberOf = (text: string): number => {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text)
  throw new Problem('bad-request', `"${text}" is no number of a finding.`, { todo: 'Take it from `keysguard reports show`.' })
}

const proposedOf = async (operator: Operator, id: string): Promise<readonly number[]> => {
  const { findings } = await operator.ask<ReportDetail>({ method: 'GET', path: path(id) })
  return findings.filter(({ status }) => status === 'proposed').map(one => one.id)
}

const sayCounts = ({ id, title, counts: { proposed, accepted, rejected }, canUndo }: ReportDetail): void => {
  line(inert(`${title}: ${count(accepted)} accepted, ${count(rejected)} rejected, ${count(proposed)} to decide.`))
  if (canUndo) note(`Back: keysguard reports undo ${id}`)
}

export const undoReview = async (id: string, output: Output): Promise<void> =>
  answer(await askOperator<ReportDetail>({ method: 'POST', path: path(id, '/undo') }), output, sayCounts)

export const removeReport = async (id: string): Promise<void> => {
  await askOperator({ method: 'DELETE', path: path(id) })
  line(`${inert(id)} is removed; what was accepted in it is withdrawn.`)
}
