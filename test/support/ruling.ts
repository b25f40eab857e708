/** Rules over a store, none of those that ship unless they are given. */
import type { Ruling } from '../../server/src/knowledge.ts'
import { RuleBook } from '../../server/src/runtime/rules/rule-book.ts'
import { RuleRunner } from '../../server/src/runtime/rules/rule-runner.ts'
import { createRules } from '../../server/src/runtime/rules/rules.ts'
import type { Knowing } from '../../server/src/store/write-rows.ts'

export const rulesFor = async (knowing: Knowing, shipped: readonly string[] = []): Promise<Ruling> => {
  const about = { knowing, place: async () => null, now: Date.now }
  const book = await RuleBook.load({ database: knowing.database, shipped, now: Date.now, onBroken: () => undefined })
  const runner = new RuleRunner({ ...about, book, onFound: () => undefined, onError: () => undefined })
  return createRules({ ...about, book, runner })
}
