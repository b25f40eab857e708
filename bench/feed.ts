/** A made-up feed with the mix of a real day: addresses, domains, URLs, hashes, each with family, tags and dates, as CSV. */
const FAMILIES = [
  'Cobalt Strike',
  'Remcos',
  'AsyncRAT',
  'Lumma Stealer',
  'QakBot',
  'Mirai',
  'Vidar',
  'Sliver',
  'Agent Tesla',
  'NjRAT',
]
const TAGS = ['c2', 'elf', 'exe', 'mozi', 'stealer', 'js', 'zip', 'dropper', 'loader', 'botnet']
const THREATS = ['c2', 'malware-delivery', 'phishing', 'malware', 'scanner']
const WORDS = [
  'account',
  'secure',
  'update',
  'login',
  'cdn',
  'mail',
  'static',
  'api',
  'portal',
  'office',
  'bank',
  'verify',
  'shop',
  'cloud',
  'img',
]

export const HEADER = 'value,type,threat,malware,tags,confidence,first_seen,last_seen,reporter'

const mix = (n: number): number => {
  let h = Math.imul(n ^ 0x9e3779b9, 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
const hex = (n: number, length: number): string => {
  let text = ''
  for (let i = 0; text.length < length; i += 1)
    text += mix(n * 31 + i)
      .toString(16)
      .padStart(8, '0')
  return text.slice(0, length)
}
const host = (n: number): string =>
  `${WORDS[n % 15]}-${mix(n).toString(36)}.${WORDS[mix(n + 7) % 15]}${(n % 90_000).toString(36)}.${['com', 'net', 'ru', 'top', 'info'][n % 5]}`

/** The n-th row; equal for equal n. Public addresses only. */
export const feedRow = (n: number): string => {
  const kind = n % 10
  const value =
    kind < 3
      ? `${[45, 62, 77, 91, 103, 146, 185, 194][mix(n) % 8]}.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`
      : kind < 6
        ? `http://${host(n)}/${WORDS[n % 15]}/${hex(n, 6)}.php`
        : kind < 8
          ? host(n)
          : hex(n, 64)
  const type = kind < 3 ? 'ipv4' : kind < 6 ? 'url' : kind < 8 ? 'domain' : 'sha256'
  const day = 1 + (n % 22)
  return `${value},${type},${THREATS[n % 5]},${FAMILIES[mix(n + 3) % 10]},${TAGS[n % 10]};${TAGS[mix(n) % 10]},${50 + (n % 50)},2026-10-${String(day).padStart(2, '0')} 08:00:00,2026-11-${String(day).padStart(2, '0')} 10:00:00,reporter${n % 40}`
}

/** Rows `[from, to)` as a CSV body in chunks of some 256 kB. */
export async function* feedBody(from: number, to: number, banner = 'today'): AsyncGenerator<Uint8Array> {
  let text = `# ${banner}\n${HEADER}\n`
  for (let n = from; n < to; n += 1) {
    text += `${feedRow(n)}\n`
    if (text.length > 1 << 18) {
      yield Buffer.from(text)
      text = ''
    }
  }
  yield Buffer.from(text)
}
