/** Verdicts as analysts give them: one or ten thousand at once, undone as they were given. */
import { randomUUID } from 'node:crypto'
import type { IndicatorKey, VerdictEntry, VerdictResult, VerdictWord } from '@keysguard/model'
import { keyOf, recognise } from '../../indicators/index.ts'
import type { VerdictOrder } from '../../knowledge.ts'
import { Problem } from '../../problem.ts'
import { putKeys } from '../../store/rejudge-queue.ts'
import { giveVerdicts, listVerdicts, undoVerdicts } from '../../store/verdicts.ts'
import type { Judging } from './judging.ts'

const KEPT_REFUSALS = 100
const SAID: Readonly<Record<VerdictWord, string>> = {
  malicious: 'said to be malicious',
  benign: 'said to be benign',
  none: 'left without a verdict',
}

export const decide = async (judging: Judging, order: VerdictOrder): Promise<VerdictResult> => {
  const { now } = judging.options
  if (order.expiresAt !== null && order.expiresAt <= now())
    throw new Problem('bad-request', 'The verdict would have ended already.', { todo: 'Give a time that is still to come.' })
  const subjects = new Map<
    IndicatorKey,
    { readonly key: IndicatorKey; readonly indicator: NonNullable<ReturnType<typeof recognise>> }
  >()
  const refused: VerdictResult['refused'] = []
  for (const input of order.values) {
    const indicator = recognise(input)
    if (indicator) subjects.set(keyOf(indicator), { key: keyOf(indicator), indicator })
    else if (refused.length < KEPT_REFUSALS)
      refused.push({ input: input.slice(0, 200), problem: 'This is not an indicator of a known type.' })
  }
  const batch = randomUUID()
  const keys = [...subjects.keys()]
  if (keys.length === 0) return { batch, given: 0, known: 0, refused }
  const known = await judging.change(
    `${counted(keys.length)} ${SAID[order.verdict]} by ${order.author}.`,
    async (transaction, job) => {
      await giveVerdicts(transaction, [...subjects.values()], { ...order, at: now(), batch })
      return putKeys(transaction, job, keys)
    },
  )
  return { batch, given: keys.length, known, refused }
}

/** Takes a batch back; what was said before counts again. */
export const takeBack = async (judging: Judging, batch: string, by: string): Promise<number> =>
  judging.change('Verdicts were taken back.', async (transaction, job) => {
    const keys = await undoVerdicts(transaction, batch, by, judging.options.now())
    if (keys.length === 0)
      throw new Problem('not-found', 'There is no such verdict, or it was taken back already.', {
        todo: 'See `keysguard verdict history`.',
      })
    await putKeys(transaction, job, keys)
    return keys.length
  })

export const verdictHistory = (
  { options: { knowing, now } }: Judging,
  key: IndicatorKey | null,
  before: number | null,
  limit: number,
): Promise<VerdictEntry[]> => listVerdicts(knowing.database, { key, before, limit, now: now() })

const counted = (n: number): string => `${n} indicator${n === 1 ? ' was' : 's were'}`
