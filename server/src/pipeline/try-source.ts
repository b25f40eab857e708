/** Asks a source and reads its first rows without storing anything: before settings are saved, and while a feed is being declared. */
import type { Trial } from '@keysguard/model'
import { SHIPPED_FIREWALL } from '../intelligence/firewall.ts'
import type { Answer, Get, Part } from '../kit/rows.ts'
import type { Source } from '../kit/source.ts'
import { asProblem } from '../problem.ts'
import { deadlineIn } from './deadline.ts'
import { readRow } from './read-rows.ts'
import { type Open, plainly } from './run-source.ts'

const ROWS = 8
const LONGEST_RAW = 2_000
const DEADLINE_MS = 30_000

interface TrialContext {
  readonly now: number
  /** Takes the source's secrets out of a text that is shown. */
  readonly hide: (text: string) => string
}

/** Never throws for what the source does: that is the result. */
export const trySource = async (
  source: Source,
  parts: readonly Part<unknown>[],
  open: Open,
  context: TrialContext,
): Promise<Trial> => {
  const rows: Trial['rows'] = []
  const deadline = deadlineIn(DEADLINE_MS)
  const { signal } = deadline
  try {
    for (const part of parts) {
      const answer = await open(part.ask, null, signal)
      if (answer.unchanged) continue
      const get: Get = async ask => plainly(await open(ask, null, signal))
      await readSome({ source, part, answer, get }, rows, context)
      if (rows.length >= ROWS) break
    }
  } catch (error) {
    const problem = asProblem(error)
    return { ok: false, reason: context.hide(`${problem.message} ${problem.todo}`), rows }
  } finally {
    deadline.clear()
  }
  const refused = rows.filter(row => row.refused !== null).length
  if (rows.length === 0) return { ok: source.mayBeEmpty, reason: 'It answers, but there are no rows.', rows }
  const reason =
    refused === 0
      ? 'It answers, and its rows are understood.'
      : `It answers; ${refused} of the first ${rows.length} rows are refused.`
  return { ok: refused < rows.length, reason, rows }
}

interface Reading {
  readonly source: Source
  readonly part: Part<unknown>
  readonly answer: Answer
  readonly get: Get
}

const readSome = async (
  { source, part, answer, get }: Reading,
  rows: Trial['rows'],
  { now, hide }: TrialContext,
): Promise<void> => {
  for await (const batch of part.read(answer, get)) {
    for (const row of batch) {
      const { judged, lesson, refusal } = readRow(source, part.name, row, {
        firewall: SHIPPED_FIREWALL,
        now,
        sample: false,
        dates: source.dates,
        isFirstRead: true,
      })
      if (judged.length === 0 && lesson === null && refusal === null) continue
      rows.push({
        raw: hide(row.raw).slice(0, LONGEST_RAW),
        indicators: judged.map(({ type, value, statement }) => ({ type, value, statement })),
        refused: refusal === null ? null : hide(`${refusal.reason}: ${refusal.detail}`),
      })
      if (rows.length >= ROWS) return
    }
  }
}
