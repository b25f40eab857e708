/** Decides whether a row becomes knowledge: one canonical value, known dates, not a false positive. */
import type { Indicator, IndicatorKey, Statement } from '@keysguard/model'
import { canonicalise, keyOf } from '../indicators/index.ts'
import { refusalOf } from '../intelligence/false-positives.ts'
import { actorName, malwareName } from '../intelligence/names/names.ts'
import { undatedAgeMs } from '../intelligence/undated.ts'
import type { Observed } from '../kit/source.ts'
import type { Judged } from '../store/judged.ts'

/** Clocks differ; beyond a day a date is wrong. */
const TOLERATED_FUTURE_MS = 24 * 3_600_000

export type Judgement =
  | { readonly ok: true; readonly judged: Judged }
  | { readonly ok: false; readonly reason: string; readonly detail: string }

/** Says what an indicator is suppressed by. */
export interface Suppressing {
  suppressedBy(indicator: Indicator, key: IndicatorKey): string | null
}

export interface JudgeContext {
  readonly firewall: Suppressing
  readonly now: number
  readonly sample: boolean
  /** Whether the source's dates say when the thing was active, or only since when it is listed. */
  readonly dates: 'activity' | 'membership'
  /** Whether nothing is known yet of what the list held before: then its rows are not new on it. */
  readonly isFirstRead: boolean
}

const refusal = (reason: string, detail: string): Judgement => ({ ok: false, reason, detail })

/** Judges one observed indicator; `raw` is the row it stood in. */
export const judge = (observed: Observed, raw: string, context: JudgeContext): Judgement => {
  if (observed.value.includes('\u0000')) return refusal('nul-byte', 'The value holds a NUL byte.')
  if (observed.value.includes('\ufffd')) return refusal('invalid-utf8', 'The value is not valid UTF-8.')
  const canonical = canonicalise(observed.type, observed.value)
  if (!canonical.ok) return refusal('invalid-value', canonical.reason)
  const { indicator } = canonical
  const never = refusalOf(indicator, { sample: context.sample })
  if (never !== null) return refusal('never-an-indicator', never)
  const holdsNul = raw.includes('\u0000')
  const statement = usual(holdsNul || raw.includes('\\u0000') ? withoutNul(observed.statement) : observed.statement)
  // One date stands for both: a thing that was last seen in March was not first seen today.
  const { firstSeen: first = statement.lastSeen, lastSeen: last = first } = statement
  const firstSeen = first === undefined ? context.now : Date.parse(first)
  const lastSeen = last === undefined ? context.now : Date.parse(last)
  if (Number.isNaN(firstSeen) || Number.isNaN(lastSeen)) return refusal('invalid-date', 'A date cannot be read.')
  const latest = Math.max(firstSeen, lastSeen)
  if (latest > context.now + TOLERATED_FUTURE_MS)
    return refusal('future-date', `It is dated ${new Date(latest).toISOString()}, which is still to come.`)
  const seen = Math.min(latest, context.now)
  const key = keyOf(indicator)
  return {
    ok: true,
    judged: {
      key,
      type: indicator.type,
      value: indicator.value,
      statement,
      activeAt: activityOf(indicator, statement, seen, context),
      firstSeen: Math.min(firstSeen, seen),
      lastSeen: seen,
      suppressedBy: context.firewall.suppressedBy(indicator, key),
      raw: holdsNul ? raw.replaceAll('\u0000', '\u2400') : raw,
    },
  }
}

/** When the thing was last active, as far as the row says. */
const activityOf = (
  { type }: Indicator,
  { threat = 'unknown', firstSeen, lastSeen, online }: Statement,
  seen: number,
  { dates, isFirstRead, now }: JudgeContext,
): number => {
  if (dates === 'activity') return lastSeen === undefined && online === true ? now : seen
  const isUndated = firstSeen === undefined && lastSeen === undefined
  return isUndated && isFirstRead ? now - undatedAgeMs(type, threat) : seen
}

/** PostgreSQL cannot keep NUL. */
const withoutNul = (statement: Statement): Statement =>
  JSON.parse(JSON.stringify(statement).replaceAll('\\u0000', '\u2400')) as Statement

/** In the words used here: tags in lower case, one name for a family and an actor. */
const usual = (statement: Statement): Statement => {
  const { tags, malware, actors } = statement
  const family = malware === undefined ? undefined : malwareName(malware)
  if (family === malware && actors === undefined && (tags === undefined || tags.every(tag => tag === tag.toLowerCase())))
    return statement
  return {
    ...statement,
    ...(family === undefined ? {} : { malware: family }),
    ...(actors === undefined ? {} : { actors: [...new Set(actors.map(actorName))] }),
    ...(tags === undefined ? {} : { tags: [...new Set(tags.map(tag => tag.toLowerCase()))] }),
  }
}
