import type { LookupResult, RoutingAnswer, VerdictEntry, VerdictResult } from '@keysguard/model'
import { Problem } from '../problem.ts'
import { EXIT } from './exit.ts'
import { ago, answer, count, inert, line, note, type Output, table } from './output.ts'
import { readText } from './read-text.ts'
import { askOperator } from './with-operator.ts'

interface VerdictOptions extends Output {
  readonly reason?: string
  readonly expires?: string
  readonly tlp?: string
}

const UNITS_MS: Readonly<Record<string, number>> = { h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 }

/** A date, or how long from now: 12h, 30d, 4w. */
const endOf = (text: string): string => {
  const [, amount, unit] = /^(\d{1,4})([hdw])$/.exec(text) ?? []
  const ms = unit === undefined ? Date.parse(text) : Date.now() + Number(amount) * (UNITS_MS[unit] ?? Number.NaN)
  if (Number.isNaN(ms)) throw new Problem('bad-request', `"${text}" is no time.`, { todo: 'Write 12h, 30d, 4w or 2026-12-31.' })
  return new Date(ms).toISOString()
}

const valuesOf = async (given: readonly string[]): Promise<readonly string[]> =>
  given.length === 1 && given[0] === '-'
    ? (await readText('-'))
        .split('\n')
        .map(value => value.trim())
        .filter(value => value !== '')
    : given

export const giveVerdict = async (verdict: string, given: readonly string[], options: VerdictOptions): Promise<void> => {
  const { reason = '', expires, tlp } = options
  const result = await askOperator<VerdictResult>({
    method: 'POST',
    path: '/verdicts',
    json: {
      verdict,
      values: await valuesOf(given),
      reason,
      tlp,
      ...(expires === undefined ? {} : { expiresAt: endOf(expires) }),
    },
  })
  answer(result, options, ({ known, batch, refused }) => {
    line(
      `${count(result.given)} judged ${inert(verdict)}, ${count(known)} of them known already. Undo: keysguard verdict undo ${batch}`,
    )
    for (const { input, problem } of refused) note(inert(`${input}: ${problem}`))
  })
  if (result.given === 0) process.exitCode = EXIT.problem
}

export const undoVerdict = async (batch: string): Promise<void> => {
  const { undone } = await askOperator<{ undone: number }>({ method: 'POST', path: '/verdicts/undo', json: { batch } })
  line(`${count(undone)} taken back; what was said before counts again.`)
}

export const showVerdicts = async (value: string | undefined, output: Output): Promise<void> => {
  const { items } = await askOperator<{ items: VerdictEntry[] }>({ method: 'GET', path: await pathOf(value) })
  answer(items, output, verdicts =>
    table(
      verdicts,
      [
        { title: 'WHEN', read: ({ at }) => ago(at) },
        {
          title: 'VERDICT',
          read: ({ verdict, counts, undoneAt }) => `${verdict}${counts ? '' : undoneAt ? ' (undone)' : ' (past)'}`,
        },
        { title: 'VALUE', read: entry => entry.value },
        { title: 'BY', read: ({ author }) => author },
        { title: 'REASON', read: ({ reason }) => reason ?? '(not for your role)' },
      ],
      'No verdict was given.',
    ),
  )
}

const pathOf = async (value: string | undefined): Promise<string> => {
  if (value === undefined) return '/verdicts'
  const { found } = await askOperator<LookupResult>({ method: 'GET', path: `/lookup?${new URLSearchParams({ value })}` })
  if (found) return `/indicators/${found.id}/verdicts`
  throw new Problem('not-found', `${value} is not known here.`, { todo: 'See all verdicts with `keysguard verdict history`.' })
}

/** Exit code 1 when one of them must not be routed. */
export const checkGate = async (given: readonly string[], output: Output): Promise<void> => {
  const { items } = await askOperator<{ items: RoutingAnswer[] }>({
    method: 'POST',
    path: '/routable',
    json: { values: await valuesOf(given) },
  })
  answer(items, output, answers => {
    for (const { input, allowed, reasons, hostOnly, blast } of answers) {
      line(inert(`${allowed ? 'may go ' : 'refused'}  ${input}${hostOnly ? '  (this only, never the domain above it)' : ''}`))
      for (const reason of reasons) line(inert(`         ${reason}`))
      if (blast.ownCount + blast.popularCount > 0)
        line(`         It would hit ${count(blast.ownCount)} own assets and ${count(blast.popularCount)} listed names or ranges.`)
    }
  })
  if (items.some(({ allowed }) => !allowed)) process.exitCode = EXIT.problem
}
