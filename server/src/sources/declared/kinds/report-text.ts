/** Indicators in the text of a report: an item of a blog, a mail. */
import type { IndicatorType, Statement } from '@keysguard/model'
import { extract, hostOf, registrableDomain } from '../../../indicators/index.ts'
import { type Observed, observe } from '../../../kit/source.ts'

/** Which of them are wanted. */
export interface Wanted {
  /** `defanged`: of what can be clicked on, only what is written so that it cannot. */
  readonly indicators: 'all' | 'defanged'
  readonly types?: readonly IndicatorType[] | undefined
}

/** What can be clicked on is usually written so that it cannot where it is an indicator. */
const CLICKABLE: ReadonlySet<IndicatorType> = new Set(['url', 'domain', 'ipv4', 'ipv6', 'email'])

/** Each once. `own` is where the report comes from: naming oneself is no evidence. */
export const reportReader = ({ indicators, types }: Wanted) => {
  const wanted: ReadonlySet<IndicatorType> | null = types === undefined ? null : new Set(types)
  return (text: string, statement: Statement, own: { readonly type: IndicatorType; readonly value: string }): Observed[] => {
    const site = siteOf(own)
    const found = new Map<string, Observed>()
    for (const { type, value, raw } of extract(text)) {
      if (wanted !== null && !wanted.has(type)) continue
      if (indicators === 'defanged' && CLICKABLE.has(type) && isLive(type, value, raw)) continue
      if (site !== null && siteOf({ type, value }) === site) continue
      found.set(`${type} ${value}`, observe({ type, value }, statement))
    }
    return [...found.values()]
  }
}

/** Whether it stands in the text as it is: a link that works. */
const isLive = (type: IndicatorType, value: string, raw: string): boolean => {
  const written = raw.toLowerCase()
  if (type !== 'url') return written === value.toLowerCase()
  const [origin = '', host = ''] = /^[a-z]+:\/\/([^/?#]*)/i.exec(value) ?? []
  return written.startsWith(origin.toLowerCase()) || written.startsWith(host.toLowerCase())
}

const siteOf = (one: { readonly type: IndicatorType; readonly value: string }): string | null => {
  const host = hostOf(one)
  return host ? (registrableDomain(host) ?? host) : null
}
