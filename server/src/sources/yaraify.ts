import type { Statement, Tlp } from '@keysguard/model'
import { z } from 'zod'
import { details, present, said, utc } from '../kit/fields.ts'
import { readJson } from '../kit/formats/json.ts'
import { at as within } from '../kit/path.ts'
import type { Ask, Walk } from '../kit/rows.ts'
import { address, number } from '../kit/settings.ts'
import { observe, source, typed } from '../kit/source.ts'
import { authKey, fileHashes, fileIndicators, records } from './abuse-ch/api.ts'

const TLPS: Readonly<Record<string, Tlp>> = {
  'tlp:white': 'clear',
  'tlp:clear': 'clear',
  'tlp:green': 'green',
  'tlp:amber': 'amber',
}
/** Rules whose makers keep even the name to themselves. */
const HIDDEN = 'classified'
const FILES_PER_RULE = 25
/** It is run by volunteers. */
const PAUSE_MS = 250

/** The newest rules, and for each the files it matched last. */
const walkRules = (first: Ask, most: number): Walk =>
  async function* walk(answer, get) {
    const document = await readJson(answer.body)
    if (document === undefined) return
    const rules = records()(document).filter(rule => within(rule, 'rule_name') !== HIDDEN)
    for (const rule of rules.slice(0, most)) {
      yield [{ rule, file: null }]
      const query = { query: 'get_yara', search_term: within(rule, 'rule_name'), result_max: FILES_PER_RULE }
      const files = records()(await readJson((await get({ ...first, body: JSON.stringify(query), afterMs: PAUSE_MS })).body))
      yield files.map(file => ({ rule, file }))
    }
  }

const text = z.union([z.string(), z.number()]).transform(String).nullish()

/** YARA rules that the community deployed lately, and the files they match. A match is what a rule's maker believes, no verdict: it weighs less where the rule names no family. */
export const yaraify = source({
  id: 'yaraify',
  name: 'YARAify',
  provider: 'abuse.ch',
  homepage: 'https://yaraify.abuse.ch',
  description: 'Newly deployed YARA rules by name, and hashes of the files that match them.',
  licence: 'CC0; each rule has its own',
  terms: 'free',
  reliability: 'C',
  tlp: 'clear',
  everyMinutes: 720,
  presence: 'append',
  dates: 'activity',
  config: {
    url: address('https://yaraify-api.abuse.ch/api/v1/', 'API'),
    rules: number(25, 'Newest rules whose matches are read', { least: 1, most: 200 }),
    key: authKey,
  },
  samples: { url: 'recent_yararules.json' },

  collect: ({ fetch, at, setting }) => {
    const { name, url } = at('url')
    const headers = { 'Auth-Key': setting('key'), 'content-type': 'application/json' }
    const ask: Ask = { url, method: 'POST', headers }
    const options = { headers, json: { query: 'recent_yararules' }, incremental: true }
    return fetch.walk({ name, url }, walkRules(ask, Number(setting('rules'))), options)
  },

  row: z.object({
    rule: z.looseObject({
      rule_name: z.string(),
      author: text,
      description: text,
      malpedia_family: text,
      date: text,
      yarahub_uuid: text,
      yarahub_license: text,
      yarahub_reference_md5: text,
      yarahub_reference_link: text,
      yarahub_rule_matching_tlp: text,
    }),
    file: z
      .looseObject({ ...fileHashes, file_size: text, mime_type: text, first_seen: text, last_seen: text, sightings: text })
      .nullable(),
  }),

  parse: ({ rule, file }) => {
    const family = present(rule.malpedia_family)
    const about = said<Statement>({
      threat: 'malware',
      malware: family,
      confidence: family === undefined ? 50 : 75,
      tlp: TLPS[rule.yarahub_rule_matching_tlp?.toLowerCase() ?? ''],
      reporter: present(rule.author),
    })
    if (file === null) {
      const statement = said<Statement>({
        ...about,
        firstSeen: utc(rule.date),
        description: present(rule.description),
        reference: present(rule.yarahub_reference_link) ?? pageOf(rule.yarahub_uuid),
        details: details({ Licence: rule.yarahub_license }),
      })
      return [
        observe(typed('yara', rule.rule_name), statement),
        ...fileIndicators({ md5_hash: rule.yarahub_reference_md5 }, about),
      ]
    }
    const size = Number(present(file.file_size))
    return fileIndicators(
      file,
      said<Statement>({
        ...about,
        firstSeen: utc(file.first_seen),
        lastSeen: utc(file.last_seen),
        file: said<NonNullable<Statement['file']>>({
          name: undefined,
          kind: present(file.mime_type),
          sizeBytes: size >= 0 ? size : undefined,
        }),
        details: details({ 'YARA rule': rule.rule_name, Sightings: file.sightings }),
      }),
    )
  },
})

const pageOf = (uuid: string | null | undefined): string | undefined =>
  present(uuid) === undefined ? undefined : `https://yaraify.abuse.ch/yarahub/rule/uuid/${encodeURIComponent(String(uuid))}/`
