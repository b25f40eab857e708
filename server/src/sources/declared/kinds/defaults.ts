import type { Statement } from '@keysguard/model'
import type { Parsed } from '../../../kit/source.ts'

/** What holds where a row says nothing, under each of its statements. */
export const overDefaults = (parsed: Parsed, defaults: Statement): Parsed => {
  if (parsed === null || 'refused' in parsed || 'named' in parsed || 'taught' in parsed) return parsed
  return ('value' in parsed ? [parsed] : parsed).map(one => ({ ...one, statement: { ...defaults, ...one.statement } }))
}
