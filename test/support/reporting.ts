/** Reports over a store, behind the API as people and programs reach it. */
import type { Role } from '@keysguard/model'
import { buildServer } from '../../server/src/api/server.ts'
import { createEgress } from '../../server/src/egress.ts'
import type { Database } from '../../server/src/engines/database/database.ts'
import { Events } from '../../server/src/engines/events/events.ts'
import { shipNames } from '../../server/src/intelligence/names/names.ts'
import { namesOf } from '../../server/src/intelligence/names/of-attack.ts'
import { fetcher } from '../../server/src/kit/parts.ts'
import type { Source } from '../../server/src/kit/source.ts'
import { createAttackKnowledge } from '../../server/src/runtime/attack/attack-knowledge.ts'
import { readShippedAttack } from '../../server/src/runtime/attack/shipped.ts'
import { ReportCollector } from '../../server/src/runtime/reports/report-collector.ts'
import { ReportDesk } from '../../server/src/runtime/reports/report-desk.ts'
import { SourceRunner } from '../../server/src/runtime/source-runner.ts'
import { Accounts } from '../../server/src/store/accounts.ts'
import { judgingFor } from './judging.ts'
import { prepare, settingsFor } from './knowing.ts'
import { knowledgeFor } from './knowledge.ts'

export interface ReportStage {
  readonly app: Awaited<ReturnType<typeof buildServer>>
  readonly runner: SourceRunner
  readonly desk: ReportDesk
  /** What broke that nobody expected. */
  readonly broken: readonly string[]
  token(role: Role): Promise<string>
}

export const reportStage = async (database: Database, sources: readonly Source[] = []): Promise<ReportStage> => {
  shipNames((await readShippedAttack()).flatMap(namesOf))
  const knowing = await prepare(database, sources)
  const settings = await settingsFor(database)
  const judging = await judgingFor(knowing)
  const attack = createAttackKnowledge(knowing, Date.now)
  const looking = { attack: attack.library, firewall: judging.firewall }
  const events = new Events()
  const runner = new SourceRunner({
    knowing,
    egress: createEgress({ allow: [] }),
    fetcher,
    registry: sources,
    settings,
    firewall: judging.firewall,
    reports: new ReportCollector({ ...looking, database, now: Date.now }),
    publish: event => events.publish(event),
    now: Date.now,
  })
  const desk = new ReportDesk({ ...looking, knowing, runner, now: Date.now })
  const accounts = new Accounts(database, Date.now)
  await accounts.ensureAdmin('a-long-password-4711')
  const broken: string[] = []
  const app = await buildServer({
    knowledge: await knowledgeFor({ knowing, runner, settings, events, judging, attack, reports: desk }),
    accounts,
    dashboard: null,
    version: 'test',
    now: Date.now,
    onError: error => broken.push(String(error)),
  })
  await app.ready()
  return { app, runner, desk, broken, token: role => accounts.createToken('admin', `${role}-${Math.random()}`, role) }
}
