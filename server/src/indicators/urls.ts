/** URLs by the WHATWG parser (https://url.spec.whatwg.org): lower-case host, default port and fragment dropped, IPv4 in any notation resolved. */
import { canonicalHost } from './hosts.ts'

const SCHEMES: ReadonlySet<string> = new Set([
  'http:',
  'https:',
  'ftp:',
  'ftps:',
  'sftp:',
  'ws:',
  'wss:',
  'tcp:',
  'udp:',
  'ldap:',
  'ldaps:',
  'smb:',
])
const ADDRESS = /^(?:\d+\.\d+\.\d+\.\d+|\[[0-9a-f:.]+\])$/
const LONGEST = 8_192

const parse = (text: string): URL | null => {
  try {
    return new URL(text)
  } catch {
    return null
  }
}

/** The canonical URL, or why it is none. A missing scheme means http: feeds leave it out. */
export const canonicalUrl = (text: string): { readonly url: string } | { readonly reason: string } => {
  if (text.length > LONGEST) return { reason: `It is longer than ${LONGEST} characters.` }
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`
  const parsed = parse(whole)
  if (parsed === null) return { reason: 'It is not a URL.' }
  if (!SCHEMES.has(parsed.protocol)) return { reason: `Its scheme ${parsed.protocol} is not one that indicators have.` }
  const { hostname } = parsed
  if (hostname === '') return { reason: 'It has no host.' }
  if (!ADDRESS.test(hostname)) {
    const host = canonicalHost(decodeURIComponent(hostname))
    if (host === null) return { reason: `${hostname} is neither an address nor a domain under a known suffix.` }
    if (host !== hostname) parsed.hostname = host
  }
  if (whole.includes('#')) parsed.hash = ''
  return { url: parsed.href }
}

/** Host of a canonical URL, without parsing it again. */
export const hostOfUrl = (url: string): string => {
  const start = url.indexOf('://') + 3
  let end = start
  while (end < url.length && url[end] !== '/' && url[end] !== '?' && url[end] !== '#') end += 1
  const authority = url.slice(url.lastIndexOf('@', end - 1) >= start ? url.lastIndexOf('@', end - 1) + 1 : start, end)
  if (authority.startsWith('[')) return authority.slice(0, authority.indexOf(']') + 1)
  const colon = authority.indexOf(':')
  return colon === -1 ? authority : authority.slice(0, colon)
}
