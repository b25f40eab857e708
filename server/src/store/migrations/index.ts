import { knowledge } from './0001-knowledge.ts'
import { accounts } from './0002-accounts.ts'
import { connections } from './0003-connections.ts'
import { lighterObservations } from './0004-lighter-observations.ts'
import { names } from './0005-names.ts'
import { feedGroups } from './0006-feed-groups.ts'
import { soleReports } from './0007-sole-reports.ts'
import { links } from './0008-links.ts'
import { largerMerges } from './0009-larger-merges.ts'
import { rules } from './0010-rules.ts'
import { judgement } from './0011-judgement.ts'
import { attack } from './0012-attack.ts'
import { scoring } from './0013-scoring.ts'
import { threats } from './0014-threats.ts'
import { entities } from './0015-entities.ts'
import { sourceQuality } from './0016-source-quality.ts'
import { searchBacklog } from './0017-search-backlog.ts'
import { reports } from './0018-reports.ts'
import type { Migration } from './migration.ts'

export type { Migration } from './migration.ts'

/** In the order they are applied. */
export const migrations: readonly Migration[] = [
  knowledge,
  accounts,
  connections,
  lighterObservations,
  names,
  feedGroups,
  soleReports,
  links,
  largerMerges,
  rules,
  judgement,
  attack,
  scoring,
  threats,
  entities,
  sourceQuality,
  searchBacklog,
  reports,
]
