import { hostOf } from '../indicators/index.ts'
import { enriched } from '../kit/enriched.ts'
import { looks, type Subject } from '../kit/enricher.ts'
import { number } from '../kit/settings.ts'

/** The host and, of an https URL, its own port. */
const placeOf = (subject: Subject, usual: number): { readonly host: string; readonly port: number } | null => {
  if (subject.type === 'ipv4' || subject.type === 'ipv6') return { host: subject.value, port: usual }
  const host = hostOf(subject)
  if (host === null) return null
  const bare = host.replace(/^\[|\]$/g, '')
  if (subject.type !== 'url') return { host: bare, port: usual }
  const url = URL.canParse(subject.value) ? new URL(subject.value) : null
  if (url?.protocol !== 'https:') return null
  return { host: bare, port: url.port === '' ? usual : Number(url.port) }
}

/** The certificate that a server shows now. It is connected to: whoever runs it sees this machine's address. */
export const tlsCertificate = looks({
  id: 'tls-certificate',
  name: 'TLS certificate',
  provider: 'The server itself',
  homepage: 'https://www.rfc-editor.org/rfc/rfc8446',
  description: 'The certificate a server shows: names, issuer, validity, fingerprint, chain.',
  licence: 'No terms',
  terms: 'free',
  accepts: ['domain', 'url', 'ipv4', 'ipv6'],
  tells: 'subject',
  holds: 'dynamic',
  budget: null,
  automatic: false,
  config: { port: number(443, 'Port, unless the URL names another', { least: 1, most: 65_535 }) },

  look: async ({ subject, setting, network, signal, now }) => {
    const place = placeOf(subject, Number(setting('port')))
    const chain = place && (await network.certificates(place.host, place.port, signal))
    const [own, ...issuers] = chain ?? []
    if (place === null || own === undefined) return null
    const until = Date.parse(own.validTo)
    return enriched({
      facts: {
        Subject: own.subject,
        Names: own.names,
        Issuer: own.issuer,
        'Valid from': own.validFrom,
        'Valid to': own.validTo,
        Expired: until < now ? true : undefined,
        'Self-signed': own.subject === own.issuer ? true : undefined,
        'SHA-256 fingerprint': own.sha256,
        'Serial number': own.serial,
        'Issued by way of': issuers.map(({ subject: issuer }) => issuer),
        Port: place.port,
      },
      related: [
        { type: 'certificate', value: own.sha256 },
        { type: 'certificate', value: own.sha1 },
        ...own.names.map(value => ({
          type: value.includes(':') ? ('ipv6' as const) : /^[\d.]+$/.test(value) ? ('ipv4' as const) : ('domain' as const),
          value: value.replace(/^\*\./, ''),
        })),
      ],
    })
  },
})
