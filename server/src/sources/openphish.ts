import { z } from 'zod'
import { observe, source, typed } from '../kit/source.ts'

/** Phishing pages, one URL a line, the whole list each time. */
export const openphish = source({
  id: 'openphish',
  name: 'OpenPhish',
  provider: 'OpenPhish',
  homepage: 'https://openphish.com',
  description: 'Phishing pages seen in the last hours (community feed).',
  licence: 'Non-commercial use; see openphish.com/terms.html',
  reliability: 'B',
  tlp: 'clear',
  everyMinutes: 360,
  presence: 'full-set',
  dates: 'activity',
  config: { url: 'https://raw.githubusercontent.com/openphish/public_feed/refs/heads/main/feed.txt' },
  samples: { url: 'feed.txt' },

  collect: ({ fetch, at }) => fetch.lines(at('url'), { comments: [] }),
  row: z.string(),
  parse: row => observe(typed('url', row), { threat: 'phishing' }),
})
