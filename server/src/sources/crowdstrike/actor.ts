/** An actor of CrowdStrike's intelligence: what it is called, and the vulnerabilities it is known to use. */
import type { Statement } from '@keysguard/model'
import { z } from 'zod'
import { details, listed, present, said, unixTime } from '../../kit/fields.ts'
import { at as within } from '../../kit/path.ts'
import { type AboutName, observe, type Parsed, refuse, typed } from '../../kit/source.ts'
import { cvesIn, kept, text, valued, valuesOf } from './words.ts'

const KEPT = [
  'id',
  'name',
  'url',
  'known_as',
  'short_description',
  'created_date',
  'first_activity_date',
  'last_modified_date',
  'last_activity_date',
  'status',
  'actor_type',
  'origins',
  'motivations',
  'target_countries',
  'target_regions',
  'target_industries',
]
/** Where it is told how an actor gets in: of states, and of criminals. */
const EXPLOITATION = ['kill_chain.exploitation', 'ecrime_kill_chain.exploitation']

/** A row for the name; where vulnerabilities are named, another for them. */
export const actorRows = (resource: unknown): readonly unknown[] => {
  const actor = kept(resource, KEPT)
  const cves = cvesIn(EXPLOITATION.map(path => within(resource, path)))
  return cves.length === 0 ? [{ actor }] : [{ actor }, { actor, cves }]
}

export const Actor = z.object({
  actor: z.looseObject({
    id: z.union([z.string(), z.number()]).transform(String),
    name: z.string().max(200),
    url: text,
    known_as: z.string().max(4_000).nullish(),
    short_description: text,
    created_date: text,
    first_activity_date: text,
    last_modified_date: z.union([z.number(), z.string()]),
    last_activity_date: text,
    status: text,
    actor_type: text,
    origins: valued,
    motivations: valued,
    target_countries: valued,
    target_regions: valued,
    target_industries: valued,
  }),
  cves: z.array(z.string()).optional(),
})
type Row = z.infer<typeof Actor>

export const parseActor = ({ actor, cves }: Row): Parsed => {
  if (present(actor.name) === undefined) return refuse('schema', 'The actor has no name.')
  if (cves !== undefined) return cves.map(cve => observe(typed('cve', cve), statementOf(actor)))
  const aliases = listed(actor.known_as?.split(',')) ?? []
  return {
    named: {
      kind: 'actor',
      id: actor.id,
      name: actor.name,
      aliases: aliases.filter(alias => alias !== actor.name),
      about: aboutOf(actor),
    },
  }
}

const targetsOf = (actor: Row['actor']): string[] => [
  ...valuesOf(actor.target_countries),
  ...valuesOf(actor.target_regions),
  ...valuesOf(actor.target_industries),
]

const factsOf = (actor: Row['actor']) =>
  details({
    'Kind of actor': actor.actor_type,
    'Actor is': actor.status,
    Origins: valuesOf(actor.origins).join(', '),
    Motivations: valuesOf(actor.motivations).join(', '),
  })

const aboutOf = (actor: Row['actor']): AboutName => ({
  description: present(actor.short_description),
  url: present(actor.url),
  targets: listed(targetsOf(actor)),
  facts: factsOf(actor),
})

/** What an actor uses, it has used: the dates are those of its activity. */
const statementOf = (actor: Row['actor']): Statement =>
  said<Statement>({
    threat: 'exploit',
    actors: [actor.name],
    firstSeen: unixTime(actor.first_activity_date) ?? unixTime(actor.created_date),
    lastSeen: unixTime(actor.last_activity_date) ?? unixTime(actor.last_modified_date),
    targets: listed(targetsOf(actor)),
    description: present(actor.short_description),
    reference: present(actor.url),
    details: factsOf(actor),
  })
