/** Editing the query as text: a click on a facet writes what a person would have typed. The server alone knows what it means. */

export type TermState = 'included' | 'excluded' | 'neither'

/** Splits at white space outside quotes and parentheses; whatever is malformed stays as it is. */
const tokens = (query: string): string[] => {
  const found: string[] = []
  let text = ''
  let depth = 0
  let quoted = false
  const flush = (): void => {
    if (text !== '') found.push(text)
    text = ''
  }
  for (const character of query) {
    if (character === '"') quoted = !quoted
    if (!quoted && character === '(') depth++
    if (!quoted && character === ')') depth--
    if (!quoted && depth <= 0 && /\s/.test(character)) flush()
    else text += character
  }
  flush()
  return found
}

const TERM = /^(-?)([a-z]+):(.+)$/is

const valuesOf = (list: string): string[] => list.replaceAll('"', '').split(',')

/** A list with a blank in it is quoted as a whole: `malware:"cobalt strike,emotet"`. A comma or a quote inside a value cannot be written. */
const written = (values: readonly string[]): string => {
  const list = values.map(value => value.replaceAll('"', '')).join(',')
  return /^[\w.+*:/@,-]+$/.test(list) && !list.startsWith('-') ? list : `"${list}"`
}

interface Term {
  readonly minus: boolean
  readonly values: readonly string[]
}

const termOf = (text: string, field: string): Term | null => {
  const [, minus, name, list] = TERM.exec(text) ?? []
  if (name?.toLowerCase() !== field || list === undefined || list.startsWith('(')) return null
  return { minus: minus === '-', values: valuesOf(list) }
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

/** Whether the query, as far as its top level says, asks for or against `field:value`. */
export const stateOf = (query: string, field: string, value: string): TermState => {
  for (const text of tokens(query)) {
    const term = termOf(text, field)
    if (term?.values.some(each => same(each, value))) return term.minus ? 'excluded' : 'included'
  }
  return 'neither'
}

const write = (minus: boolean, field: string, values: readonly string[]): string =>
  `${minus ? '-' : ''}${field}:${written(values)}`

/** The query without `field:value` and `-field:value`. */
export const without = (query: string, field: string, value: string): string =>
  tokens(query)
    .flatMap(text => {
      const term = termOf(text, field)
      if (!term?.values.some(each => same(each, value))) return [text]
      const rest = term.values.filter(each => !same(each, value))
      return rest.length === 0 ? [] : [write(term.minus, field, rest)]
    })
    .join(' ')

/** `or` binds weaker than the space that joins terms, so a query with one is put in parentheses before a term is added. */
const closed = (query: string): string => (tokens(query).some(text => same(text, 'or')) ? `(${query.trim()})` : query)

/** The query with `field:value` included (beside other values of the field) or excluded. */
export const withTerm = (query: string, field: string, value: string, state: 'included' | 'excluded'): string => {
  const base = without(query, field, value)
  const minus = state === 'excluded'
  const parts = tokens(base)
  const index = parts.findIndex(text => termOf(text, field)?.minus === minus)
  const present = index < 0 ? null : termOf(parts[index] ?? '', field)
  const alternatives = parts.some(text => same(text, 'or'))
  if (present !== null && !alternatives) {
    parts[index] = write(minus, field, [...present.values, value])
    return parts.join(' ')
  }
  return `${closed(base)} ${write(minus, field, [value])}`.trim()
}

/** What a click does: asks for it, or takes it back. */
export const toggled = (query: string, field: string, value: string, state: 'included' | 'excluded'): string =>
  stateOf(query, field, value) === state ? without(query, field, value) : withTerm(query, field, value, state)
