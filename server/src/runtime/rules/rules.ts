/** Rules as the operations see them. */
import type { Detection, RuleCard, RuleText } from '@keysguard/model'
import type { Ruling } from '../../knowledge.ts'
import { Problem } from '../../problem.ts'
import { countFired, type FiredCount, listDetections, setDetectionState } from '../../store/detections.ts'
import type { Knowing } from '../../store/write-rows.ts'
import { replayRule } from './replay-rule.ts'
import { checkRule, type KeptRule, type RuleBook } from './rule-book.ts'
import type { Place } from './rule-events.ts'
import type { RuleRunner } from './rule-runner.ts'

export interface RulesOptions {
  readonly knowing: Knowing
  readonly book: RuleBook
  readonly runner: RuleRunner
  readonly place: Place
  readonly now: () => number
}

/** Previews at a time: each reads a good deal. */
const MOST_REPLAYS = 2

export const createRules = ({ knowing, book, runner, place, now }: RulesOptions): Ruling => {
  const { database } = knowing
  let replaying = 0
  const cards = async (): Promise<RuleCard[]> => {
    const fired = new Map((await countFired(database, now())).map(count => [count.rule, count]))
    return book.all.map(kept => cardOf(kept, fired.get(kept.stored.id), runner))
  }
  const text = async (id: string): Promise<RuleText> => {
    const { stored } = book.read(id)
    const card = (await cards()).find(one => one.id === id)
    if (!card) throw new Error(`${id} has no card`)
    return { ...card, yaml: stored.yaml }
  }
  return {
    list: cards,
    read: text,
    check: yaml => checkRule(yaml),
    put: async (id, yaml, author) => {
      await book.put(id, yaml, author)
      return text(id)
    },
    setEnabled: async (id, enabled) => {
      await book.setEnabled(id, enabled)
      return text(id)
    },
    remove: id => book.remove(id),
    replay: async (yaml, since) => {
      const rule = book.parse(yaml)
      if (replaying >= MOST_REPLAYS)
        throw new Problem('conflict', 'Other previews are being made.', { todo: 'Try again when they are done.' })
      replaying += 1
      try {
        return await replayRule(knowing, place, rule, { since, until: now() })
      } finally {
        replaying -= 1
      }
    },
    detections: filter => listDetections(database, filter),
    setState: async (id, state, by): Promise<Detection> => {
      const detection = await setDetectionState(database, id, state, by)
      if (detection) return detection
      throw new Problem('not-found', `There is no detection ${id}.`, { todo: 'List them with `keysguard rules detections`.' })
    },
    counts: () => runner.counts(),
  }
}

const NOTHING = { late: 0, groups: 0, events: 0 }

const cardOf = ({ stored, rule, broken }: KeptRule, fired: FiredCount | undefined, runner: RuleRunner): RuleCard => ({
  id: stored.id,
  title: rule?.title ?? stored.id,
  description: rule?.description ?? '',
  author: stored.author,
  level: rule?.level ?? 'medium',
  tags: [...(rule?.tags ?? [])],
  falsePositives: [...(rule?.falsePositives ?? [])],
  enabled: stored.enabled,
  version: stored.version,
  origin: stored.shipped === null ? 'own' : stored.shipped === stored.yaml ? 'shipped' : 'changed',
  broken,
  week: fired?.week ?? 0,
  total: fired?.total ?? 0,
  lastFiredAt: fired?.last_fired_at ?? null,
  updatedAt: stored.updatedAt,
  dropped: { ...NOTHING, ...runner.counts().dropped.get(stored.id) },
})
