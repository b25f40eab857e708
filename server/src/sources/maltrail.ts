import type { Statement, ThreatType } from '@keysguard/model'
import { z } from 'zod'
import { details, said } from '../kit/fields.ts'
import { annotated } from '../kit/formats/annotated.ts'
import { address, text } from '../kit/settings.ts'
import { observe, source } from '../kit/source.ts'
import { reportsIn } from './maltrail/reports.ts'
import { trailOf } from './maltrail/trails.ts'

/** Three thousand files are too many; these are families of today, frameworks of attack, and panels. */
const FILES = [
  ...['amadey', 'asyncrat', 'icedid', 'qakbot', 'remcos', 'vidar', 'apt_lazarus', 'apt_sidewinder'].map(
    name => `malware/${name}`,
  ),
  ...['adaptix_c2', 'brc4', 'c2_panel', 'covenant', 'havoc', 'mythic'].map(name => `malicious/${name}`),
].join(', ')

const FILE = /^[a-z]{1,20}\/[\w-]{1,80}$/i
/** Files that are about a kind of thing, not about one. */
const KINDS: ReadonlySet<string> = new Set(['c2_panel', 'bad_script', 'bad_service', 'bad_proxy', 'dynamic_domain', 'js_script'])

const subjects = new Map<string, Statement>()

/** What the name of a file says, read once: every row of it says the same. */
const subjectOf = (file: string): Statement => {
  const known = subjects.get(file) ?? readSubject(file)
  subjects.set(file, known)
  return known
}

/** Long ones are cut in pieces: `cobaltstrike-1`. */
const readSubject = (file: string): Statement => {
  const [folder = '', name = ''] = file.split('/')
  const subject = name.replace(/-\d+$/, '')
  const threat: ThreatType = /^ek_|_tds$|_script$/.test(subject)
    ? 'malware-delivery'
    : folder === 'malicious'
      ? 'c2'
      : folder === 'malware'
        ? 'malware'
        : 'unknown'
  if (KINDS.has(subject)) return { threat, tags: [subject] }
  const bare = subject.replace(/^(?:apt|ek|android|ios|osx|elf|py|ps|js)_/, '').replaceAll('_', ' ')
  return subject.startsWith('apt_') ? { threat, actors: [bare] } : { threat, malware: bare }
}

/** Trails of malware collected from reports since 2014, a file for each family, with the report above each block. They are never taken back, so being listed says nothing of now: their dates are those of the reports, where these tell. */
export const maltrail = source({
  id: 'maltrail',
  name: 'Maltrail trails',
  provider: 'Miroslav Stampar',
  homepage: 'https://github.com/stamparm/maltrail',
  description: 'Domains, addresses and URLs of malware families and intrusion sets, with the report each was read in.',
  licence: 'MIT',
  terms: 'free',
  reliability: 'C',
  tlp: 'clear',
  everyMinutes: 1440,
  presence: 'full-set',
  dates: 'membership',
  version: 2,
  config: {
    url: address('https://raw.githubusercontent.com/stamparm/maltrail/master/trails/static', 'Folder of trails'),
    files: text(FILES, 'Files to read, as folder/name'),
  },
  samples: {},

  collect: ({ fetch, at, setting }) =>
    setting('files')
      .split(/[\s,]+/)
      .filter(file => FILE.test(file))
      .map(file => fetch.walk({ name: file, url: `${at('url').url.replace(/\/$/, '')}/${file}.txt` }, annotated)),

  row: z.object({ line: z.string(), comments: z.array(z.string()) }),
  parse: ({ line, comments }, { part }) => {
    const trail = trailOf(line)
    if (trail === null) return null
    const { links, first, last } = reportsIn(comments)
    const [reference, ...more] = links
    return observe(
      trail,
      said<Statement>({
        ...subjectOf(part),
        port: trail.port,
        firstSeen: first,
        lastSeen: last,
        reference,
        details: details({ 'Further reports': more.slice(0, 3).join(' ') }),
      }),
    )
  },
})
