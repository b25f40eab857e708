import { address, choice, number, text } from '../kit/settings.ts'
import { source } from '../kit/source.ts'
import { Advisory, isMalicious, parseAdvisory } from './osv/advisory.ts'
import { beginAt, walkAdvisories } from './osv/changes.ts'

/** Names of ecosystems have spaces, not commas. */
const ECOSYSTEM = /^[\w. :+-]{1,60}$/

const ecosystemsIn = (setting: string): readonly string[] => [
  ...new Set(
    setting
      .split(',')
      .map(name => name.trim())
      .filter(name => ECOSYSTEM.test(name)),
  ),
]

/**
 * Advisories about open source packages. Those about malicious ones say what a package talks to, where it is known, and from where it is
 * installed; there is no indicator for a package itself. Each advisory is a request and there are hundreds of thousands, so only what has
 * changed is read, so many a run, and it is off until it is asked for.
 */
export const osv = source({
  id: 'osv',
  name: 'OSV',
  provider: 'Google and the OpenSSF',
  homepage: 'https://osv.dev',
  description:
    'Malicious open source packages, with what they talk to and where they are installed from; vulnerabilities on demand.',
  licence: 'CC BY 4.0; some ecosystems have their own, see https://google.github.io/osv.dev/data/',
  terms: 'mixed',
  large: true,
  reliability: 'B',
  tlp: 'clear',
  everyMinutes: 60,
  deadlineMinutes: 120,
  presence: 'append',
  dates: 'activity',
  derivedFrom: ['ghsa', 'nvd'],
  cursor: { at: 'at', as: 'time', order: 'oldest-first' },
  config: {
    url: address('https://osv-vulnerabilities.storage.googleapis.com', 'Lists of changes, by ecosystem'),
    api: address('https://api.osv.dev/v1/vulns', 'Advisories'),
    ecosystems: text('npm, PyPI, RubyGems, crates.io, NuGet', 'Ecosystems to read, as OSV names them'),
    which: choice('malicious', 'Which advisories to read: those of malicious packages, or vulnerabilities too', [
      'malicious',
      'all',
    ]),
    most: number(500, 'Advisories of an ecosystem to read in a run, each a request; the rest is read in the next run', {
      least: 1,
      most: 5_000,
    }),
    days: number(7, 'Days to read back at first', { least: 1, most: 3_650 }),
  },
  samples: {},

  collect: ({ fetch, at, setting, since, now }) => {
    const base = at('url').url.replace(/\/$/, '')
    const api = at('api').url.replace(/\/$/, '')
    const isWanted = setting('which') === 'all' ? () => true : isMalicious
    return ecosystemsIn(setting('ecosystems')).map(ecosystem =>
      fetch.walk(
        { name: ecosystem, url: `${base}/${encodeURIComponent(ecosystem)}/modified_id.csv` },
        walkAdvisories({
          begin: beginAt(since(ecosystem), Number(setting('days')), now),
          most: Number(setting('most')),
          now,
          isWanted,
          askFor: id => ({ url: `${api}/${encodeURIComponent(id)}` }),
        }),
        { incremental: true },
      ),
    )
  },

  row: Advisory,
  parse: parseAdvisory,
})
