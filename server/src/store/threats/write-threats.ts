/** Threats, their portraits and what happened to them, as rows. */

import { TLP_LEVELS } from '@keysguard/model'
import type { Transaction } from '../../engines/database/database.ts'
import { fuse, riskAt } from '../../intelligence/fusion.ts'
import { nodesOf } from '../../intelligence/links/nodes.ts'
import { type Bond, bondsOf, MOST_SHARING, type Tied } from '../../intelligence/threats/communities.ts'
import type { ThreatId } from '../../intelligence/threats/evolve.ts'
import { type PortraitMember, portraitOf } from '../../intelligence/threats/portrait.ts'
import { readCube, total } from '../cube.ts'
import { asArray, readSubjects, type StoredSubject } from '../links/read-subjects.ts'
import type { Knowing } from '../write-rows.ts'

/** A threat without members yet. */
export const addThreat = async (transaction: Transaction, now: number): Promise<ThreatId> => {
  const at = new Date(now).toISOString()
  const [row] = await transaction.query<{ id: number }>(
    `insert into threat (state, status, title, summary, facts, tlp, risk, members, first_seen, last_seen, changed_at)
     values ('active', 'new', '', '', '{}', 0, 0, 0, $1::timestamptz, $1::timestamptz, $1::timestamptz) returning id`,
    [at],
  )
  if (!row) throw new Error('a threat that was added has no number')
  return row.id
}

export interface NotedEvent {
  readonly threat: ThreatId
  readonly kind: string
  readonly other: ThreatId | null
  readonly members: readonly string[]
  readonly by?: string
  readonly detail?: string
}

/** In their order. A threat that merged or dissolved is no longer active. */
export const noteEvents = async (transaction: Transaction, events: readonly NotedEvent[], now: number): Promise<void> => {
  if (events.length === 0) return
  await transaction.query(
    `insert into threat_event (threat, at, kind, other, by, detail, members)
     select t, $1::timestamptz, k, nullif(o, 0), nullif(b, ''), d, m::uuid[]
     from unnest($2::int[], $3::text[], $4::int[], $5::text[], $6::text[], $7::text[]) with ordinality as x (t, k, o, b, d, m, at) order by x.at`,
    [
      new Date(now).toISOString(),
      events.map(({ threat }) => threat),
      events.map(({ kind }) => kind),
      events.map(({ other }) => other ?? 0),
      events.map(({ by }) => by ?? ''),
      events.map(({ detail }) => detail ?? ''),
      events.map(({ members }) => asArray(members)),
    ],
  )
  for (const { threat, kind, other } of events) {
    if (kind === 'merged')
      await transaction.query(`update threat set state = 'merged', merged_into = $2 where id = $1`, [threat, other])
    if (kind === 'dissolved') await transaction.query(`update threat set state = 'gone' where id = $1`, [threat])
  }
}

/** Draws the portraits of threats anew from all their members. A title stays what it was: people know the threat by it. */
export const retouch = async (
  transaction: Transaction,
  knowing: Pick<Knowing, 'sources' | 'scoring'>,
  threats: ReadonlySet<ThreatId>,
  now: number,
): Promise<void> => {
  const all = total(await readCube(transaction))
  for (const threat of [...threats].sort((a, b) => a - b)) {
    const rows = await transaction.query<{ key: string }>(
      `select encode(uuid_send(indicator), 'hex') as key from threat_member where threat = $1 order by indicator`,
      [threat],
    )
    const subjects = await readSubjects(transaction, new Set(rows.map(({ key }) => key)), knowing.sources)
    if (subjects.size === 0) continue
    const bonds = bondsAmong(subjects, all)
    const members = [...subjects.values()].map(subject => memberOf(subject, knowing, now))
    const { title, summary, risk, malware, actors, techniques, timeline, since, until } = portraitOf(members, bonds)
    const facts = {
      malware,
      actors,
      techniques,
      timeline: timeline.slice(-366),
      bonds: bonds
        .slice(0, 100)
        .map(bond => ({ ...bond, weight: Math.round(bond.weight * 1_000) / 1_000, members: bond.members.length })),
    }
    const closed = Math.max(...[...subjects.values()].flatMap(({ said }) => said.map(({ tlp }) => TLP_LEVELS.indexOf(tlp))))
    await transaction.query(
      `update threat set title = case when title = '' then $2 else title end, summary = $3, facts = $4::text::json, tlp = $5, risk = $6,
         members = $7, first_seen = to_timestamp($8::float8 * 86400), last_seen = to_timestamp($9::float8 * 86400), changed_at = $10::timestamptz
       where id = $1`,
      [threat, title, summary, JSON.stringify(facts), closed, risk, rows.length, since, until, new Date(now).toISOString()],
    )
  }
}

/** Among themselves: how many others have a value does not count here. */
const bondsAmong = (subjects: ReadonlyMap<string, StoredSubject>, all: number): readonly Bond[] => {
  const holders = new Map<string, number>()
  const nodes = [...subjects].map(([key, subject]) => ({ key, subject, own: nodesOf(subject) }))
  for (const { own } of nodes)
    for (const { kind, value } of own) holders.set(`${kind}\0${value}`, (holders.get(`${kind}\0${value}`) ?? 0) + 1)
  const tied = new Map<string, Tied>(
    nodes.map(({ key, subject: { since, until }, own }) => [
      key,
      {
        since,
        until,
        ties: own.map(({ kind, value }) => ({
          kind,
          value,
          indicators: Math.min(MOST_SHARING, holders.get(`${kind}\0${value}`) ?? 1),
        })),
      },
    ]),
  )
  return bondsOf(tied, all)
}

const memberOf = (
  { indicator, said, since, until }: StoredSubject,
  { scoring }: Pick<Knowing, 'scoring'>,
  now: number,
): PortraitMember => {
  const fused = fuse(indicator.type, said, false, scoring.current)
  return {
    ...indicator,
    threat: fused.threat,
    risk: riskAt(fused, now),
    malware: said.flatMap(({ statement }) => statement.malware ?? []),
    actors: said.flatMap(({ statement }) => statement.actors ?? []),
    techniques: said.flatMap(({ statement }) => statement.techniques ?? []),
    since,
    until,
  }
}
