/** Four decimal numbers: an address, a network, or the version of something. */
import type { Findings } from './findings.ts'

const QUADS = /^(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})(?:-(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}|\d{1,3}))?$/

/** Words before four numbers that make them a version, a section or an object identifier. */
const NUMBERED =
  /(?:versions?|\b(?:ver|vers|v|release|rel|build|firmware|fw|sections?|sect?|chapter|clause|fig(?:ure)?|table|appendix|oid|rfc|patch|sp|rev(?:ision)?|snmp|iso))(?:["']?\s?[.:=(]?\s?["'(]?)$|§\s?$/i
const SOFTWARE =
  /\b(?:chrome|chromium|firefox|edge|opera|safari|explorer|windows|android|ios|ipados|macos|linux|kernel|java|jre|jdk|openssl|openssh|apache|tomcat|struts|nginx|php|python|perl|ruby|node|office|outlook|exchange|sharepoint|flash|player|acrobat|reader|wordpress|plugin|drupal|joomla|mysql|postgresql|docker|kubernetes|vmware|esxi|vcenter|fortios|pan-os|junos|jenkins|confluence|jira|gitlab|log4j|weblogic|websphere|coldfusion|teamviewer|anydesk|winrar|7-zip|putty|metasploit|wireshark|nmap|framework|runtime|sdk|driver|bios|software|package|library|module|app)\s$/i
/** Words before something that may be either; only low numbers are versions then. */
const LOW = /\b(?:update|upgraded?|updated?|prior|before|than|until|fixed in|patched in|up) (?:to )?$/i
const LATER =
  /^,?(?:\s(?:and|or)\s(?:later|earlier|above|below|newer|older|prior|higher|lower|up|previous)\b|\+|\sbuild\b|\s?\((?:build|x64|x86|64-bit|32-bit))/i
const PRODUCT = /(?:^|[^A-Za-z0-9_/])([A-Za-z][A-Za-z0-9_-]{1,30})\/$/
const NOT_PRODUCTS =
  /^(?:ip|ipv4|tcp|udp|icmp|src|dst|host|addr|address|from|to|inside|outside|dmz|any|c2|cc|server|client|remote|local|peer|or|and)$/i
const LISTED = /^(?:\s?[,;/\u2013-]|,?\s(?:and|or|to|through|until))\s?(?:v(?:ersion)?\.?\s?)?$/i

/** Takes what the word begins with; false if it is no quad. */
export const takeQuads = (findings: Findings, from: number, to: number, value: string): boolean => {
  const quads = QUADS.exec(value)
  if (quads === null) return false
  const [, first = '', second] = quads
  const { text } = findings
  if (isVersion(findings, from, to, first)) {
    findings.lastVersion = to
    return true
  }
  if (second === undefined) {
    if (!network(findings, from, to) && !page(findings, from, to)) findings.add('ipv4', from, to)
    return true
  }
  findings.add('ipv4', from, from + first.length)
  if (second.includes('.') && !/^\/\d/.test(text.slice(to, to + 2))) findings.add('ipv4', to - second.length, to)
  return true
}

const network = (findings: Findings, from: number, to: number): boolean => {
  const prefix = /^\/\d{1,2}(?![\d/]|\.\d)/.exec(findings.text.slice(to, to + 5))?.[0]
  return prefix !== undefined && findings.add('cidr', from, to + prefix.length)
}

/** A URL on an address that lost its scheme: something that is no number follows the slash. */
const page = (findings: Findings, from: number, to: number): boolean => {
  const path = /^(?::\d{1,5})?\/[A-Za-z_~.?=-][^\s<>"'`{}|\\^,;]{1,2000}/.exec(findings.text.slice(to, to + 2010))?.[0]
  if (path === undefined) return false
  return findings.add('url', from, to + path.replace(/[.:!?)\]*_~]+$/, '').length)
}

const isVersion = (findings: Findings, from: number, to: number, value: string): boolean => {
  if (findings.isDefanged(from, to)) return false
  const { text } = findings
  if (findings.lastVersion > 0 && from - findings.lastVersion < 16 && LISTED.test(text.slice(findings.lastVersion, from)))
    return true
  const before = text.slice(Math.max(0, from - 34), from)
  if (NUMBERED.test(before) || SOFTWARE.test(before)) return true
  const product = PRODUCT.exec(before)?.[1]
  if (product !== undefined && !NOT_PRODUCTS.test(product)) return true
  if (/[A-Za-z0-9]@$/.test(before) && /[/"'`](?:[@\w-]+)@$/.test(before)) return true
  if (LATER.test(text.slice(to, to + 14))) return true
  return Number.parseInt(value, 10) < 32 && LOW.test(before)
}
