/** Figures of a source's quality as a person reads them: what is not known is said to be, with the reason. */
import {
  type MeasuredCost,
  type MeasuredShare,
  type MeasuredSpread,
  type SourceQuality,
  UNKNOWN_FIGURES,
  type Unknown,
} from '@keysguard/model'

import { bytes, count, duration, percent, plural } from './format.ts'

const SECOND = 1_000
const MINUTE = 60

export const NOT_KNOWN = 'not known'

export const whyUnknown = ({ why, cases }: Unknown): string =>
  why === 'too-few' ? `${UNKNOWN_FIGURES[why]} (${count(cases)})` : UNKNOWN_FIGURES[why]

/** A figure, and what it rests on or why there is none. */
export interface Said {
  readonly text: string
  readonly about: string
  /** What it sorts by; null sorts last. */
  readonly order: number | null
}

const unknown = (figure: Unknown): Said => ({ text: NOT_KNOWN, about: whyUnknown(figure), order: null })

export const saidShare = (share: MeasuredShare): Said =>
  share.known
    ? {
        text: percent(share.value),
        about: `between ${percent(share.low)} and ${percent(share.high)}, of ${plural(share.cases, 'case')}`,
        order: share.value,
      }
    : unknown(share)

const time = (seconds: number): string => duration(Math.abs(seconds) * SECOND)

export const saidLeadTime = (seconds: number): string =>
  Math.abs(seconds) < MINUTE ? 'at once' : `${time(seconds)} ${seconds > 0 ? 'ahead' : 'later'}`

export const saidLead = (lead: MeasuredSpread): Said =>
  lead.known
    ? {
        text: saidLeadTime(lead.median),
        about: `half of ${plural(lead.cases, 'case')} between ${saidLeadTime(lead.q1)} and ${saidLeadTime(lead.q3)}`,
        order: lead.median,
      }
    : unknown(lead)

export const saidAge = (age: MeasuredSpread): Said =>
  age.known
    ? {
        text: time(age.median),
        about: `half of ${plural(age.cases, 'case')} between ${time(age.q1)} and ${time(age.q3)}`,
        order: age.median,
      }
    : unknown(age)

export const saidBounds = ({ accuracy: { atLeast, atMost } }: Pick<SourceQuality, 'accuracy'>): Said => {
  if (!atLeast.known) return unknown(atLeast)
  if (!atMost.known) return unknown(atMost)
  return {
    text: `${Math.floor(100 * atLeast.value)} to ${Math.ceil(100 * atMost.value)} %`,
    about: 'from what has been confirmed to what has not been refuted',
    order: atLeast.value,
  }
}

export const saidCost = (cost: MeasuredCost): Said =>
  cost.known
    ? {
        text: bytes(Math.round(cost.bytes)),
        about: `and ${duration(cost.seconds * SECOND)}${cost.requests === null ? '' : `, ${cost.requests.toPrecision(2)} requests`} for each of ${count(cost.cases)}`,
        order: cost.bytes,
      }
    : unknown(cost)
