/** Things that only their label tells apart from others of the same shape. */
import type { IndicatorType } from '@keysguard/model'
import type { Findings } from './findings.ts'

interface Labelled {
  readonly type: IndicatorType
  /** The first group is the value. */
  readonly shape: RegExp
  /** Lower-case text that must occur at all. */
  readonly hint: string
}

const GAP = String.raw`(?:\s?(?:hash|fingerprint|digest|value))?["']?\s{0,3}(?:[:=]|is|->)?\s{0,3}["'\x60]?`

const LABELLED: readonly Labelled[] = [
  { type: 'cve', hint: 'cve-', shape: /(?<![A-Za-z0-9])(CVE-(?:1999|2\d{3})-\d{4,19})(?![0-9A-Za-z])/gi },
  {
    type: 'imphash',
    hint: 'imp',
    shape: new RegExp(String.raw`\b(?:imphash|imp[\s-]hash|import hash)${GAP}([0-9a-f]{32})(?![0-9a-z])`, 'gi'),
  },
  { type: 'ja3s', hint: 'ja3s', shape: new RegExp(String.raw`\bja3s${GAP}([0-9a-f]{32})(?![0-9a-z])`, 'gi') },
  { type: 'ja3', hint: 'ja3', shape: new RegExp(String.raw`\bja3${GAP}([0-9a-f]{32})(?![0-9a-z])`, 'gi') },
  { type: 'jarm', hint: 'jarm', shape: new RegExp(String.raw`\bjarm${GAP}([0-9a-f]{62})(?![0-9a-z])`, 'gi') },
  { type: 'tlsh', hint: 'tlsh', shape: new RegExp(String.raw`\btlsh${GAP}((?:T1)?[0-9a-f]{70})(?![0-9a-z])`, 'gi') },
  {
    type: 'certificate',
    hint: 'print',
    shape:
      /\b(?:(?:ssl|tls|x\.?509|certificate|cert)[\s-]{0,2})?(?:sha-?1|sha-?256|md5)?\s?(?:fingerprint|thumbprint)["']?\s{0,3}[:=]?\s{0,3}["']?((?:[0-9a-f]{2}:){15,31}[0-9a-f]{2}|[0-9a-f]{64}|[0-9a-f]{40})(?![0-9a-z:])/gi,
  },
  {
    type: 'mutex',
    hint: 'mutex',
    shape:
      /\bmutex(?:es)?(?:\s?name)?["']?\s{0,3}(?:[:=]|named|called)\s{0,3}(?:["'`\u201c]([^"'`\u201d\r\n]{3,128})["'`\u201d]|((?:Global|Local)\\[^\s,;"']{2,128}|[A-Za-z0-9_{}.!-]{4,128}))/gi,
  },
  {
    type: 'useragent',
    hint: 'user',
    shape: /\buser[\s-]?agent["']?\s{0,3}[:=]\s{0,3}(?:"([^"\r\n]{3,400})"|([A-Za-z][^\r\n"<>]{2,400}))/gi,
  },
  {
    type: 'yara',
    hint: 'rule',
    shape:
      /(?:^|\n)[ \t]{0,8}(?:private |global ){0,2}rule[ \t]{1,4}([A-Za-z_][A-Za-z0-9_]{0,127})(?=[ \t]{0,4}(?::[^{\n]{0,200})?\s{0,8}\{)/g,
  },
  {
    type: 'yara',
    hint: 'yara',
    shape: /\byara(?: rule)?(?: name)?\s{0,2}[:=]\s{0,2}["'`]?([A-Za-z_][A-Za-z0-9]{0,60}_[A-Za-z0-9_]{1,60})/gi,
  },
  {
    type: 'ssdeep',
    hint: ':',
    shape: /(?<![A-Za-z0-9/+:.])(\d{1,7}:[A-Za-z0-9/+]{3,64}:[A-Za-z0-9/+]{3,64})(?![A-Za-z0-9/+:])/g,
  },
]

export const findLabelled = (findings: Findings): void => {
  const lower = findings.text.toLowerCase()
  for (const { type, shape, hint } of LABELLED) {
    if (!lower.includes(hint)) continue
    for (const match of findings.text.matchAll(shape)) {
      const value = match[1] ?? match[2]
      if (value === undefined || (type === 'ssdeep' && !looksFuzzy(value))) continue
      const from = match.index + match[0].lastIndexOf(value)
      findings.add(type, from, from + value.trimEnd().length)
    }
  }
}

/** Block sizes of ssdeep are 3 x 2^n; times of day and ratios are not. */
const looksFuzzy = (value: string): boolean => {
  const [size = '', first = ''] = value.split(':')
  const blocks = Number(size) / 3
  return Number.isInteger(Math.log2(blocks)) && first.length >= 6
}
