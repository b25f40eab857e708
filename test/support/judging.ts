/** The firewall over a store, with its background work done when a test asks for it. */
import type { LiveEvent } from '@keysguard/model'
import type { Judgement } from '../../server/src/knowledge.ts'
import { Attention } from '../../server/src/runtime/judging/attend.ts'
import { Rejudging } from '../../server/src/runtime/judging/background.ts'
import { createJudgement } from '../../server/src/runtime/judging/judgement.ts'
import { Judging } from '../../server/src/runtime/judging/judging.ts'
import type { Knowing } from '../../server/src/store/write-rows.ts'

export interface JudgingStage {
  readonly judgement: Judgement
  readonly firewall: Judging
  readonly attention: Attention
  readonly rejudging: Rejudging
  /** What was told of, in order. */
  readonly events: readonly LiveEvent[]
}

export const judgingFor = async (knowing: Knowing, now: () => number = Date.now): Promise<JudgingStage> => {
  const events: LiveEvent[] = []
  const firewall = await Judging.load({ knowing, publish: event => events.push(event), now })
  const attention = new Attention(firewall)
  const rejudging = new Rejudging(firewall, attention)
  return { judgement: createJudgement(firewall, rejudging), firewall, attention, rejudging, events }
}
