/** Objects of a STIX 2.x bundle. */
import { StixRowSchema, stixObserved } from '../../stix/objects.ts'
import type { DeclarationOf } from '../declaration.ts'
import { overDefaults } from './defaults.ts'
import type { MakeKind } from './kind.ts'

export const stixKind: MakeKind<DeclarationOf<'stix'>> = (_, defaults) => ({
  collect: ({ fetch, at, options }) => fetch.stix(at, options),
  row: StixRowSchema,
  parse: row => overDefaults(stixObserved(StixRowSchema.parse(row), defaults.threat ?? null), defaults),
})
