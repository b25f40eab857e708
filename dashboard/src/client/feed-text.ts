/** What the dashboard reads in the YAML of a feed while it is written. The server reads it properly. */

/** Names of the secrets it leaves a slot for: `${secret:name}`. */
export const secretsIn = (yaml: string): readonly string[] => [
  ...new Set(
    withoutComments(yaml).flatMap(line =>
      [...line.matchAll(/\$\{secret:([a-z][a-z0-9_-]{0,40})\}/g)].map(([, name = '']) => name),
    ),
  ),
]

/** Its web addresses, as one text to compare: a new address is only asked when a person says so. */
export const addressesIn = (yaml: string): string =>
  withoutComments(yaml)
    .flatMap(line => line.match(/https?:\/\/[^\s"']*/g) ?? [])
    .join(' ')

const withoutComments = (yaml: string): readonly string[] => yaml.split('\n').map(line => line.replace(/(?:^|\s)#.*$/, ''))

/** Where a line and column (both from 1) are in the text. */
export const offsetOf = (text: string, line: number, column: number): number => {
  const before = text.split('\n').slice(0, line - 1)
  const start = before.reduce((sum, each) => sum + each.length + 1, 0)
  return Math.min(text.length, start + column - 1)
}

/** What a new line after the one that ends at `offset` begins with. */
export const indentAt = (text: string, offset: number): string => {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset)
  const [indent = ''] = /^ */.exec(line) ?? []
  return /:\s*$/.test(line) ? `${indent}  ` : indent
}
