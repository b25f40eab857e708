import { withQuery } from '../kit/parts.ts'
import { number } from '../kit/settings.ts'
import { source } from '../kit/source.ts'
import { Actor, actorRows, parseActor } from './crowdstrike/actor.ts'
import { changedSince, changesFrom, clientAt, connection, walkChanges } from './crowdstrike/api.ts'

const SCOPE = 'Actors (Falcon Intelligence)'

/**
 * Actors by CrowdStrike's names, with what others call them: an alias that is new here gives the rows of all sources their usual name from then
 * on. The vulnerabilities an actor is known to use come with its origins, motivations and targets.
 */
export const crowdstrikeActors = source({
  id: 'crowdstrike-actors',
  name: 'CrowdStrike actors',
  provider: 'CrowdStrike',
  homepage: 'https://www.crowdstrike.com',
  description:
    'Names of actors with their aliases, and the vulnerabilities they use, with origins, motivations, and the countries and industries they aim at.',
  licence: 'Your contract with CrowdStrike (Falcon Adversary Intelligence)',
  terms: 'own-contract',
  reliability: 'A',
  tlp: 'amber',
  everyMinutes: 1_440,
  presence: 'append',
  dates: 'activity',
  cursor: { at: 'actor.last_modified_date', as: 'seconds', order: 'oldest-first' },
  config: {
    ...connection(SCOPE),
    days: number(3_650, 'Days to read back at first', { least: 1, most: 7_300 }),
  },
  samples: { url: 'actors.json' },

  collect: ({ fetch, at, setting, since, now }) => {
    const { name, url } = at('url')
    const { base, headers, token } = clientAt(url, setting)
    const place = `${base}/intel/combined/actors/v1`
    const from = changedSince(since(name), Number(setting('days')), now)
    const query = changesFrom(from)
    const ask = { url: withQuery(place, query), headers, token }
    return fetch.walk({ name, url: place }, walkChanges(ask, from, SCOPE, actorRows), {
      query,
      headers,
      token,
      incremental: true,
    })
  },

  row: Actor,
  parse: parseActor,
})
