/** Which format a file has, from its name and its first bytes. */

export type SniffedFormat = 'csv' | 'json' | 'jsonl' | 'text' | 'stix'

const BY_ENDING: Readonly<Record<string, SniffedFormat>> = {
  csv: 'csv',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  txt: 'text',
  log: 'text',
  stix: 'stix',
}

/** Looks at the name first; JSON is told apart by its beginning. */
export const sniffFormat = (first: Uint8Array, name: string): SniffedFormat => {
  const ending = name.toLowerCase().replace(/\.gz$/, '').split('.').at(-1) ?? ''
  const known = BY_ENDING[ending]
  if (known) return known
  const text = new TextDecoder('utf-8').decode(first.subarray(0, 8_192)).trimStart()
  if (text.startsWith('{') || text.startsWith('[')) {
    if (/"type"\s*:\s*"bundle"/.test(text) || /"spec_version"\s*:/.test(text)) return 'stix'
    const [line = ''] = text.split('\n', 1)
    return text.startsWith('{') && isWhole(line) && text.includes('\n{') ? 'jsonl' : 'json'
  }
  const [head = '', second = ''] = text.split('\n').filter(line => !line.startsWith('#'))
  const columns = head.split(',').length
  return columns > 1 && second.split(',').length === columns && /^["\w][\w" -]*,/.test(head) ? 'csv' : 'text'
}

const isWhole = (line: string): boolean => {
  try {
    JSON.parse(line)
    return true
  } catch {
    return false
  }
}
