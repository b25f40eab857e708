/** The objects of a STIX 2.x bundle, or of a bare list of them, each with what the others say of it: relationships, reports and markings stand beside what they are about. */
import { Problem } from '../../problem.ts'
import type { Format, RawRow, Telling } from '../rows.ts'
import { readJson, rowOf } from './json.ts'

export type StixObject = Readonly<Record<string, unknown>>

/** An object and what it is tied to. */
export interface StixRow {
  readonly object: StixObject
  /** The objects at the other end of its relationships, and the reports it stands in; without what is long in them. */
  readonly related: readonly StixObject[]
  /** The definitions of its markings, where the bundle has them. */
  readonly markings: readonly StixObject[]
}

/** What is about other objects and nothing by itself. */
const ABOUT: ReadonlySet<unknown> = new Set([
  'relationship',
  'sighting',
  'marking-definition',
  'identity',
  'language-content',
  'extension-definition',
  'report',
  'grouping',
  'note',
  'opinion',
])
/** What a reader needs of a related object. */
const KEPT = ['type', 'id', 'name', 'labels', 'malware_types', 'external_references', 'kill_chain_phases', 'published'] as const
/** More ties than this tell nothing more about one object. */
const MOST_RELATED = 50
const BATCH = 1_000

export const stix = (): Format<unknown> =>
  async function* rows(chunks, tell) {
    const document = await readJson(chunks)
    const objects = objectsOf(document)
    if (objects === null) {
      throw new Problem('bad-feed', 'The document is no STIX bundle: it has no list of objects.', {
        todo: 'Export a STIX 2.0 or 2.1 bundle, or name the right format.',
      })
    }
    if (tell) tellReports(objects, tell)
    const joined = stixRows(objects)
    for (let from = 0; from < joined.length; from += BATCH) yield joined.slice(from, from + BATCH)
  }

const objectsOf = (document: unknown): readonly unknown[] | null => {
  if (Array.isArray(document)) return document
  return isObject(document) && Array.isArray(document.objects) ? document.objects : null
}

/** Reports among objects, with what they say: `description` is all the text that STIX gives a report. */
export const tellReports = (objects: readonly unknown[], tell: Telling): void => {
  for (const object of objects) {
    if (!isObject(object) || object.type !== 'report' || object.revoked === true) continue
    const [ref, title, text, date] = [object.id, object.name, object.description, object.published].map(value =>
      typeof value === 'string' ? value : '',
    )
    if (ref) tell.report?.({ ref, title: title || 'Report', url: pageOf(object), text: `${title}\n\n${text}`, date })
  }
}

/** The first of its references that is a page, as statements about its indicators name it. */
const pageOf = ({ external_references: references }: StixObject): string | undefined =>
  (Array.isArray(references) ? references : [])
    .map(reference => (isObject(reference) ? reference.url : undefined))
    .find((url): url is string => typeof url === 'string' && /^https?:\/\//i.test(url))

/** Objects as rows; what is no object becomes a row too, to be refused. */
export const stixRows = (objects: readonly unknown[]): RawRow<unknown>[] => joinObjects(objects).map(rowOf)

/** What is known beside a list of objects: others, and ties. */
interface Beside {
  readonly objects: ReadonlyMap<string, StixObject>
  readonly ties: ReadonlyMap<string, ReadonlySet<string>>
}

const NOTHING_BESIDE: Beside = { objects: new Map(), ties: new Map() }

/** Each object that is something by itself, with what is tied to it. */
export const joinObjects = (objects: readonly unknown[], beside: Beside = NOTHING_BESIDE): readonly unknown[] => {
  const byId = new Map<string, StixObject>()
  const known = (id: string): StixObject | undefined => byId.get(id) ?? beside.objects.get(id)
  for (const object of objects) if (isObject(object) && typeof object.id === 'string') byId.set(object.id, object)
  const ties = tiesOf(objects)
  return objects.flatMap((object): readonly unknown[] => {
    if (!isObject(object)) return [object]
    if (ABOUT.has(object.type)) return []
    const tied = new Set([...(ties.get(String(object.id)) ?? []), ...(beside.ties.get(String(object.id)) ?? [])])
    const related = [...tied]
      .slice(0, MOST_RELATED)
      .map(known)
      .filter(one => one !== undefined)
      .map(briefOf)
    const markings = marksOf(object)
      .map(known)
      .filter(marking => marking !== undefined)
    return [{ object, related, markings } satisfies StixRow]
  })
}

/** Ids that are tied to an id, by relationships in either direction and by reports. */
export const tiesOf = (objects: readonly unknown[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const ties = new Map<string, Set<string>>()
  const tie = (one: unknown, other: unknown): void => {
    if (typeof one !== 'string' || typeof other !== 'string') return
    const known = ties.get(one)
    if (known) known.add(other)
    else ties.set(one, new Set([other]))
  }
  for (const object of objects) {
    if (!isObject(object) || object.revoked === true) continue
    if (object.type === 'relationship') {
      tie(object.source_ref, object.target_ref)
      tie(object.target_ref, object.source_ref)
    } else if (object.type === 'report' && Array.isArray(object.object_refs))
      for (const ref of object.object_refs) tie(ref, object.id)
  }
  return ties
}

/** Of the whole object, and of parts of it: the part may be the value. */
const marksOf = ({ object_marking_refs: whole, granular_markings: granular }: StixObject): string[] =>
  [...(Array.isArray(whole) ? whole : []), ...(Array.isArray(granular) ? granular.map(refOf) : [])].filter(
    ref => typeof ref === 'string',
  )

const refOf = (marking: unknown): unknown => (isObject(marking) ? marking.marking_ref : undefined)

/** Without what is long in it. */
export const briefOf = (object: StixObject): StixObject =>
  Object.fromEntries(KEPT.flatMap(name => (object[name] === undefined ? [] : [[name, object[name]] as const])))

export const isObject = (value: unknown): value is StixObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
