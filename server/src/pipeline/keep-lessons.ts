/** What a source teaches beside indicators, names and ATT&CK: kept, counted in the run's ledger, and used from then on. */
import { createHash } from 'node:crypto'
import { learnNames } from '../intelligence/names/names.ts'
import { namesOf } from '../intelligence/names/of-attack.ts'
import type { AboutName, Lesson } from '../kit/source.ts'
import { writeAttack } from '../store/attack.ts'
import { readNames, type TaughtCounts, writeNames } from '../store/names.ts'
import type { StoredSource } from '../store/standing.ts'
import type { Knowing } from '../store/write-rows.ts'
import type { RowDigest } from './row-digest.ts'
import type { Tally } from './tally.ts'

/** A lesson and the digest of the row it stood in. */
export interface LessonRow extends RowDigest {
  readonly lesson: Lesson
}

const BROKEN = /[\p{Cc}\p{Cs}\ufffd]/u
/** Prose may have lines. */
const BROKEN_PROSE = /[^\P{Cc}\n\r\t]|\p{Cs}/u

const nameProblem = ({ id, name, aliases }: { id: string; name: string; aliases: readonly string[] }): string | null =>
  [id, name, ...aliases].some(text => BROKEN.test(text))
    ? 'A name holds characters that no name has.'
    : id === '' || name === ''
      ? 'The name is empty.'
      : null

const aboutProblem = ({ description = '', url = '', targets = [], facts = {} }: AboutName): string | null =>
  [description, url, ...targets, ...Object.entries(facts).flat()].some(text => BROKEN_PROSE.test(text))
    ? 'A text holds characters that no text has.'
    : null

/** What keeps a lesson from being stored, or null. */
export const lessonProblem = (lesson: Lesson): string | null => {
  if ('named' in lesson) return aboutProblem(lesson.named.about ?? {}) ?? nameProblem(lesson.named)
  const { taught } = lesson
  const words = taught.relations.flatMap(({ to, citations }) => [to, ...citations])
  const prose = [taught.description, ...taught.relations.map(({ text }) => text)]
  if (words.some(text => BROKEN.test(text)) || prose.some(text => BROKEN_PROSE.test(text)))
    return 'A text holds characters that no text has.'
  return nameProblem(taught)
}

/** Stores the lessons and returns their rows, each with the key it is to be remembered by. */
export const keepLessons = async (
  { database }: Knowing,
  { num, profile }: StoredSource,
  run: { readonly sample: boolean; readonly at: number },
  rows: readonly LessonRow[],
  tally: Tally,
): Promise<readonly (LessonRow & { readonly key: string })[]> => {
  if (rows.length === 0) return []
  const named = rows.flatMap(({ lesson }) => ('named' in lesson ? [lesson.named] : []))
  const taught = rows.flatMap(({ lesson }) => ('taught' in lesson ? [lesson.taught] : []))
  tally.counts.received += rows.length
  const words = await writeNames(database, num, run.sample, named)
  const inAttack = await writeNames(database, num, run.sample, taught.flatMap(namesOf))
  count(tally, words)
  count(tally, await writeAttack(database, num, run, taught))
  if ([words, inAttack].some(written => written.new + written.changed > 0)) learnNames(await readNames(database))
  return rows.map(row => ({ ...row, key: keyOf(profile.id, row.lesson) }))
}

const count = ({ counts }: Tally, written: TaughtCounts): void => {
  counts.new += written.new
  counts.changed += written.changed
  counts.unchanged += written.unchanged
  counts.duplicate += written.duplicate
}

/** In the place of an indicator's key, and never the key of one: those are made of a type and a value. */
const keyOf = (source: string, lesson: Lesson): string => {
  const { id } = 'named' in lesson ? lesson.named : lesson.taught
  return createHash('sha256').update(`name\u0000${source}\u0000${id}`).digest('hex').slice(0, 32)
}
