/** Host names: what is one, what was registered, what it is canonically. */
import { domainToASCII } from 'node:url'
import { parse } from 'tldts'

const PLAIN = /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/
const LABEL = '(?!-)[a-z0-9_-]{1,63}(?<!-)'
const HOST = new RegExp(`^${LABEL}(?:\\.${LABEL})+$`)

/** Rules of the public suffix list, its private part too: a customer of a host is not its owner. */
const RULES = { allowPrivateDomains: true, extractHostname: false, validateHostname: false } as const

/** Lower case, IDN as punycode, no final dot; null when it is no host name under a known suffix. */
export const canonicalHost = (text: string): string | null => {
  let host = text.endsWith('.') ? text.slice(0, -1) : text
  if (!PLAIN.test(host)) {
    host = domainToASCII(host.replace(/[\u3002\uff0e\uff61]/g, '.').toLowerCase())
    if (!PLAIN.test(host)) return null
  }
  return host.length <= 253 && HOST.test(host) && hasKnownSuffix(host) ? host : null
}

/** Whether the name lies under a suffix that IANA or a registry knows. */
export const hasKnownSuffix = (host: string): boolean => {
  const { isIcann, isPrivate, domain } = parse(host, RULES)
  return (isIcann === true || isPrivate === true) && domain !== null
}

/** The name that was registered: one label below the public suffix; null for a suffix itself or an address. */
export const registrableDomain = (host: string): string | null => {
  if (host.startsWith('[') || /^[\d.]+$/.test(host)) return null
  return parse(host, RULES).domain
}

/** What a name was registered under, and whether a company runs it rather than a registry. */
export const publicSuffix = (host: string): { readonly suffix: string; readonly privately: boolean } => {
  const { publicSuffix: suffix, isPrivate } = parse(host, RULES)
  return { suffix: suffix ?? '', privately: isPrivate === true }
}
