/** A problem as the server would send it. */
import type { ProblemDetails } from '@keysguard/model'

export class FixtureProblem extends Error {
  readonly details: ProblemDetails

  constructor(details: ProblemDetails) {
    super(details.detail)
    this.details = details
  }
}

export const fixtureProblem = (status: number, code: string, detail: string, todo: string, position?: number): FixtureProblem =>
  new FixtureProblem({
    type: `/docs/problems#${code}`,
    title: code,
    status,
    code,
    detail,
    todo,
    ...(position === undefined ? {} : { position }),
  })
