/** Names as they are compared, and as they stand in addresses. */

/** Spaces, case and punctuation do not make another name. */
export const plainName = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')

const LONGEST_SLUG = 120

/** Small letters and digits with hyphens between: `Lazarus Group` is `lazarus-group`. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, LONGEST_SLUG)
    .replace(/^-|-$/g, '')

/** Numbers tell names apart that are spelt alike otherwise: APT28 is not APT29. */
const numbersIn = (plain: string): string => (plain.match(/\p{N}+/gu) ?? []).join(' ')

/** Whether one letter more, less, other, or two neighbours the other way round (Damerau 1964) make one name of the other. */
export const differsByOne = (a: string, b: string): boolean => {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (long.length - short.length > 1 || short === long) return false
  let start = 0
  while (start < short.length && short[start] === long[start]) start += 1
  if (short.length < long.length) return short.slice(start) === long.slice(start + 1)
  if (short.slice(start + 1) === long.slice(start + 1)) return true
  return short[start] === long[start + 1] && short[start + 1] === long[start] && short.slice(start + 2) === long.slice(start + 2)
}

/** In shorter names a letter makes another name more often than a mistake. */
const SHORTEST = 7

/** Whether two names, made plain, are likely the same word written twice. */
export const speltAlike = (a: string, b: string): boolean =>
  Math.min(a.length, b.length) >= SHORTEST && numbersIn(a) === numbersIn(b) && differsByOne(a, b)

/** Words that say what kind of thing it is, not which: `Akira ransomware` is Akira. */
const KIND_WORDS = /(?:ransomware|stealer|botnet|loader|backdoor|trojan|malware|group|team|gang|operation|rat)$/

/** The name without the word of its kind; itself where nothing is left to tell it by. */
export const bareName = (plain: string): string => {
  const bare = plain.replace(KIND_WORDS, '')
  return bare.length >= 4 ? bare : plain
}

/** Every word with one letter left out: two that differ by one share one of them, or are one of the other's. */
export const withOneLess = (plain: string): string[] => {
  const found = new Set<string>()
  for (let at = 0; at < plain.length; at += 1) found.add(plain.slice(0, at) + plain.slice(at + 1))
  return [...found]
}
