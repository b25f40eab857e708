/** What terms decide: whether a source or an enricher is in use before anybody has thought about it. */
import type { Terms } from '@keysguard/model'
import type { Settings } from './settings.ts'

interface Offered {
  readonly terms: Terms
  /** A volume that is not for every machine. Its names or rows are worth it to who asks for them. */
  readonly large?: boolean
}

/**
 * On, unless it is large, or whose data it is and what may be done with it takes a person to read. What needs a key rests until it has one,
 * so a contract of one's own is agreed to by giving the key. What is not for commercial use is on, and says so wherever it is shown.
 */
export const isOnAtFirst = ({ terms, large = false }: Offered): boolean => !large && terms !== 'mixed' && terms !== 'unknown'

interface Unit extends Offered {
  readonly onByDefault: boolean
  readonly config: Settings
}

/** For who earns money with it: what is not for commercial use is off until somebody who may use it switches it on. */
export const withoutNonCommercial = <U extends Unit>(units: readonly U[]): readonly U[] =>
  units.map(unit => {
    if (unit.terms !== 'non-commercial') return unit
    const { enabled } = unit.config
    const config = enabled === undefined ? unit.config : { ...unit.config, enabled: { ...enabled, value: 'no' } }
    return { ...unit, config, onByDefault: false }
  })
