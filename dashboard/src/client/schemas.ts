/** The shapes of every answer. Loaded beside the first request: checking needs them, the first paint does not. */
import {
  IndicatorDetail,
  LiveEvent,
  LookupResult,
  Overview,
  ProblemDetails,
  QuarantinedRow,
  Run,
  SearchPage,
  Session,
  SourceCard,
  Tape,
  Trial,
} from '@keysguard/model'
import { z } from 'zod'

export const SCHEMAS = {
  IndicatorDetail,
  LiveEvent,
  LookupResult,
  Overview,
  ProblemDetails,
  Quarantine: z.object({ items: z.array(QuarantinedRow) }),
  Removed: z.object({ removed: z.number().int() }),
  Run,
  Runs: z.object({ items: z.array(Run) }),
  SearchPage,
  Session,
  Source: SourceCard,
  Sources: z.object({ items: z.array(SourceCard) }),
  Tape,
  Trial,
  Nothing: z.unknown(),
} as const
