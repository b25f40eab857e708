/** Terms of the query language that the dashboard writes itself. */

const minute = (at: number | string): string => `${new Date(at).toISOString().slice(0, 16)}Z`

/** What was first stored in a span of time, both ends ISO 8601 or milliseconds. */
export const addedBetween = (from: number | string, below: number | string): string =>
  `added>=${minute(from)} added<${minute(below)}`

/** Queries that teach the language, each with what it finds. */
export const EXAMPLES = [
  ['type:domain threat:phishing seen<24h', 'phishing domains seen in the last day'],
  ['severity:critical -source:ipsum', 'critical, without what IPsum lists'],
  ['net:203.0.113.0/24', 'addresses and networks inside a network'],
  ['under:example.com', 'a domain, its sub-domains, URLs and e-mail addresses on it'],
  ['malware:emotet risk>=70', 'one malware family, by risk'],
  ['value:cdn-* sources>=2', 'names by pattern, said by two sources or more'],
  ['(tag:botnet or threat:c2) active:yes', 'alternatives in parentheses, still active'],
  ['"invoice"', 'anything that contains a word'],
] as const
