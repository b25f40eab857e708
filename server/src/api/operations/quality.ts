import { QualityReport, SourceQualityDetail, Tlp } from '@keysguard/model'
import { z } from 'zod'
import { detailOf, openTo } from '../../intelligence/quality/beside.ts'
import { operation } from '../../kit/operation.ts'
import { cardOf } from './sources.ts'

const Reading = z.object({
  /** As if no source marked more closed than this were there: what may be shared with somebody. */
  tlp: Tlp.default('red'),
})

export const readQuality = operation({
  id: 'read-source-quality',
  summary:
    'What each source is worth beside the others: volume, overlap, lead, accuracy, false positives, cost; measured once an hour',
  access: 'read',
  input: Reading,
  output: QualityReport,
  run: async ({ knowledge }, { tlp }) => openTo(await knowledge.quality.report(), tlp),
})

export const readOneQuality = operation({
  id: 'read-quality-of-source',
  summary: 'What one source is worth, and each other source beside it',
  access: 'read',
  input: Reading.extend({ id: z.string().min(1).max(200) }),
  output: SourceQualityDetail,
  run: async (context, { id, tlp }) => {
    await cardOf(context, id)
    return detailOf(openTo(await context.knowledge.quality.report(), tlp), id)
  },
})

export const measureQuality = operation({
  id: 'measure-source-quality',
  summary: 'Measure the sources now, without waiting for the hour',
  access: 'manage-sources',
  input: Reading,
  output: QualityReport,
  run: async ({ knowledge }, { tlp }) => openTo(await knowledge.quality.measure(), tlp),
})
