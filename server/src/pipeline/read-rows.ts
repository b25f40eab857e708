/** From a raw row to judged rows: decode, check, parse, judge. Never throws: what goes wrong is a refusal; a row of several indicators may give both. */
import type { RawRow } from '../kit/rows.ts'
import type { Lesson, Observed, Parsed, Refused, Source } from '../kit/source.ts'
import { Problem } from '../problem.ts'
import type { Judged } from '../store/judged.ts'
import type { Refusal } from '../store/quarantine.ts'
import { type JudgeContext, judge } from './judge.ts'
import { lessonProblem } from './keep-lessons.ts'

export type ReadRow = {
  readonly judged: readonly Judged[]
  readonly lesson: Lesson | null
  readonly refusal: Refusal | null
}

const NOTHING: ReadRow = { judged: [], lesson: null, refusal: null }

/** Reads one row of a feed. */
export const readRow = (source: Source, part: string, row: RawRow<unknown>, context: JudgeContext): ReadRow => {
  let decoded: unknown
  try {
    decoded = row.decode()
  } catch (error) {
    const reason = error instanceof Problem && error.code === 'too-large' ? 'too-large' : 'malformed'
    return refused({ reason, detail: error instanceof Error ? error.message : String(error), raw: row.raw, decoded: null })
  }
  return readDecoded(source, part, row.raw, decoded, context)
}

/** Reads a row that was decoded before: the replay of a quarantined row. */
export const readDecoded = (source: Source, part: string, raw: string, decoded: unknown, context: JudgeContext): ReadRow => {
  const refuse = (reason: string, detail: string): ReadRow => refused({ reason, detail, raw, decoded: JSON.stringify(decoded) })
  const checked = source.row.safeParse(decoded)
  if (!checked.success) {
    const issue = checked.error.issues[0]
    return refuse('schema', `${issue?.path.join('.') || 'row'}: ${issue?.message ?? 'not as expected'}`)
  }
  let parsed: Parsed
  try {
    parsed = source.parse(checked.data, { part })
  } catch (error) {
    return refuse('malformed', error instanceof Error ? error.message : String(error))
  }
  if (parsed === null) return NOTHING
  if (isRefused(parsed)) return refuse(parsed.refused, parsed.detail)
  if (isLesson(parsed)) {
    const problem = lessonProblem(parsed)
    return problem === null ? { ...NOTHING, lesson: parsed } : refuse('invalid-value', problem)
  }
  const observed: readonly Observed[] = isMany(parsed) ? parsed : [parsed]
  const judged: Judged[] = []
  let refusal: Refusal | null = null
  for (const one of observed) {
    const judgement = judge(one, raw, context)
    if (judgement.ok) judged.push(judgement.judged)
    else refusal ??= { reason: judgement.reason, detail: judgement.detail, raw, decoded: JSON.stringify(decoded) }
  }
  return { judged, lesson: null, refusal }
}

const refused = (refusal: Refusal): ReadRow => ({ ...NOTHING, refusal })
const isMany = (parsed: Observed | readonly Observed[]): parsed is readonly Observed[] => Array.isArray(parsed)
const isLesson = (parsed: Observed | readonly Observed[] | Lesson): parsed is Lesson => 'named' in parsed || 'taught' in parsed
const isRefused = (parsed: NonNullable<Parsed>): parsed is Refused => 'refused' in parsed
