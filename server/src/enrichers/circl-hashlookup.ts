import { z } from 'zod'
import { enriched } from '../kit/enriched.ts'
import { asks } from '../kit/enricher.ts'

const text = z.union([z.string(), z.number()]).transform(String).nullish()
/** Rows of NSRL name a product, those of distributions a package. */
const Product = z.looseObject({ ProductName: text, ProductVersion: text, MfgCode: text }).nullish().catch(undefined)

/** Files that somebody has published: operating systems, distributions, NSRL. Being there says that a file is known, seldom that it is bad. */
export const circlHashlookup = asks({
  id: 'circl-hashlookup',
  name: 'CIRCL hashlookup',
  provider: 'CIRCL',
  homepage: 'https://www.circl.lu/services/hashlookup/',
  description: 'Whether a file is a known one: of an operating system, a distribution, a package, or on the NSRL list.',
  licence: 'Free; see circl.lu/services/hashlookup',
  terms: 'free',
  accepts: ['md5', 'sha1', 'sha256'],
  tells: 'provider',
  holds: 'static',
  budget: { perMinute: 60, perDay: 10_000 },
  automatic: false,
  config: { url: 'https://hashlookup.circl.lu/lookup' },
  samples: { url: 'files.json' },

  ask: ({ at, subject }) => ({
    url: `${at('url').url}/${subject.type}/${subject.value}`,
    headers: { accept: 'application/json' },
  }),
  unknown: [404],
  answer: z.looseObject({
    FileName: text,
    FileSize: text,
    MD5: text,
    'SHA-1': text,
    'SHA-256': text,
    KnownMalicious: text,
    'hashlookup:trust': z.coerce.number().nullish(),
    PackageName: text,
    PackageVersion: text,
    ProductCode: Product,
    OpSystemCode: z.looseObject({ OpSystemName: text, OpSystemVersion: text }).nullish().catch(undefined),
    source: text,
    db: text,
  }),
  read: file => {
    const trust = file['hashlookup:trust']
    return enriched({
      facts: {
        'Known malicious': file.KnownMalicious,
        Trust: trust == null ? undefined : `${trust} of 100`,
        'File name': file.FileName,
        'Size in bytes': file.FileSize,
        Product: [file.ProductCode?.ProductName, file.ProductCode?.ProductVersion].flatMap(part => part ?? []).join(' '),
        'Operating system': file.OpSystemCode?.OpSystemName,
        Package: [file.PackageName, file.PackageVersion].flatMap(part => part ?? []).join(' '),
        'Known from': file.source ?? file.db,
      },
      statement: { threat: file.KnownMalicious ? 'malware' : undefined },
      related: [
        { type: 'md5', value: file.MD5 },
        { type: 'sha1', value: file['SHA-1'] },
        { type: 'sha256', value: file['SHA-256'] },
      ],
    })
  },
})
