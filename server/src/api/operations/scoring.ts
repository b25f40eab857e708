import { ScoringReport, ScoringSettings } from '@keysguard/model'
import { z } from 'zod'
import { operation } from '../../kit/operation.ts'

const Nothing = z.object({})

export const readScoring = operation({
  id: 'read-scoring',
  summary: 'The figures that scores are made with, and where each comes from',
  access: 'read',
  input: Nothing,
  output: ScoringReport,
  run: ({ knowledge }) => knowledge.scoring.report(),
})

export const updateScoring = operation({
  id: 'update-scoring',
  summary:
    'Set half-lives, shares and grades; what is not named is learnt, or as shipped. Indicators are scored anew in the background',
  access: 'manage-sources',
  input: ScoringSettings,
  output: ScoringReport,
  run: async ({ knowledge, caller }, settings) => {
    await knowledge.scoring.configure(settings, caller.account)
    return knowledge.scoring.report()
  },
})

export const learnScoring = operation({
  id: 'learn-scoring',
  summary: 'Learn from a sample of the indicators now, without waiting for the night',
  access: 'manage-sources',
  input: Nothing,
  output: z.object({ learnt: z.boolean() }),
  run: async ({ knowledge, caller }) => ({ learnt: await knowledge.scoring.learn(caller.account) }),
})

export const undoScoring = operation({
  id: 'undo-scoring',
  summary: 'Go back to the version of the scoring before this one',
  access: 'manage-sources',
  input: Nothing,
  output: ScoringReport,
  run: async ({ knowledge, caller }) => {
    await knowledge.scoring.back(caller.account)
    return knowledge.scoring.report()
  },
})
