/** How CrowdStrike's actors and reports write things: labelled values, and vulnerabilities in prose. */
import { z } from 'zod'
import { at as within } from '../../kit/path.ts'

export const text = z.union([z.string(), z.number()]).transform(String).nullish()

/** A list of `{ id, slug, value }`. */
export const valued = z.array(z.looseObject({ value: text })).nullish()

export const valuesOf = (list: z.infer<typeof valued>): string[] => (list ?? []).flatMap(({ value }) => value ?? [])

/** A resource with these members only: the others are text and pictures, and make it a hundred kilobytes. What has no id is none, and is there to be refused. */
export const kept = (resource: unknown, names: readonly string[]): unknown =>
  within(resource, 'id') === undefined ? resource : Object.fromEntries(names.map(name => [name, within(resource, name)]))

const CVE = /\bCVE-\d{4}-\d{4,7}\b/gi

/** Vulnerabilities that are named in texts, each once. */
export const cvesIn = (texts: readonly unknown[]): string[] => [
  ...new Set(texts.flatMap(one => (typeof one === 'string' ? (one.match(CVE) ?? []) : [])).map(cve => cve.toUpperCase())),
]
