import { mispFeed } from './misp/feed.ts'

/** Botvrij's events, in MISP's own format. New ones are rare, so it is read back further. */
export const botvrij = mispFeed({
  id: 'botvrij',
  name: 'Botvrij.eu',
  provider: 'Botvrij.eu',
  homepage: 'https://www.botvrij.eu',
  description: 'Events written from public reports by one analyst.',
  licence: 'Free to use; name Botvrij.eu as the source',
  terms: 'free',
  reliability: 'C',
  tlp: 'clear',
  everyMinutes: 720,
  url: 'https://www.botvrij.eu/data/feed-osint',
  days: 1095,
})
