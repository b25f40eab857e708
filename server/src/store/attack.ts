/** ATT&CK as a source teaches it: objects and what they are related to. */
import { createHash } from 'node:crypto'
import type { AttackObject, AttackRelation } from '@keysguard/model'
import type { Database, Queries } from '../engines/database/database.ts'
import type { TaughtCounts } from './names.ts'

/** Objects of one statement: with their texts some megabytes. */
const BATCH = 250

const digestOf = (object: AttackObject): string => createHash('sha256').update(JSON.stringify(object)).digest('hex')

/** Of one id the last counts. A sample never replaces what was really taught; what has not changed is not written. */
export const writeAttack = async (
  database: Database,
  source: number,
  run: { readonly sample: boolean; readonly at: number },
  objects: readonly AttackObject[],
): Promise<TaughtCounts> => {
  const distinct = [...new Map(objects.map(object => [object.id, object])).values()]
  const counts = { new: 0, changed: 0, unchanged: 0, duplicate: objects.length - distinct.length }
  for (let from = 0; from < distinct.length; from += BATCH) {
    const batch = distinct.slice(from, from + BATCH)
    const written = await database.transaction(async transaction => {
      const changed = await writeObjects(transaction, source, run, batch)
      const ids = new Set(changed.map(({ id }) => id))
      if (ids.size > 0)
        await writeRelations(
          transaction,
          source,
          batch.filter(({ id }) => ids.has(id)),
        )
      return changed
    })
    const fresh = written.filter(row => row.fresh).length
    counts.new += fresh
    counts.changed += written.length - fresh
    counts.unchanged += batch.length - written.length
  }
  return counts
}

/** Those that are new or have changed. */
const writeObjects = (
  queries: Queries,
  source: number,
  run: { readonly sample: boolean; readonly at: number },
  objects: readonly AttackObject[],
): Promise<{ id: string; fresh: boolean }[]> =>
  queries.query(
    `insert into attack_object (source, id, kind, name, aliases, description, platforms, tactics, version, modified, status, replaced_by,
       first_seen, last_seen, digest, written_at, sample)
     select $1, x.id, x.kind, x.name, array(select jsonb_array_elements_text(x.aliases)), x.description,
       array(select jsonb_array_elements_text(x.platforms)), array(select jsonb_array_elements_text(x.tactics)), x.version, x.modified,
       x.status, x."replacedBy", x."firstSeen", x."lastSeen", x.digest, $2::timestamptz, $3::text::boolean
     from jsonb_to_recordset($4::text::jsonb) as x (id text, kind text, name text, aliases jsonb, description text, platforms jsonb,
       tactics jsonb, version text, modified timestamptz, status text, "replacedBy" text, "firstSeen" timestamptz, "lastSeen" timestamptz,
       digest text)
     on conflict (source, id) do update set kind = excluded.kind, name = excluded.name, aliases = excluded.aliases,
       description = excluded.description, platforms = excluded.platforms, tactics = excluded.tactics, version = excluded.version,
       modified = excluded.modified, status = excluded.status, replaced_by = excluded.replaced_by, first_seen = excluded.first_seen,
       last_seen = excluded.last_seen, digest = excluded.digest, written_at = excluded.written_at, sample = excluded.sample
     where (attack_object.sample or not excluded.sample)
       and (attack_object.digest, attack_object.sample) is distinct from (excluded.digest, excluded.sample)
     returning id, xmax = 0 as fresh`,
    [
      source,
      new Date(run.at).toISOString(),
      String(run.sample),
      JSON.stringify(objects.map(object => ({ ...object, relations: [], digest: digestOf(object) }))),
    ],
  )

/** In the place of those the objects had. */
const writeRelations = async (queries: Queries, source: number, objects: readonly AttackObject[]): Promise<void> => {
  await queries.query(`delete from attack_relation where source = $1 and from_id = any($2::text[])`, [
    source,
    objects.map(({ id }) => id),
  ])
  const rows = objects.flatMap(({ id, relations }) => relations.map(relation => ({ ...relation, from: id })))
  await queries.query(
    `insert into attack_relation (source, from_id, kind, to_id, text, citations)
     select $1, x."from", x.kind, x."to", x.text, array(select jsonb_array_elements_text(x.citations))
     from jsonb_to_recordset($2::text::jsonb) as x ("from" text, kind text, "to" text, text text, citations jsonb)
     on conflict do nothing`,
    [source, JSON.stringify(rows)],
  )
}

interface ObjectRow {
  readonly id: string
  readonly kind: AttackObject['kind']
  readonly name: string
  readonly aliases: string[]
  readonly description: string
  readonly platforms: string[]
  readonly tactics: string[]
  readonly version: string
  readonly modified: string | null
  readonly status: AttackObject['status']
  readonly replacedBy: string | null
  readonly firstSeen: string | null
  readonly lastSeen: string | null
}

const COLUMNS = `source, id, kind, name, aliases, platforms, tactics, version, modified, status, replaced_by as "replacedBy",
  first_seen as "firstSeen", last_seen as "lastSeen"`

/** Changes when anything of it does; null while nothing is stored. */
export const attackStamp = async (queries: Queries): Promise<string | null> => {
  const [row] = await queries.query<{ n: number; at: string | null }>(
    `select count(*)::int as n, max(written_at) as at from attack_object where not sample`,
  )
  return row === undefined || row.at === null ? null : `${row.n} ${row.at}`
}

/** All objects with their relations, without what is written about them; those of the sample day are no knowledge. */
export const readAttack = async (queries: Queries): Promise<AttackObject[]> => {
  const objects = await queries.query<ObjectRow & { source: number }>(
    `select ${COLUMNS}, '' as description from attack_object where not sample order by source, id`,
  )
  const relations = await queries.query<Omit<AttackRelation, 'text'> & { source: number; from: string }>(
    `select source, from_id as "from", kind, to_id as "to", citations from attack_relation order by source, from_id, kind, to_id`,
  )
  const bySource = new Map<string, AttackRelation[]>()
  for (const { source, from, kind, to, citations } of relations) {
    const own = bySource.get(`${source} ${from}`)
    const relation = { kind, to, text: '', citations }
    if (own) own.push(relation)
    else bySource.set(`${source} ${from}`, [relation])
  }
  return objects.map(({ source, ...object }) => ({ ...object, relations: bySource.get(`${source} ${object.id}`) ?? [] }))
}

export interface AttackTexts {
  readonly description: string
  /** By `from kind to`. */
  readonly relations: ReadonlyMap<string, string>
}

/** What is written about an object, and about what it is related to. */
export const readAttackTexts = async (queries: Queries, id: string): Promise<AttackTexts> => {
  const [object] = await queries.query<{ description: string }>(
    `select description from attack_object where id = $1 order by source limit 1`,
    [id],
  )
  const rows = await queries.query<{ key: string; text: string }>(
    `select from_id || ' ' || kind || ' ' || to_id as key, text from attack_relation where (from_id = $1 or to_id = $1) and text <> ''`,
    [id],
  )
  return { description: object?.description ?? '', relations: new Map(rows.map(({ key, text }) => [key, text])) }
}

export const removeSampleAttack = async (queries: Queries): Promise<void> => {
  await queries.query(
    `delete from attack_relation r using attack_object o where o.source = r.source and o.id = r.from_id and o.sample`,
  )
  await queries.query(`delete from attack_object where sample`)
}
