import { Overview, Statistics, Tape } from '@keysguard/model'
import { z } from 'zod'
import { operation } from '../../kit/operation.ts'

const Nothing = z.object({})

export const readOverview = operation({
  id: 'read-overview',
  summary: 'The first page in one answer',
  access: 'read',
  input: Nothing,
  output: Overview,
  run: ({ knowledge, now }) => knowledge.overview(now),
})

export const readTape = operation({
  id: 'read-tape',
  summary: 'What came in during the last 24 hours, by quarter of an hour and severity',
  access: 'read',
  input: Nothing,
  output: Tape,
  run: ({ knowledge, now }) => knowledge.tape(now),
})

export const readStatistics = operation({
  id: 'read-statistics',
  summary: 'How much is known, by type, threat and source',
  access: 'read',
  input: Nothing,
  output: Statistics,
  run: ({ knowledge, now }) => knowledge.statistics(now),
})

export const removeSample = operation({
  id: 'remove-sample',
  summary: 'Remove the built-in sample day',
  access: 'manage-sources',
  input: Nothing,
  output: z.object({ removed: z.number().int() }),
  run: async ({ knowledge }) => ({ removed: await knowledge.removeSample() }),
})

export const listDestinations = operation({
  id: 'list-destinations',
  summary: 'Where intelligence is routed to; none can be configured in this version',
  access: 'read',
  input: Nothing,
  output: z.object({ items: z.array(z.never()) }),
  run: async () => ({ items: [] }),
})
