/** The built-in sample day: a feed of each source as its provider would have sent it, with its dates moved to a day of choice. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Problem } from '../problem.ts'

const BASE_DAY = Date.UTC(2026, 0, 15)
const DAY_MS = 86_400_000
/** Days up to two months before the base day belong to the sample; older dates in it are facts. */
const WINDOW = /\b(2025-1[12]|2026-01)-(\d\d)(?!\d)/g
/** The same days with the day first. */
const DAY_FIRST = /\b(\d\d)-(1[12]-2025|01-2026)\b/g
/** The same days in seconds since 1970; letters may follow, as in CrowdStrike's markers. */
const SECONDS = /\b176[1-9]\d{6}(?!\d)/g
const DAY_SECONDS = 86_400

/** The folder of samples: beside the program, wherever it was built to. */
const samplesFolder = (): string => {
  for (let folder = dirname(fileURLToPath(import.meta.url)); folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'samples', 'generate.ts'))) return join(folder, 'samples')
  }
  throw new Problem('internal', 'The samples are not where the program is.', { todo: 'Install KeysGuard again.' })
}

/** Moves the sample's dates by whole days, so that its last day is the day of `now`. */
export const shiftDates = (text: string, now: number): string => {
  const days = Math.floor(now / DAY_MS) - BASE_DAY / DAY_MS
  const moved = (date: string): string => new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10)
  return text
    .replace(WINDOW, moved)
    .replace(DAY_FIRST, date => moved(date.split('-').reverse().join('-')).split('-').reverse().join('-'))
    .replace(SECONDS, seconds => String(Number(seconds) + days * DAY_SECONDS))
}

/** What `source` sends on the day of `now`. */
export const sampleFeed = (source: string, file: string, now: number): Buffer =>
  Buffer.from(shiftDates(readFileSync(join(samplesFolder(), source, file), 'utf8'), now))
