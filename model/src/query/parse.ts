/** Reads a query. Words side by side mean "and"; `or`, `not`, a leading `-` and parentheses do what they say. */
import { conditionOf, refangText } from './conditions.ts'
import { lex, QueryError, type Token } from './lex.ts'
import type { Query } from './query.ts'

export type ParsedQuery =
  | { readonly ok: true; readonly query: Query }
  /** `position` is the 0-based character the reader stumbled over. */
  | { readonly ok: false; readonly message: string; readonly todo: string; readonly position: number }

const LONGEST = 4_000
const DEEPEST = 32

/** Never throws. Ages are resolved against `now` (milliseconds since 1970). */
export const parseQuery = (text: string, now: number): ParsedQuery => {
  try {
    if (text.length > LONGEST)
      throw new QueryError(
        `The query is longer than ${LONGEST} characters.`,
        'Look many values up with a bulk look-up instead.',
        LONGEST,
      )
    return { ok: true, query: new Reader(lex(text), text.length, now).whole() }
  } catch (error) {
    if (error instanceof QueryError) return { ok: false, message: error.message, todo: error.todo, position: error.position }
    throw error
  }
}

const isWord = (token: Token | undefined, word: string): boolean =>
  token?.kind === 'word' && !token.quoted && token.text.toLowerCase() === word

class Reader {
  readonly #tokens: readonly Token[]
  readonly #end: number
  readonly #now: number
  #at = 0
  #depth = 0

  constructor(tokens: readonly Token[], end: number, now: number) {
    this.#tokens = tokens
    this.#end = end
    this.#now = now
  }

  whole(): Query {
    if (this.#tokens.length === 0) return { kind: 'everything' }
    const query = this.#either()
    const token = this.#tokens[this.#at]
    if (token) throw new QueryError('This parenthesis was never opened.', 'Remove it, or open one before.', token.at)
    return query
  }

  #either(): Query {
    const parts = [this.#all()]
    while (isWord(this.#tokens[this.#at], 'or')) {
      this.#at += 1
      parts.push(this.#all())
    }
    return parts.length === 1 ? parts[0]! : { kind: 'or', parts }
  }

  #all(): Query {
    const parts: Query[] = []
    for (;;) {
      const token = this.#tokens[this.#at]
      if (token === undefined || token.kind === 'close' || isWord(token, 'or')) break
      if (isWord(token, 'and') && parts.length > 0) {
        this.#at += 1
        continue
      }
      parts.push(this.#one())
    }
    if (parts.length === 0)
      throw new QueryError(
        'Something is missing here.',
        'Write a word or a condition such as type:domain.',
        this.#tokens[this.#at]?.at ?? this.#end,
      )
    return parts.length === 1 ? parts[0]! : { kind: 'and', parts }
  }

  #one(): Query {
    const token = this.#tokens[this.#at]
    if (token === undefined)
      throw new QueryError('Something is missing here.', 'Write a word or a condition such as type:domain.', this.#end)
    this.#depth += 1
    if (this.#depth > DEEPEST) throw new QueryError('The query is nested too deeply.', `Use at most ${DEEPEST} levels.`, token.at)
    this.#at += 1
    const query = this.#read(token)
    this.#depth -= 1
    return query
  }

  #read(token: Token): Query {
    switch (token.kind) {
      case 'minus':
        return { kind: 'not', part: this.#one() }
      case 'close':
        throw new QueryError('This parenthesis was never opened.', 'Remove it, or open one before.', token.at)
      case 'open': {
        const inner = this.#either()
        if (this.#tokens[this.#at]?.kind !== 'close')
          throw new QueryError('This parenthesis is never closed.', 'Close it with ).', token.at)
        this.#at += 1
        return inner
      }
      case 'term':
        return { kind: 'is', condition: conditionOf(token, this.#now) }
      case 'word':
        if (isWord(token, 'not')) return { kind: 'not', part: this.#one() }
        if (token.text === '') throw new QueryError('This text is empty.', 'Write something between the quotes.', token.at)
        return { kind: 'is', condition: { field: 'text', contains: refangText(token.text) } }
    }
  }
}
