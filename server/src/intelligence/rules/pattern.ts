/**
 * Regular expressions of Sigma's flavour, matched in time linear in text times pattern, whatever the pattern is: all ways are followed side
 * by side (Thompson 1968), so nothing is ever tried twice. What the flavour does not have (look-around, back references) is refused.
 */
import { type Accepts, isWord, type Node, PatternFault, PatternReader } from './pattern-syntax.ts'

export interface Pattern {
  readonly test: (text: string) => boolean
}

export interface PatternFlags {
  /** `i`: case does not matter. */
  readonly insensitive?: boolean | undefined
  /** `m`: `^` and `$` are those of a line. */
  readonly multiline?: boolean | undefined
  /** `s`: `.` is also a line break. */
  readonly dotAll?: boolean | undefined
}

export type ReadPattern = { readonly ok: true; readonly pattern: Pattern } | { readonly ok: false; readonly message: string }

const LONGEST = 500
const MOST_STEPS = 5_000
/** More of a text is not looked at. */
const LONGEST_TEXT = 8_192

/** A step of the program: it takes a character, asks where it stands, or goes on in one or two places. */
type Step =
  | { readonly kind: 'one'; readonly accepts: Accepts }
  | { readonly kind: 'start' | 'end' | 'boundary' | 'done' }
  | { readonly kind: 'fork'; to: readonly number[] }

const compile = (root: Node): readonly Step[] => {
  const steps: Step[] = []
  const put = (step: Step): number => {
    if (steps.length >= MOST_STEPS) throw new PatternFault('is too large once its repeats are written out')
    return steps.push(step) - 1
  }
  const fork = (): { readonly at: number; readonly step: { kind: 'fork'; to: readonly number[] } } => {
    const step: { kind: 'fork'; to: readonly number[] } = { kind: 'fork', to: [] }
    return { at: put(step), step }
  }
  const emit = (node: Node): void => {
    switch (node.kind) {
      case 'one':
        put(node)
        return
      case 'start':
      case 'end':
      case 'boundary':
        put({ kind: node.kind })
        return
      case 'all':
        for (const part of node.parts) emit(part)
        return
      case 'either': {
        const ends: { to: readonly number[] }[] = []
        const { step } = fork()
        const starts = node.parts.map(part => {
          const start = steps.length
          emit(part)
          ends.push(fork().step)
          return start
        })
        step.to = starts
        for (const end of ends) end.to = [steps.length]
        return
      }
      case 'repeat':
        repeat(node)
    }
  }
  const repeat = ({ of, least, most }: Extract<Node, { kind: 'repeat' }>): void => {
    for (let n = 0; n < least; n++) emit(of)
    if (most === Infinity) {
      const { at, step } = fork()
      emit(of)
      fork().step.to = [at]
      step.to = [at + 1, steps.length]
      return
    }
    const skips: { to: readonly number[] }[] = []
    const bodies: number[] = []
    for (let n = least; n < most; n++) {
      const { at, step } = fork()
      skips.push(step)
      bodies.push(at + 1)
      emit(of)
    }
    for (const [n, skip] of skips.entries()) skip.to = [bodies[n]!, steps.length]
  }
  emit(root)
  put({ kind: 'done' })
  return steps
}

const runs = (steps: readonly Step[], text: readonly string[], multiline: boolean): boolean => {
  const seen = new Int32Array(steps.length).fill(-1)
  const stands = (kind: 'start' | 'end' | 'boundary', at: number): boolean => {
    if (kind === 'start') return at === 0 || (multiline && text[at - 1] === '\n')
    if (kind === 'end') return at === text.length || (multiline && text[at] === '\n')
    return (at > 0 && isWord(text[at - 1]!)) !== (at < text.length && isWord(text[at]!))
  }
  /** Adds a step and all it leads to without a character; true when the end is among them. */
  const reach = (first: number, at: number, into: number[]): boolean => {
    const stack = [first]
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      if (seen[next] === at) continue
      seen[next] = at
      const step = steps[next]!
      if (step.kind === 'done') return true
      if (step.kind === 'one') into.push(next)
      else if (step.kind === 'fork') stack.push(...step.to)
      else if (stands(step.kind, at)) stack.push(next + 1)
    }
    return false
  }
  let now: number[] = []
  for (let at = 0; at <= text.length; at++) {
    // A match may begin anywhere.
    if (reach(0, at, now)) return true
    if (at === text.length) return false
    const after: number[] = []
    for (const index of now) {
      const step = steps[index]!
      if (step.kind === 'one' && step.accepts(text[at]!) && reach(index + 1, at + 1, after)) return true
    }
    now = after
  }
  return false
}

/** Reads a pattern. It is found anywhere in a text, unless it is anchored. Never throws. */
export const readPattern = (source: string, flags: PatternFlags = {}): ReadPattern => {
  if (source.length > LONGEST) return { ok: false, message: `must be ${LONGEST} characters or fewer` }
  try {
    const steps = compile(new PatternReader(source, flags).whole())
    return { ok: true, pattern: { test: text => runs(steps, [...text.slice(0, LONGEST_TEXT)], flags.multiline === true) } }
  } catch (error) {
    if (error instanceof PatternFault) return { ok: false, message: error.message }
    throw error
  }
}
