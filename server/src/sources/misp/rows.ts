/** From a MISP event to rows: one for each attribute with what it needs of its event and object, and one for the event itself. */
import { z } from 'zod'
import { at } from '../../kit/path.ts'

const text = z.union([z.string(), z.number()]).transform(String).nullish()
/** Exports of old instances write booleans as "0" and "1". */
const flag = z.union([z.boolean(), z.string(), z.number()]).transform(value => value === true || value === 1 || value === '1')

export const MispRow = z.object({
  event: z.looseObject({
    uuid: text,
    info: z.string(),
    timestamp: text,
    /** When it was changed by the manifest of its feed. */
    listed: text,
    date: text,
    threat_level_id: text,
    analysis: text,
    org: text,
    tags: z.array(z.string()),
    /** Where a person reads the event. */
    link: z.string(),
    /** The report it was written from. */
    reference: text,
    /** Why the event itself could not be read. */
    unread: z.enum(['missing', 'malformed']).optional(),
  }),
  object: z
    .looseObject({ name: text, comment: text, first_seen: text, last_seen: text, values: z.record(z.string(), z.string()) })
    .nullable(),
  attribute: z
    .looseObject({
      type: z.string(),
      value: z.string(),
      category: text,
      to_ids: flag,
      comment: text,
      timestamp: text,
      first_seen: text,
      last_seen: text,
      tags: z.array(z.string()),
    })
    .nullable(),
})
/** An event is always sent whole: of what it held, what it no longer holds was deleted. */
export const MISP_GROUP = 'event.uuid'
export type MispRow = z.infer<typeof MispRow>

type Json = Readonly<Record<string, unknown>>

/** What the rows of an event have in common is written into each of them: it stays small. */
const MOST_TAGS = 60
const BATCH = 500
/** Of an object: what its attributes tell each other. */
const TOLD = new Set(['filename', 'size-in-bytes', 'mimetype', 'dst-port', 'src-port', 'port'])

const listAt = (document: unknown, path: string): readonly Json[] => {
  const list = at(document, path)
  return Array.isArray(list) ? list.filter(entry => typeof entry === 'object' && entry !== null) : []
}

const pick = (from: unknown, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(names.map(name => [name, at(from, name) ?? null]))

const isDeleted = (entry: Json): boolean => entry.deleted === true || entry.deleted === '1' || entry.deleted === 1

/** Tags by name; the clusters of galaxies name theirs, also where the tag itself is not sent. */
const tagsOf = (entry: unknown): string[] => {
  const names = [
    ...listAt(entry, 'Tag').map(({ name }) => name),
    ...listAt(entry, 'Galaxy').flatMap(galaxy => listAt(galaxy, 'GalaxyCluster').map(cluster => cluster.tag_name)),
  ]
  return [...new Set(names.filter(name => typeof name === 'string'))].slice(0, MOST_TAGS)
}

/** Rows of one event, in batches; `link` is where a person reads it, `listed` the time in the manifest of a feed. Deleted objects and attributes are left out. */
export function* mispRows(event: unknown, link: string, listed?: string): Generator<readonly unknown[]> {
  const about = {
    ...pick(event, ['uuid', 'info', 'timestamp', 'date', 'threat_level_id', 'analysis']),
    org: at(event, 'Orgc.name') ?? at(event, 'Org.name') ?? null,
    tags: tagsOf(event),
    link,
    ...(listed === undefined ? {} : { listed }),
    reference: listAt(event, 'Attribute').find(({ type }) => type === 'link')?.value ?? null,
  }
  let batch: unknown[] = [{ event: about, object: null, attribute: null }]
  const objects = listAt(event, 'Object').filter(object => !isDeleted(object))
  for (const object of [null, ...objects]) {
    const told = object === null ? null : aboutObject(object)
    for (const attribute of listAt(object ?? event, 'Attribute')) {
      if (isDeleted(attribute)) continue
      batch.push({ event: about, object: told, attribute: aboutAttribute(attribute) })
      if (batch.length < BATCH) continue
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}

const aboutAttribute = (attribute: Json): unknown => ({
  ...pick(attribute, ['uuid', 'type', 'category', 'value', 'comment', 'timestamp', 'first_seen', 'last_seen']),
  to_ids: attribute.to_ids ?? false,
  tags: tagsOf(attribute),
})

const aboutObject = (object: Json): unknown => ({
  ...pick(object, ['name', 'comment', 'first_seen', 'last_seen']),
  values: Object.fromEntries(
    listAt(object, 'Attribute').flatMap(({ object_relation: relation, value }) =>
      typeof relation === 'string' && TOLD.has(relation) && typeof value === 'string' ? [[relation, value]] : [],
    ),
  ),
})
