/** Names and numbers set aside so that nobody can own them. */

/** RFC 2606 and RFC 6761: for examples and tests. Sample data may use them. */
const EXAMPLE_NAMES: ReadonlySet<string> = new Set(['example.com', 'example.net', 'example.org', 'example.edu'])
const EXAMPLE_ENDINGS: readonly string[] = [
  '.example',
  '.test',
  '.invalid',
  '.example.com',
  '.example.net',
  '.example.org',
  '.example.edu',
]

/** Names that mean something else on every network (RFC 6761, RFC 6762, RFC 8375, and what ICANN keeps for private use). */
const LOCAL_ENDINGS: readonly string[] = [
  '.localhost',
  '.local',
  '.internal',
  '.lan',
  '.home.arpa',
  '.localdomain',
  '.in-addr.arpa',
  '.ip6.arpa',
]

export const isExampleName = (name: string): boolean =>
  EXAMPLE_NAMES.has(name) || EXAMPLE_ENDINGS.some(ending => name.endsWith(ending))

export const isLocalName = (name: string): boolean => name === 'localhost' || LOCAL_ENDINGS.some(ending => name.endsWith(ending))

/** What a reserved AS number is reserved for (IANA registry; RFC 5398, RFC 6996, RFC 7300), or null. */
export const reservedAs = (number: number): 'documentation' | 'private use' | 'reserved' | null => {
  if ((number >= 64496 && number <= 64511) || (number >= 65536 && number <= 65551)) return 'documentation'
  if ((number >= 64512 && number <= 65534) || (number >= 4_200_000_000 && number <= 4_294_967_294)) return 'private use'
  return number === 0 || number === 23456 || number === 65535 || number >= 4_294_967_295 ? 'reserved' : null
}

/** Networks that carry half of the internet: nothing can be concluded from, or done about, one of these numbers. */
export const LARGE_NETWORKS: ReadonlyMap<number, string> = new Map([
  [714, 'Apple'],
  [2906, 'Netflix'],
  [8068, 'Microsoft'],
  [8075, 'Microsoft'],
  [13335, 'Cloudflare'],
  [13414, 'X'],
  [14618, 'Amazon'],
  [15169, 'Google'],
  [16509, 'Amazon'],
  [16625, 'Akamai'],
  [20940, 'Akamai'],
  [32934, 'Meta'],
  [36459, 'GitHub'],
  [54113, 'Fastly'],
  [396982, 'Google'],
])
