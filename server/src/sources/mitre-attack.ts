import type { AttackObject, AttackRelation } from '@keysguard/model'
import { z } from 'zod'
import { type Parsed, refuse, source } from '../kit/source.ts'
import { attackRows, STIX_KINDS } from './attack/bundle.ts'
import { plainText, targetsIn } from './attack/targets.ts'

const names = z.array(z.string().max(200)).max(200).nullish()
const prose = z.string().max(200_000).nullish()
const date = z.iso.datetime({ offset: true }).nullish()

const Row = z.looseObject({
  type: z.enum(Object.keys(STIX_KINDS) as [keyof typeof STIX_KINDS, ...(keyof typeof STIX_KINDS)[]]),
  id: z.string().max(40),
  name: z.string().max(200),
  description: prose,
  aliases: names,
  x_mitre_aliases: names,
  x_mitre_platforms: names,
  x_mitre_shortname: z.string().max(100).nullish(),
  x_mitre_version: z.string().max(40).nullish(),
  x_mitre_deprecated: z.boolean().nullish(),
  revoked: z.boolean().nullish(),
  kill_chain_phases: z
    .array(z.looseObject({ phase_name: z.string().max(100) }))
    .max(50)
    .nullish(),
  tactics: names,
  modified: date,
  first_seen: date,
  last_seen: date,
  relations: z
    .array(
      z.object({
        kind: z.enum(['uses', 'attributed-to', 'subtechnique-of', 'mitigates', 'revoked-by']),
        to: z.string().max(40),
        text: z.string().max(200_000),
        citations: z.array(z.string().max(300)).max(200),
      }),
    )
    .max(5_000),
})
type Row = z.infer<typeof Row>

const ID = /^(?:TA\d{4}|T\d{4}(?:\.\d{3})?|[GSCM]\d{4})$/

const tacticsOf = (row: Row): string[] =>
  row.tactics ?? (row.x_mitre_shortname ? [row.x_mitre_shortname] : (row.kill_chain_phases ?? []).map(phase => phase.phase_name))

/** Groups and campaigns: whom they are said to target. */
const targetsOf = (row: Row): AttackRelation[] =>
  row.type === 'intrusion-set' || row.type === 'campaign'
    ? targetsIn(row.description ?? '').map(({ to, citations }) => ({ kind: 'targets', to, text: '', citations }))
    : []

const objectOf = (row: Row): AttackObject => ({
  id: row.id,
  kind: STIX_KINDS[row.type],
  name: row.name,
  aliases: [...new Set([...(row.aliases ?? []), ...(row.x_mitre_aliases ?? [])])].filter(alias => alias !== row.name),
  description: plainText(row.description ?? ''),
  platforms: row.x_mitre_platforms ?? [],
  tactics: [...new Set(tacticsOf(row))],
  version: row.x_mitre_version ?? '',
  modified: row.modified ?? null,
  status: row.revoked === true ? 'revoked' : row.x_mitre_deprecated === true ? 'deprecated' : 'current',
  replacedBy: row.relations.find(({ kind }) => kind === 'revoked-by')?.to ?? null,
  firstSeen: row.first_seen ?? null,
  lastSeen: row.last_seen ?? null,
  relations: [...row.relations, ...targetsOf(row)],
})

/**
 * ATT&CK: tactics, techniques, groups, software, campaigns and mitigations with their relations, and the names groups and software go by.
 * No indicators. Large, and a release of November 2025 is built in, so it is off until it is asked for.
 */
export const mitreAttack = source({
  id: 'mitre-attack',
  name: 'MITRE ATT&CK',
  provider: 'The MITRE Corporation',
  homepage: 'https://attack.mitre.org',
  description:
    'Techniques, groups, software, campaigns and mitigations, how they belong together, and what else they are called.',
  licence: 'Terms of use of ATT&CK: free with attribution. © The MITRE Corporation',
  terms: 'free',
  large: true,
  reliability: 'A',
  tlp: 'clear',
  everyMinutes: 7 * 1440,
  presence: 'append',
  dates: 'membership',
  version: 2,
  config: {
    url: 'https://raw.githubusercontent.com/mitre-attack/attack-stix-data/master/enterprise-attack/enterprise-attack.json',
  },
  samples: { url: 'enterprise-attack.json' },

  collect: ({ fetch, at }) => fetch.json(at('url'), { items: attackRows }),

  row: Row,

  parse: (row): Parsed =>
    ID.test(row.id) || row.type === 'x-mitre-matrix'
      ? { taught: objectOf(row) }
      : refuse('schema', 'The object has no ATT&CK id.'),
})
