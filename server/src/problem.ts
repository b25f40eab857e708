/** The one error type: what happened, what to do, and how it looks from outside. Nothing is swallowed: handled, returned or thrown. */
import type { Outcome, ProblemDetails } from '@keysguard/model'

/** Every code a person can meet: HTTP status and title. Each has a paragraph in docs/reference/problems.md. */
export const PROBLEMS = {
  'bad-request': [400, 'The request is not valid'],
  'bad-query': [400, 'The query cannot be read'],
  'bad-config': [500, 'The configuration is not valid'],
  'bad-value': [422, 'Not an indicator'],
  'bad-feed': [422, 'The feed is not in the format expected'],
  'bad-document': [422, 'The document cannot be read'],
  'empty-feed': [422, 'The feed came in empty'],
  'not-signed-in': [401, 'Sign in first'],
  'wrong-password': [401, 'Account or password is wrong'],
  forbidden: [403, 'Not allowed'],
  'foreign-origin': [403, 'The request came from another site'],
  'not-found': [404, 'Not found'],
  conflict: [409, 'In conflict with what is there'],
  'too-large': [413, 'Too large'],
  'too-many': [429, 'Too many requests'],
  'folder-in-use': [409, 'The data folder is in use'],
  'store-unavailable': [503, 'The store does not answer'],
  'egress-refused': [422, 'The address must not be fetched'],
  unreachable: [502, 'The source did not answer'],
  unauthorised: [502, 'The source refused the credentials'],
  'rate-limited': [502, 'The source asked to wait'],
  truncated: [502, 'The transfer ended too early'],
  internal: [500, 'Something broke here'],
} as const satisfies Record<string, readonly [number, string]>

export type ProblemCode = keyof typeof PROBLEMS

export interface ProblemOptions {
  /** What to do now, as a sentence for a person. */
  readonly todo: string
  readonly cause?: unknown
  /** 0-based character of a faulty query. */
  readonly position?: number
  /** For 'rate-limited' and 'too-many': how long to wait. */
  readonly retryAfterMs?: number
}

export class Problem extends Error {
  readonly code: ProblemCode
  readonly todo: string
  readonly position: number | undefined
  readonly retryAfterMs: number | undefined

  constructor(code: ProblemCode, message: string, options: ProblemOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'Problem'
    this.code = code
    this.todo = options.todo
    this.position = options.position
    this.retryAfterMs = options.retryAfterMs
  }

  get status(): number {
    return PROBLEMS[this.code][0]
  }

  /** The RFC 9457 body. Causes stay inside. */
  details(): ProblemDetails {
    return {
      type: `/docs/problems#${this.code}`,
      title: PROBLEMS[this.code][1],
      status: this.status,
      code: this.code,
      detail: this.message,
      todo: this.todo,
      ...(this.position === undefined ? {} : { position: this.position }),
    }
  }
}

/** Any thrown thing as a Problem; what was not expected becomes 'internal', with the original as its cause. */
export const asProblem = (error: unknown): Problem =>
  error instanceof Problem
    ? error
    : new Problem('internal', 'An unexpected error stopped this.', {
        todo: 'Look at the log around this time; run `keysguard doctor`.',
        cause: error,
      })

/** How a run that met this problem ends. */
export const outcomeOf = (problem: Problem): Outcome => {
  switch (problem.code) {
    case 'unauthorised':
    case 'unreachable':
    case 'rate-limited':
      return problem.code
    case 'bad-feed':
      return 'schema-drift'
    case 'empty-feed':
      return 'empty-suspect'
    default:
      return 'failed'
  }
}
