/** Countries that addresses are registered to, from a MaxMind DB of 8 MB that is read once, when it is first needed. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type CountryResponse, Reader } from 'mmdb-lib'

interface Countries {
  /** Its records are `{ country_code }`, not those of MaxMind. */
  readonly database: Reader<CountryResponse>
  /** The day it was made. */
  readonly made: string
}

const require = createRequire(import.meta.url)
const PACKAGE = require.resolve('@ip-location-db/geo-whois-asn-country-mmdb/package.json')

let opened: Promise<Countries> | null = null

const open = async (): Promise<Countries> => {
  const bytes = await readFile(join(dirname(PACKAGE), 'geo-whois-asn-country.mmdb'))
  // Decoded records are kept: there are some 250 of them.
  const database = new Reader<CountryResponse>(bytes, { cache: new Map() })
  return { database, made: database.metadata.buildEpoch.toISOString().slice(0, 10) }
}

export const countries = (): Promise<Countries> => {
  opened ??= open()
  return opened
}
