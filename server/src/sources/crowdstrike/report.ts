/** A report of CrowdStrike's intelligence: the vulnerabilities it is about, with whom and what it tells of. */
import type { Statement } from '@keysguard/model'
import { z } from 'zod'
import { details, listed, present, said, tags, unixTime } from '../../kit/fields.ts'
import { at as within } from '../../kit/path.ts'
import { observe, type Parsed, typed } from '../../kit/source.ts'
import { cvesIn, kept, text, valued, valuesOf } from './words.ts'

const KEPT = [
  'id',
  'name',
  'url',
  'type',
  'sub_type',
  'short_description',
  'created_date',
  'last_modified_date',
  'actors',
  'malware',
  'tags',
  'target_countries',
  'target_industries',
  'motivations',
]
/** Where a report names vulnerabilities: its text may have a hundred pages, and only these names of it are kept. */
const TEXTS = ['name', 'short_description', 'description', 'rich_text_description']

export const reportRows = (resource: unknown): readonly unknown[] => [
  { report: kept(resource, KEPT), cves: cvesIn([...TEXTS.map(name => within(resource, name)), ...tagsOf(resource)]) },
]

const tagsOf = (report: unknown): unknown[] => [within(report, 'tags')].flat().map(tag => within(tag, 'value'))

const family = z.array(z.looseObject({ family_name: text })).nullish()

export const Report = z.object({
  report: z.looseObject({
    name: z.string(),
    url: text,
    type: z.looseObject({ name: text }).nullish(),
    sub_type: z.looseObject({ name: text }).nullish(),
    short_description: text,
    created_date: text,
    last_modified_date: z.union([z.number(), z.string()]),
    actors: z.array(z.looseObject({ name: text })).nullish(),
    malware: family,
    tags: valued,
    target_countries: valued,
    target_industries: valued,
    motivations: valued,
  }),
  cves: z.array(z.string()),
})

/** Whoever writes of a vulnerability and of those who use it says that it is used; without them it may be anybody's bulletin. */
const NAMED = 50

export const parseReport = ({ report: row, cves }: z.infer<typeof Report>): Parsed => {
  if (cves.length === 0) return null
  const actors = listed(row.actors?.map(({ name }) => name))
  const families = listed(row.malware?.map(({ family_name }) => family_name))
  const isUsed = actors !== undefined || families !== undefined
  const url = present(row.url)
  const statement = said<Statement>({
    threat: isUsed ? 'exploit' : undefined,
    malware: families?.length === 1 ? families[0] : undefined,
    confidence: isUsed ? NAMED : 0,
    firstSeen: unixTime(row.created_date),
    lastSeen: unixTime(row.last_modified_date),
    actors,
    targets: listed([...valuesOf(row.target_countries), ...valuesOf(row.target_industries)]),
    tags: tags(valuesOf(row.tags)),
    description: present(row.short_description),
    reference: url,
    report: { title: row.name, ...(url === undefined ? {} : { url }) },
    details: details({
      'Kind of report': [row.type?.name, row.sub_type?.name].filter(Boolean).join(', '),
      'Malware families': families && families.length > 1 ? families.join(', ') : undefined,
      Motivations: valuesOf(row.motivations).join(', '),
    }),
  })
  return cves.map(cve => observe(typed('cve', cve), statement))
}
