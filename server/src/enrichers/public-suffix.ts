import { domainToUnicode } from 'node:url'
import { hostOf, publicSuffix, registrableDomain } from '../indicators/index.ts'
import { looks } from '../kit/enricher.ts'

/** What of a name was registered and what belongs to a registry, by the public suffix list; and how it looks where IDN is shown. */
export const publicSuffixes = looks({
  id: 'public-suffix',
  name: 'Registered name',
  provider: 'Public Suffix List',
  homepage: 'https://publicsuffix.org',
  description: 'Which part of a name was registered, under which suffix, and how it looks with its letters shown.',
  licence: 'MPL 2.0',
  terms: 'free',
  accepts: ['domain', 'url', 'email'],
  tells: 'nobody',
  holds: 'static',
  budget: null,
  automatic: true,
  config: {},

  look: async ({ subject }) => {
    const host = hostOf(subject)
    const domain = host === null ? null : registrableDomain(host)
    if (host === null || domain === null) return null
    const { suffix, privately } = publicSuffix(host)
    const shown = domainToUnicode(host)
    return {
      facts: {
        'Registered name': domain,
        Suffix: suffix,
        'Suffix run by': privately ? 'a company that gives its customers names under it' : 'a registry',
        ...(shown === '' || shown === host ? {} : { 'With its letters': shown }),
      },
      related: subject.type === 'domain' && domain === host ? [] : [{ type: 'domain', value: domain }],
    }
  },
})
