import { mispFeed } from './misp/feed.ts'

/** CIRCL's events for everybody, in MISP's own format. It reaches back to 2014: the last year is read at first. */
export const circlOsint = mispFeed({
  id: 'circl-osint',
  name: 'CIRCL OSINT feed',
  provider: 'CIRCL',
  homepage: 'https://www.circl.lu/doc/misp/feed-osint/',
  description: 'Events that CIRCL has written from public reports, with actors, malware and techniques.',
  licence: 'Free to use; name CIRCL as the source',
  terms: 'free',
  reliability: 'B',
  tlp: 'clear',
  everyMinutes: 360,
  url: 'https://www.circl.lu/doc/misp/feed-osint',
  days: 365,
})
