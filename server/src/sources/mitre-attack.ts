import { z } from 'zod'
import { itemsAt } from '../kit/formats/json.ts'
import { at as within } from '../kit/path.ts'
import { type Parsed, refuse, source } from '../kit/source.ts'

const KINDS = { malware: 'malware', tool: 'malware', 'intrusion-set': 'actor' } as const
const KEPT = ['type', 'name', 'aliases', 'x_mitre_aliases', 'revoked', 'x_mitre_deprecated', 'external_references']

/** Of the twenty thousand objects of a bundle those that have names, without what is written about them; what has no type is there to be refused. */
const namedIn = (document: unknown): readonly unknown[] =>
  itemsAt(document, 'objects', 'array').flatMap(object => {
    const type = within(object, 'type')
    if (typeof type !== 'string') return [object]
    return Object.hasOwn(KINDS, type) ? [Object.fromEntries(KEPT.map(name => [name, within(object, name)]))] : []
  })

const names = z.array(z.string().max(200)).max(200).nullish()

/**
 * What ATT&CK calls malware, tools and groups, and what others call them. No indicators: an alias that is new here gives the rows of all
 * sources their usual name from then on. Large, and a table of November 2025 is built in, so it is off until it is asked for.
 */
export const mitreAttack = source({
  id: 'mitre-attack',
  name: 'MITRE ATT&CK',
  provider: 'The MITRE Corporation',
  homepage: 'https://attack.mitre.org',
  description: 'Names of malware, tools and intrusion sets with their aliases.',
  licence: 'Terms of use of ATT&CK: free with attribution. © The MITRE Corporation',
  reliability: 'A',
  tlp: 'clear',
  everyMinutes: 7 * 1440,
  presence: 'append',
  dates: 'membership',
  onByDefault: false,
  config: {
    url: 'https://raw.githubusercontent.com/mitre-attack/attack-stix-data/master/enterprise-attack/enterprise-attack.json',
  },
  samples: { url: 'enterprise-attack.json' },

  collect: ({ fetch, at }) => fetch.json(at('url'), { items: namedIn }),

  row: z.looseObject({
    type: z.enum(['malware', 'tool', 'intrusion-set']),
    name: z.string().max(200),
    aliases: names,
    x_mitre_aliases: names,
    revoked: z.boolean().nullish(),
    x_mitre_deprecated: z.boolean().nullish(),
    external_references: z.array(z.looseObject({ source_name: z.string(), external_id: z.string().nullish() })),
  }),

  parse: (row): Parsed => {
    if (row.revoked === true || row.x_mitre_deprecated === true) return null
    const id = row.external_references.find(({ source_name: from }) => from === 'mitre-attack')?.external_id
    if (typeof id !== 'string' || !/^[GS]\d{4}$/.test(id)) return refuse('schema', 'The object has no ATT&CK id.')
    const others = [...(row.aliases ?? []), ...(row.x_mitre_aliases ?? [])].filter(alias => alias !== row.name)
    return { named: { kind: KINDS[row.type], id, name: row.name, aliases: [...new Set(others)] } }
  },
})
