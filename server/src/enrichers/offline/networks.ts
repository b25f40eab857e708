/** Which AS announces an address, from the lists of @ip-location-db/asn: each is read once, when it is first needed, into some 10 MB. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { Ranges, wordsOf } from './ranges.ts'

const require = createRequire(import.meta.url)
const PACKAGE = require.resolve('@ip-location-db/asn/package.json')
const Manifest = z.object({ version: z.string() })

interface List {
  readonly ranges: Ranges
  /** The day it was made: the last part of the package's version begins with it. */
  readonly made: string
}

export interface Announced {
  readonly number: number
  readonly organisation: string
  readonly first: string
  readonly last: string
  readonly made: string
}

export interface Announcement {
  readonly organisation: string
  readonly ipv4: number
  readonly ipv6: number
  readonly made: string
}

const read = async (file: string, width: number): Promise<List> => {
  const { version } = Manifest.parse(JSON.parse(await readFile(PACKAGE, 'utf8')))
  return {
    ranges: await Ranges.read(join(dirname(PACKAGE), file), width),
    made: version.replace(/^.*\.(\d{4})(\d\d)(\d\d)\d*$/, '$1-$2-$3'),
  }
}

let four: Promise<List> | null = null
let six: Promise<List> | null = null

const ipv4 = (): Promise<List> => {
  four ??= read('asn-ipv4.csv', 1)
  return four
}

const ipv6 = (): Promise<List> => {
  six ??= read('asn-ipv6.csv', 4)
  return six
}

/** The range an address lies in and who announces it, or null. */
export const announcing = async (address: string): Promise<Announced | null> => {
  const words = wordsOf(address)
  if (words === null) return null
  const { ranges, made } = await (words.length === 1 ? ipv4() : ipv6())
  const place = ranges.find(words)
  if (place === null) return null
  const [first, last] = ranges.bounds(place)
  return { number: ranges.number(place), organisation: ranges.organisation(place), first, last, made }
}

/** Who runs an AS and how many ranges it announces, or null for one that announces nothing. */
export const announcementOf = async (number: number): Promise<Announcement | null> => {
  const lists = await Promise.all([ipv4(), ipv6()])
  const [inFour, inSix] = lists.map(({ ranges }) => ranges.of(number))
  for (const { ranges, made } of lists) {
    const [place] = ranges.of(number)
    if (place !== undefined)
      return { organisation: ranges.organisation(place), ipv4: inFour?.length ?? 0, ipv6: inSix?.length ?? 0, made }
  }
  return null
}
