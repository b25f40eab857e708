import { z } from 'zod'
import { preformatted } from '../kit/formats/preformatted.ts'
import { observe, refuse, source, typed } from '../kit/source.ts'

/** Above the URLs stand a heading and a date. */
const HEADING = /^(?:VX ?Vault\b|[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4})/

/** The last hundred URLs from which samples of malware were taken, as a list in a web page. */
export const vxvault = source({
  id: 'vxvault',
  name: 'VX Vault',
  provider: 'VX Vault',
  homepage: 'http://vxvault.net',
  description: 'URLs that serve malware, the last hundred.',
  licence: 'Free of charge',
  terms: 'free',
  reliability: 'C',
  tlp: 'clear',
  everyMinutes: 360,
  presence: 'append',
  dates: 'activity',
  config: { url: 'http://vxvault.net/URL_List.php' },
  samples: { url: 'URL_List.php' },

  collect: ({ fetch, at }) => fetch.lines(at('url'), { comments: [], unpack: preformatted }),
  row: z.string(),
  parse: row => {
    if (HEADING.test(row)) return null
    if (!/^[a-z]{3,5}:\/\//i.test(row)) return refuse('schema', 'The line is no URL.')
    return observe(typed('url', row), { threat: 'malware-delivery' })
  },
})
