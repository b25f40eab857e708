/** Objects of a STIX 2.x bundle. */
import type { Parsed } from '../../../kit/source.ts'
import { StixRowSchema, stixObserved } from '../../stix/objects.ts'
import type { DeclarationOf } from '../declaration.ts'
import type { MakeKind } from './kind.ts'

export const stixKind: MakeKind<DeclarationOf<'stix'>> = (_, defaults) => ({
  collect: ({ fetch, at, options }) => fetch.stix(at, options),
  row: StixRowSchema,
  parse: row => {
    const parsed: Parsed = stixObserved(StixRowSchema.parse(row), defaults.threat ?? null)
    if (parsed === null || 'refused' in parsed) return parsed
    const observed = 'value' in parsed ? [parsed] : parsed
    return observed.map(one => ({ ...one, statement: { ...defaults, ...one.statement } }))
  },
})
