/** What is never told to anybody outside. */
import { refusalOf } from '../../intelligence/false-positives.ts'
import type { Known } from '../../store/enrichments.ts'

const CLOSED: ReadonlySet<string> = new Set(['amber+strict', 'red'])

/** Why a third party must not be asked about it, or null. */
export const keptInside = ({ indicator, said }: Known): string | null => {
  const reserved = refusalOf(indicator, { sample: false })
  if (reserved !== null) return `${reserved} Nobody outside is asked about it.`
  if (said.length > 0 && said.every(({ tlp }) => CLOSED.has(tlp)))
    return 'All that is known of it is marked TLP:AMBER+STRICT or TLP:RED: it is not told to third parties.'
  return null
}
