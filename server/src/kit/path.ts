/** Paths into decoded documents. */

/** What stands at a dotted path of a decoded document. */
export const at = (document: unknown, path: string): unknown => {
  let value = document
  for (const name of path === '' ? [] : path.split('.'))
    value = typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined
  return value
}
