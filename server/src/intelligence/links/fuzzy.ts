/** Buckets for fuzzy hashes: two files that are alike share one at least, so that likeness is found without comparing pairs. */

/** Of n-grams by value, the smallest: alike files agree on some of them (min-hashing, Broder 1997). */
const GRAMS = 4
const GRAM = 7

/**
 * ssdeep (Kornblum, DFRWS 2006) compares hashes of the same block size or twice it, and finds likeness only where seven characters in a
 * row agree. `block:chunk:double`: each chunk counts under its own block size.
 */
export const ssdeepBuckets = (hash: string): readonly string[] => {
  const [size = '', chunk = '', double = ''] = hash.split(':')
  const block = Number(size)
  if (!Number.isSafeInteger(block) || block <= 0) return []
  return [...grams(chunk).map(gram => `ssdeep ${block} ${gram}`), ...grams(double).map(gram => `ssdeep ${block * 2} ${gram}`)]
}

const grams = (chunk: string): readonly string[] => {
  const plain = chunk.replace(/(.)\1{3,}/g, '$1$1$1').slice(0, 128)
  const all = new Set<string>()
  for (let at = 0; at + GRAM <= plain.length; at += 1) all.add(plain.slice(at, at + GRAM))
  return [...all].sort((a, b) => mixed(a) - mixed(b)).slice(0, GRAMS)
}

/** FNV-1a: an order of n-grams that has nothing to do with the alphabet. */
const mixed = (text: string): number => {
  let state = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) state = Math.imul(state ^ text.charCodeAt(at), 0x01000193) >>> 0
  return state
}

const HEADER = 6
const BANDS = 8
const BAND = 8

/** TLSH (Oliver et al., 2013): 128 quartiles in 64 hex digits after checksum, length and ratios. Close hashes agree in a band of sixteen quartiles. */
export const tlshBuckets = (hash: string): readonly string[] => {
  const digits = hash.toUpperCase().replace(/^T1/, '')
  if (!/^[0-9A-F]{70}$/.test(digits)) return []
  return Array.from({ length: BANDS }, (_, band) => {
    const from = HEADER + band * BAND
    return `tlsh ${band} ${digits.slice(from, from + BAND)}`
  }).filter(bucket => !/ (?:0{8}|5{8}|A{8}|F{8})$/.test(bucket))
}
