/** Words of a query, each with the place it stands at. */

export type Token =
  | { readonly kind: 'open' | 'close' | 'minus'; readonly at: number }
  | { readonly kind: 'word'; readonly text: string; readonly quoted: boolean; readonly at: number }
  /** `field operator value`: the value may be quoted. */
  | {
      readonly kind: 'term'
      readonly field: string
      readonly operator: Operator
      readonly value: string
      readonly at: number
      readonly valueAt: number
    }

export const OPERATORS = [':', '>=', '<=', '>', '<', '='] as const
export type Operator = (typeof OPERATORS)[number]

export class QueryError extends Error {
  readonly todo: string
  readonly position: number

  constructor(message: string, todo: string, position: number) {
    super(message)
    this.todo = todo
    this.position = position
  }
}

const FIELD = /[A-Za-z-]{1,32}(?=[:<>=])/y
const BLANK = /\s/

/** Splits a query; throws QueryError for a quote that is not closed. */
export const lex = (text: string): Token[] => {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const character = text[at]!
    if (BLANK.test(character)) at += 1
    else if (character === '(' || character === ')') {
      tokens.push({ kind: character === '(' ? 'open' : 'close', at })
      at += 1
    } else if (character === '-' && at + 1 < text.length && !BLANK.test(text[at + 1]!)) {
      tokens.push({ kind: 'minus', at })
      at += 1
    } else at = lexWord(text, at, tokens)
  }
  return tokens
}

const lexWord = (text: string, at: number, tokens: Token[]): number => {
  FIELD.lastIndex = at
  const field = FIELD.exec(text)?.[0]
  const operator = field === undefined ? undefined : OPERATORS.find(candidate => text.startsWith(candidate, at + field.length))
  const isUrl = field !== undefined && text.startsWith('://', at + field.length)
  if (field !== undefined && operator !== undefined && !isUrl) {
    const valueAt = at + field.length + operator.length
    const value = lexValue(text, valueAt)
    tokens.push({ kind: 'term', field: field.toLowerCase(), operator, value: value.text, at, valueAt })
    return value.end
  }
  const value = lexValue(text, at)
  tokens.push({ kind: 'word', text: value.text, quoted: text[at] === '"', at })
  return value.end
}

const lexValue = (text: string, at: number): { readonly text: string; readonly end: number } => {
  if (text[at] !== '"') {
    let end = at
    let depth = 0
    while (end < text.length && !BLANK.test(text[end]!)) {
      if (text[end] === '(') depth += 1
      if (text[end] === ')') {
        if (depth === 0) break
        depth -= 1
      }
      end += 1
    }
    return { text: text.slice(at, end), end }
  }
  let value = ''
  for (let end = at + 1; end < text.length; end += 1) {
    if (text[end] === '"') return { text: value, end: end + 1 }
    if (text[end] === '\\' && end + 1 < text.length) end += 1
    value += text[end]
  }
  throw new QueryError('A quote is opened here and never closed.', 'Close it with ", or write \\" for a quote inside.', at)
}
