/** Threats as people see them. */
import { severityOf, type Threat, type ThreatDetail, type ThreatEvent, type ThreatMember, type Tlp } from '@keysguard/model'
import { z } from 'zod'
import type { Database } from '../../engines/database/database.ts'
import type { ThreatListing } from '../../knowledge.ts'
import { tlpCodes } from '../codes.ts'
import { INDICATOR_COLUMNS, type IndicatorRow, summarise } from '../summaries.ts'
import type { Knowing } from '../write-rows.ts'

const Counted = z.array(z.object({ name: z.string(), members: z.number() }))
const Facts = z.object({
  malware: Counted.default([]),
  actors: Counted.default([]),
  techniques: Counted.default([]),
  timeline: z.array(z.object({ day: z.string(), members: z.number() })).default([]),
  bonds: z.array(z.unknown()).default([]),
})

interface Row extends Omit<Threat, 'tlp' | 'severity' | 'malware'> {
  readonly tlp: number
  readonly facts: unknown
}

const COLUMNS = `id, title, summary, status, owner, state, merged_into as "mergedInto", risk::float8 as risk, members, facts, tlp,
  first_seen as "firstSeen", last_seen as "lastSeen", changed_at as "changedAt"`

const threatOf = ({ facts, tlp, risk, ...row }: Row): Threat => ({
  ...row,
  risk: Math.round(risk * 10) / 10,
  severity: severityOf(risk),
  tlp: tlpCodes.name(tlp),
  malware: Facts.parse(facts)
    .malware.slice(0, 3)
    .map(({ name }) => name),
})

/** The riskiest first. */
export const listThreats = async (
  database: Database,
  { state, status, reads, limit, after }: ThreatListing,
): Promise<Threat[]> => {
  const rows = await database.query<Row>(
    `select ${COLUMNS} from threat where state = $1 and ($2 = '' or status = $2) and tlp <= $3 and members > 0
       and (risk < $4::float8::real or (risk = $4::float8::real and id > $5)) order by risk desc, id limit $6`,
    [state, status ?? '', tlpCodes.code(reads), String(after?.risk ?? 1_000), after?.id ?? 0, limit],
  )
  return rows.map(threatOf)
}

const SHOWN = 200
const HISTORY = 100

/** Null for an unknown threat, or one that `reads` does not open. */
export const readThreat = async (knowing: Knowing, id: number, reads: Tlp, now: number): Promise<ThreatDetail | null> => {
  const { database } = knowing
  const [row] = await database.query<Row>(`select ${COLUMNS} from threat where id = $1 and tlp <= $2`, [id, tlpCodes.code(reads)])
  if (!row) return null
  const { bonds, techniques, actors, timeline } = Facts.parse(row.facts)
  return {
    ...threatOf(row),
    bonds: bonds as ThreatDetail['bonds'],
    techniques,
    actors,
    timeline,
    shown: await readMembers(knowing, id, now),
    history: await readHistory(database, id, reads),
  }
}

const readMembers = async ({ database, dictionary }: Knowing, id: number, now: number): Promise<ThreatMember[]> => {
  const rows = await database.query<IndicatorRow & { pinned: boolean }>(
    `select ${INDICATOR_COLUMNS}, m.pinned from threat_member m join indicator i on i.key = m.indicator where m.threat = $1 order by i.rank desc, i.key limit ${SHOWN}`,
    [id],
  )
  const summaries = await summarise(rows, dictionary, now)
  return summaries
    .map((summary, at) => {
      const { id: key, type, value, threat, risk, severity, lastSeen } = summary
      return { id: key, type, value, threat, risk, severity, lastSeen, pinned: rows[at]?.pinned ?? false }
    })
    .sort((a, b) => b.risk - a.risk)
}

interface EventRow extends Omit<ThreatEvent, 'other' | 'canUndo'> {
  readonly other: number | null
  readonly title: string | null
  readonly undone: boolean
}

/** What happened to it, and what it took in: the other threat is named only where the reader may know of it. */
const readHistory = async (database: Database, id: number, reads: Tlp): Promise<ThreatEvent[]> => {
  const rows = await database.query<EventRow>(
    `select e.id, e.at, e.kind, cardinality(e.members) as members, o.id as other, o.title, e.by, e.detail, e.undone
     from threat_event e left join threat o on o.id = (case when e.threat = $1 then e.other else e.threat end) and o.tlp <= $2
     where e.threat = $1 or (e.other = $1 and e.kind in ('merged', 'split')) order by e.id desc limit ${HISTORY}`,
    [id, tlpCodes.code(reads)],
  )
  return rows.map(({ other, title, undone, ...event }) => ({
    ...event,
    other: other === null ? null : { id: other, title: title ?? '' },
    canUndo: !undone && (event.kind === 'merged' || event.kind === 'split'),
  }))
}
