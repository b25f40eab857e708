/** What the command line prints: tables for people, JSON for programs. Text from feeds is made inert first. */

const ESCAPE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g

/** Without control characters and direction marks: nothing from a feed drives the terminal. */
export const inert = (text: string): string => text.replace(ESCAPE, '\ufffd').replace(/[\t\n]/g, ' ')

const isColoured = process.stdout.isTTY === true && process.env.NO_COLOR === undefined
const paint = (code: number, text: string): string => (isColoured ? `\u001b[${code}m${text}\u001b[0m` : text)
export const bold = (text: string): string => paint(1, text)
export const dim = (text: string): string => paint(2, text)

export const line = (text = ''): void => {
  process.stdout.write(`${text}\n`)
}

export const printJson = (value: unknown): void => line(JSON.stringify(value))

export interface Output {
  readonly json?: boolean | undefined
}

/** The answer of a command: as it is for programs, as `say` tells it for people. */
export const answer = <Value>(value: Value, { json }: Output, say: (value: Value) => void): void =>
  json ? printJson(value) : say(value)

/** Progress and notes go where they do not disturb a pipe. */
export const note = (text: string): void => {
  process.stderr.write(`${text}\n`)
}

export interface Column<Row> {
  readonly title: string
  readonly read: (row: Row) => string
  readonly right?: boolean
  /** Is never cut, such as an id somebody is to copy. */
  readonly whole?: boolean
}

const WIDEST = 60

/** A table as wide as the terminal; the widest column gives way. Without rows, `none` is said where it is given. */
export const table = <Row>(rows: readonly Row[], columns: readonly Column<Row>[], none?: string): void => {
  if (none !== undefined && rows.length === 0) {
    note(none)
    return
  }
  const cells = rows.map(row => columns.map(({ read }) => inert(read(row))))
  const widths = columns.map(({ title }, index) =>
    Math.min(WIDEST, Math.max(title.length, ...cells.map(row => row[index]!.length))),
  )
  const room = process.stdout.columns ?? 160
  const total = widths.reduce((sum, width) => sum + width + 2, -2)
  if (total > room) {
    const yielding = widths.map((width, index) => (columns[index]!.whole ? 0 : width))
    const widest = yielding.indexOf(Math.max(...yielding))
    widths[widest] = Math.max(12, widths[widest]! - (total - room))
  }
  const fit = (text: string, index: number): string => {
    const width = widths[index]!
    const cut = text.length > width ? `${text.slice(0, width - 1)}…` : text
    return columns[index]!.right ? cut.padStart(width) : cut.padEnd(width)
  }
  line(
    bold(
      columns
        .map(({ title }, index) => fit(title, index))
        .join('  ')
        .trimEnd(),
    ),
  )
  for (const row of cells) line(row.map(fit).join('  ').trimEnd())
}

export const count = (n: number): string => n.toLocaleString('en-US')

/** How long ago, in one unit. */
export const ago = (iso: string | null, now = Date.now()): string => {
  if (iso === null) return 'never'
  const seconds = Math.round((now - Date.parse(iso)) / 1000)
  const ahead = seconds < 0
  const size = Math.abs(seconds)
  const text =
    size < 90
      ? `${size} s`
      : size < 5_400
        ? `${Math.round(size / 60)} min`
        : size < 129_600
          ? `${Math.round(size / 3_600)} h`
          : `${Math.round(size / 86_400)} d`
  return ahead ? `in ${text}` : `${text} ago`
}
