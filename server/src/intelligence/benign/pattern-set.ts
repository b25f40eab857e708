/**
 * Many patterns in one pass: a non-deterministic automaton of all of them, made deterministic as texts are read (Thompson 1968; Aho, Sethi
 * and Ullman, ch. 3). Time is the length of the text, whatever the patterns are; the states remembered are bounded.
 */
import { ALPHABET, literal, type Node, readPattern } from './pattern.ts'

const MOST_NODES = 400_000
const MOST_NODES_OF_ONE = 20_000
const MOST_STATES = 4_096
const NOWHERE = -1

/** What one state of the automaton does: takes a character, splits, holds at the beginning or the end, or matches a pattern. */
type Step =
  | { readonly kind: 'take'; readonly members: Uint8Array; to: number }
  | { readonly kind: 'split'; readonly to: number[] }
  | { readonly kind: 'begin' | 'end'; to: number }
  | { readonly kind: 'match'; readonly pattern: number }

interface State {
  readonly steps: readonly number[]
  readonly matched: readonly number[]
  readonly next: (State | undefined)[]
  /** What the text's end adds. */
  atEnd: readonly number[] | null
}

export class TooManyNodes extends Error {}

export class PatternSet {
  readonly #steps: Step[] = []
  readonly #entries: number[] = []
  /** What a character begins when a match may begin anywhere. */
  #begun: (readonly number[])[] = []
  #first: State | null = null
  readonly #states = new Map<string, State>()

  /** Adds a pattern under a number; says what is wrong with it, or null. */
  addPattern(text: string, pattern: number): string | null {
    const read = readPattern(text)
    if (!read.ok) return read.problem
    return this.#add(read.node, pattern)
  }

  /** Adds a text that may stand anywhere. */
  addText(text: string, pattern: number): string | null {
    return this.#add(literal(text), pattern)
  }

  get isEmpty(): boolean {
    return this.#entries.length === 0
  }

  /** Numbers of the patterns found in `text`, each once. */
  found(text: string): readonly number[] {
    if (this.#entries.length === 0) return []
    if (this.#first === null) this.#prepare()
    let state = this.#first!
    let found: Set<number> | null = null
    for (let at = 0; ; at += 1) {
      for (const pattern of state.matched) found = (found ?? new Set<number>()).add(pattern)
      if (at === text.length) break
      const unit = text.charCodeAt(at)
      const code = unit < ALPHABET - 1 ? unit : ALPHABET - 1
      state = state.next[code] ?? this.#advance(state, code)
    }
    if (text === '') return this.#matched(this.#closure(this.#entries, true, true))
    state.atEnd ??= this.#endOf(state)
    for (const pattern of state.atEnd) found = (found ?? new Set<number>()).add(pattern)
    return found === null ? [] : [...found]
  }

  #add(node: Node, pattern: number): string | null {
    const before = this.#steps.length
    try {
      const match = this.#put({ kind: 'match', pattern })
      this.#entries.push(this.#build(node, match, before))
      this.#first = null
      return null
    } catch (error) {
      if (!(error instanceof TooManyNodes)) throw error
      this.#steps.length = before
      return 'is too large'
    }
  }

  #put(step: Step, before = 0): number {
    if (this.#steps.length >= MOST_NODES || this.#steps.length - before > MOST_NODES_OF_ONE) throw new TooManyNodes()
    return this.#steps.push(step) - 1
  }

  /** Builds from the end: the step that begins `node` and leads to `to`. */
  #build(node: Node, to: number, before: number): number {
    switch (node.kind) {
      case 'set':
        return this.#put({ kind: 'take', members: node.members, to }, before)
      case 'begin':
      case 'end':
        return this.#put({ kind: node.kind, to }, before)
      case 'any':
        return this.#put({ kind: 'split', to: node.parts.map(part => this.#build(part, to, before)) }, before)
      case 'all':
        return node.parts.reduceRight((next, part) => this.#build(part, next, before), to)
      case 'repeat':
        return this.#repeat(node, to, before)
    }
  }

  #repeat({ part, least, most }: Extract<Node, { kind: 'repeat' }>, to: number, before: number): number {
    let next = to
    if (most === Number.POSITIVE_INFINITY) {
      const exits = [to]
      const loop = this.#put({ kind: 'split', to: exits }, before)
      exits.push(this.#build(part, loop, before))
      next = loop
    } else
      for (let more = least; more < most; more += 1)
        next = this.#put({ kind: 'split', to: [to, this.#build(part, next, before)] }, before)
    for (let once = 0; once < least; once += 1) next = this.#build(part, next, before)
    return next
  }

  #prepare(): void {
    this.#states.clear()
    const anywhere = this.#closure(this.#entries, false, false)
    this.#begun = Array.from({ length: ALPHABET }, (_, code) => this.#taken(anywhere, code))
    this.#first = this.#stateOf(this.#closure(this.#entries, true, false))
  }

  /** What can be reached without taking a character. */
  #closure(from: readonly number[], isBegin: boolean, isEnd: boolean): number[] {
    const seen = new Set<number>()
    const stack = [...from]
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      if (at === NOWHERE || seen.has(at)) continue
      seen.add(at)
      const step = this.#steps[at]!
      if (step.kind === 'split') stack.push(...step.to)
      else if ((step.kind === 'begin' && isBegin) || (step.kind === 'end' && isEnd)) stack.push(step.to)
    }
    return [...seen]
  }

  #taken(steps: readonly number[], code: number): readonly number[] {
    const to: number[] = []
    for (const at of steps) {
      const step = this.#steps[at]!
      if (step.kind === 'take' && step.members[code] === 1) to.push(step.to)
    }
    return to
  }

  #advance(state: State, code: number): State {
    if (this.#states.size >= MOST_STATES) {
      this.#states.clear()
      state.next.length = 0
      this.#first!.next.length = 0
      this.#states.set(nameOf(this.#first!.steps), this.#first!)
    }
    const taken = [...this.#taken(state.steps, code), ...this.#begun[code]!]
    const next = this.#stateOf(this.#closure(taken, false, false))
    state.next[code] = next
    return next
  }

  #stateOf(closure: readonly number[]): State {
    const steps = closure.filter(at => this.#steps[at]!.kind !== 'split').sort((a, b) => a - b)
    const name = nameOf(steps)
    const known = this.#states.get(name)
    if (known) return known
    const state: State = { steps, matched: this.#matched(steps), next: [], atEnd: null }
    this.#states.set(name, state)
    return state
  }

  #matched(steps: readonly number[]): readonly number[] {
    return steps.flatMap(at => {
      const step = this.#steps[at]!
      return step.kind === 'match' ? [step.pattern] : []
    })
  }

  /** A pattern that begins at the very end counts too: an empty one. */
  #endOf({ steps }: State): readonly number[] {
    return this.#matched(this.#closure([...steps, ...this.#entries], false, true))
  }
}

const nameOf = (steps: readonly number[]): string => steps.join(' ')
