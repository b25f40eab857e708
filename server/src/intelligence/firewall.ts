/** The false-positive firewall of one moment: the lists that are switched on, own assets among them, and verdicts. */
import type { Indicator, IndicatorKey } from '@keysguard/model'
import type { Hit } from './benign/list.ts'
import { ListIndex } from './benign/list-index.ts'
import { reservedRangeOf } from './benign/reserved-ranges.ts'
import { SHIPPED_LISTS } from './benign/shipped/index.ts'

export type StandingVerdict = 'malicious' | 'benign'

/** What an indicator is suppressed by where it is no list. */
export const BENIGN_VERDICT = 'verdict of an analyst'
export const TOO_WIDE = 'networks too wide'
export const OWN_ASSETS = 'own assets'

/** Networks with fewer fixed bits than this hold half a continent. */
const WIDEST_IPV4 = 8
const WIDEST_IPV6 = 19

export class Firewall {
  readonly index: ListIndex
  readonly #verdicts: ReadonlyMap<IndicatorKey, StandingVerdict>

  constructor(index: ListIndex, verdicts: ReadonlyMap<IndicatorKey, StandingVerdict>) {
    this.index = index
    this.#verdicts = verdicts
  }

  verdictOf(key: IndicatorKey): StandingVerdict | null {
    return this.#verdicts.get(key) ?? null
  }

  /** The list, rule or verdict that an indicator is suppressed by, or null. A verdict wins. */
  suppressedBy(indicator: Indicator, key: IndicatorKey): string | null {
    if (this.#verdicts.size > 0) {
      const verdict = this.#verdicts.get(key)
      if (verdict !== undefined) return verdict === 'benign' ? BENIGN_VERDICT : null
    }
    return this.suppressor(indicator)?.list.name ?? (isTooWide(indicator) ? TOO_WIDE : null)
  }

  /** The entry that suppresses it: verdicts left aside. */
  suppressor(indicator: Indicator): Hit | null {
    const hit = this.index.strongest(indicator)
    return hit !== null && suppresses(hit) ? hit : null
  }

  /** Entries that count as evidence against it, each list once. */
  benignEvidence(indicator: Indicator): readonly Hit[] {
    return this.index
      .hits(indicator)
      .filter(
        ({ list, inside }, index, hits) =>
          list.action === 'evidence' && inside && hits.findIndex(other => other.list === list) === index,
      )
  }
}

/** A name that customers share is suppressed only itself; the index does not let it speak for more. */
const suppresses = ({ list }: Hit): boolean => list.action === 'suppress' || list.action === 'host-only'

/** A network that holds half a continent, or that reaches beyond what nobody can own. */
export const isTooWide = ({ type, value }: Indicator): boolean => {
  if (type !== 'cidr') return false
  const prefix = Number(value.slice(value.indexOf('/') + 1))
  return prefix < (value.includes(':') ? WIDEST_IPV6 : WIDEST_IPV4) || reservedRangeOf(value)?.inside === false
}

/** The lists that ship, and no verdict: what is asked where nothing else is known. */
export const SHIPPED_FIREWALL = new Firewall(new ListIndex(SHIPPED_LISTS), new Map())
