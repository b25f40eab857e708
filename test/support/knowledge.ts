/** All that can be asked and done, over a store: what a test says nothing about is there as it is at first. */
import type { Events } from '../../server/src/engines/events/events.ts'
import { SHIPPED_FIREWALL } from '../../server/src/intelligence/firewall.ts'
import type { Knowledge, Reporting } from '../../server/src/knowledge.ts'
import { type AttackKnowledge, createAttackKnowledge } from '../../server/src/runtime/attack/attack-knowledge.ts'
import type { DeclaredFeeds } from '../../server/src/runtime/declared-feeds.ts'
import { createEntityKnowledge } from '../../server/src/runtime/entities/entity-knowledge.ts'
import { createKnowledge } from '../../server/src/runtime/knowledge-base.ts'
import { ReportDesk } from '../../server/src/runtime/reports/report-desk.ts'
import type { SourceRunner } from '../../server/src/runtime/source-runner.ts'
import type { UnitSettings } from '../../server/src/runtime/unit-settings.ts'
import type { Knowing } from '../../server/src/store/write-rows.ts'
import { enrichingFor } from './enriching.ts'
import { type JudgingStage, judgingFor } from './judging.ts'
import { feedsFor } from './knowing.ts'
import { qualityFor } from './quality.ts'
import { rulesFor } from './ruling.ts'
import { scoringFor, thrown } from './scoring.ts'

interface KnowledgeParts {
  readonly knowing: Knowing
  readonly runner: SourceRunner
  readonly settings: UnitSettings
  readonly events: Events
  readonly feeds?: DeclaredFeeds
  readonly judging?: JudgingStage
  readonly attack?: AttackKnowledge
  readonly reports?: Reporting
}

export const knowledgeFor = async (parts: KnowledgeParts): Promise<Knowledge> => {
  const { knowing, runner, settings, events } = parts
  const attack = parts.attack ?? createAttackKnowledge(knowing, Date.now)
  return createKnowledge({
    ...(parts.judging ?? (await judgingFor(knowing))),
    knowing,
    runner,
    settings,
    attack,
    feeds: parts.feeds ?? (await feedsFor(knowing.database)),
    enriching: enrichingFor(knowing, settings),
    rules: await rulesFor(knowing),
    entities: createEntityKnowledge(knowing, attack, Date.now, thrown),
    reports:
      parts.reports ?? new ReportDesk({ knowing, runner, attack: attack.library, firewall: SHIPPED_FIREWALL, now: Date.now }),
    scoring: await scoringFor(knowing),
    quality: await qualityFor(knowing),
    events,
    now: Date.now,
    version: 'test',
  })
}
