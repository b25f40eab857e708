/** Boolean expressions of Sigma: `selection and not 1 of filter_*`. Used for detections and, since v2.2, for temporal correlations. */

export type Expression =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'not'; readonly of: Expression }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Expression[] }

export type ReadExpression =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly message: string }

const MOST_TOKENS = 400
const DEEPEST = 50

class Fault extends Error {}

interface Token {
  readonly text: string
  readonly at: number
}

const tokensOf = (text: string): readonly Token[] => {
  const tokens: Token[] = []
  for (const { 0: found, index } of text.matchAll(/[()|]|[^\s()|]+/g)) tokens.push({ text: found, at: index })
  if (tokens.length > MOST_TOKENS) throw new Fault(`has more than ${MOST_TOKENS} words`)
  return tokens
}

const where = (token: Token | undefined): string =>
  token === undefined ? 'ends too early' : `character ${token.at + 1}, "${token.text}"`

class Reader {
  readonly #tokens: readonly Token[]
  readonly #names: readonly string[]
  #next = 0

  constructor(tokens: readonly Token[], names: readonly string[]) {
    this.#tokens = tokens
    this.#names = names
  }

  whole(): Expression {
    const expression = this.#or(0)
    const left = this.#tokens[this.#next]
    if (left?.text === '|') throw new Fault('"|" is not supported: say it as a correlation')
    if (left) throw new Fault(`${where(left)}: "and", "or" or the end belongs here`)
    return expression
  }

  #peek(): string | undefined {
    return this.#tokens[this.#next]?.text.toLowerCase()
  }

  #or(depth: number): Expression {
    return this.#chain('or', () => this.#and(depth))
  }

  #and(depth: number): Expression {
    return this.#chain('and', () => this.#not(depth))
  }

  #chain(kind: 'and' | 'or', read: () => Expression): Expression {
    const parts = [read()]
    while (this.#peek() === kind) {
      this.#next += 1
      parts.push(read())
    }
    return parts.length === 1 ? parts[0]! : { kind, parts }
  }

  #not(depth: number): Expression {
    if (depth > DEEPEST) throw new Fault('is nested too deeply')
    if (this.#peek() !== 'not') return this.#atom(depth)
    this.#next += 1
    return { kind: 'not', of: this.#not(depth + 1) }
  }

  #atom(depth: number): Expression {
    const token = this.#tokens[this.#next]
    if (token === undefined) throw new Fault(where(token))
    this.#next += 1
    if (token.text === '(') {
      const inner = this.#or(depth + 1)
      const end = this.#tokens[this.#next]
      if (end?.text !== ')') throw new Fault(`${where(end)}: a ")" is missing`)
      this.#next += 1
      return inner
    }
    if (this.#peek() === 'of') return this.#someOf(token)
    if (!this.#names.includes(token.text)) throw new Fault(`${where(token)}: there is nothing of that name`)
    return { kind: 'name', name: token.text }
  }

  /** `1 of selection_*`, `all of them`, `any of them`. */
  #someOf(amount: Token): Expression {
    this.#next += 1
    const target = this.#tokens[this.#next]
    if (target === undefined) throw new Fault(where(target))
    this.#next += 1
    const kind = { '1': 'or', any: 'or', all: 'and' }[amount.text.toLowerCase()]
    if (kind === undefined) throw new Fault(`${where(amount)}: write "1 of", "any of" or "all of"`)
    const parts = this.#named(target).map((name): Expression => ({ kind: 'name', name }))
    return parts.length === 1 ? parts[0]! : { kind: kind === 'or' ? 'or' : 'and', parts }
  }

  /** "them" leaves out names that begin with an underscore. */
  #named(target: Token): readonly string[] {
    const { text } = target
    const star = text.indexOf('*')
    if (star >= 0 && star !== text.length - 1) throw new Fault(`${where(target)}: the "*" stands at the end`)
    const beginning = text.slice(0, -1)
    const names =
      text.toLowerCase() === 'them'
        ? this.#names.filter(name => !name.startsWith('_'))
        : this.#names.filter(name => (star < 0 ? name === text : name.startsWith(beginning)))
    if (names.length === 0) throw new Fault(`${where(target)}: there is nothing of that name`)
    return names
  }
}

/** Reads an expression over `names`. A message says at which character it goes wrong. Never throws. */
export const readExpression = (text: string, names: readonly string[]): ReadExpression => {
  try {
    return { ok: true, expression: new Reader(tokensOf(text), names).whole() }
  } catch (error) {
    if (error instanceof Fault) return { ok: false, message: error.message }
    throw error
  }
}

/** Whether it holds, where `is` says what holds of each name. */
export const holds = (expression: Expression, is: (name: string) => boolean): boolean => {
  switch (expression.kind) {
    case 'name':
      return is(expression.name)
    case 'not':
      return !holds(expression.of, is)
    case 'and':
      return expression.parts.every(part => holds(part, is))
    case 'or':
      return expression.parts.some(part => holds(part, is))
  }
}

/** Whether something has to be absent for it to hold. */
export const asksForAbsence = (expression: Expression): boolean =>
  expression.kind === 'not' || (expression.kind !== 'name' && expression.parts.some(asksForAbsence))

/** The names it wants, and those it wants absent, where it is a conjunction; null where it is more. */
export const conjunction = (
  expression: Expression,
): { readonly wanted: readonly string[]; readonly absent: readonly string[] } | null => {
  if (expression.kind === 'name') return { wanted: [expression.name], absent: [] }
  if (expression.kind === 'not') return expression.of.kind === 'name' ? { wanted: [], absent: [expression.of.name] } : null
  if (expression.kind === 'or') return null
  const parts = expression.parts.map(conjunction)
  if (parts.some(part => part === null)) return null
  return {
    wanted: parts.flatMap(part => part?.wanted ?? []),
    absent: parts.flatMap(part => part?.absent ?? []),
  }
}
