/** Work with the server of the data folder, or with the store where none runs. */
import { readConfig } from '../config.ts'
import { type Ask, connectOperator, type Operator } from './operator.ts'

/** Connects for one command; whatever comes of the work, the store is left in order. */
export const withOperator = async <T>(work: (operator: Operator) => Promise<T>): Promise<T> => {
  const operator = await connectOperator(readConfig(process.env))
  try {
    return await work(operator)
  } finally {
    await operator.close()
  }
}

/** One question. */
export const askOperator = <T>(ask: Ask): Promise<T> => withOperator(operator => operator.ask<T>(ask))
