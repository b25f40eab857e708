/** One thing that can be done, with its right, its input and its output. REST, the command line and what follows are tables of the same operations. */
import type { Permission } from '@keysguard/model'
import type { z } from 'zod'
import type { Knowledge } from '../knowledge.ts'
import type { Accounts, Caller } from '../store/accounts.ts'

export interface OperationContext {
  readonly knowledge: Knowledge
  readonly accounts: Accounts
  readonly caller: Caller
  readonly now: number
}

export interface Operation<Input, Output> {
  /** Verb and noun: `search-indicators`. */
  readonly id: string
  readonly summary: string
  readonly access: Permission | 'signed-in'
  readonly input: z.ZodType<Input>
  readonly output: z.ZodType<Output>
  readonly run: (context: OperationContext, input: Input) => Promise<Output>
}

export type AnyOperation = Operation<unknown, unknown>

/** Declares an operation. */
export const operation = <Input, Output>(declared: Operation<Input, Output>): Operation<Input, Output> => declared

/** Closes over the types of an operation, so that a table can hold it: input is checked before it runs. */
export const entry = <Input, Output>(declared: Operation<Input, Output>): AnyOperation => ({
  ...declared,
  input: declared.input as z.ZodType<unknown>,
  output: declared.output as z.ZodType<unknown>,
  run: (context, input) => declared.run(context, declared.input.parse(input)),
})
