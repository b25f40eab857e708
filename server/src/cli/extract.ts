import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { extract } from '../indicators/index.ts'
import { type Column, line, note, printJson, table } from './output.ts'

interface ExtractOptions {
  readonly json?: boolean
  readonly jsonl?: boolean
}

const open = (file: string): NodeJS.ReadableStream => (file === '-' ? process.stdin : createReadStream(file))

/** Finds the indicators of a file or of standard input. */
export const runExtract = async (file: string, options: ExtractOptions): Promise<void> => {
  if (options.jsonl) return eachLine(file)
  const chunks: Buffer[] = []
  for await (const chunk of open(file)) chunks.push(Buffer.from(chunk))
  const found = extract(Buffer.concat(chunks).toString('utf8'))
  if (options.json) {
    for (const { type, value, raw, start, end } of found) printJson({ type, value, raw, start, end })
    return
  }
  if (found.length === 0) {
    note('No indicators found.')
    return
  }
  const columns: readonly Column<(typeof found)[number]>[] = [
    { title: 'TYPE', read: ({ type }) => type },
    { title: 'VALUE', read: ({ value }) => value },
    { title: 'AT', read: ({ start }) => String(start), right: true },
    { title: 'AS WRITTEN', read: ({ raw }) => raw },
  ]
  table(found, columns)
}

/** Lines of {"text"} in, lines of {"indicators"} out: as many, in the same order. */
const eachLine = async (file: string): Promise<void> => {
  for await (const text of createInterface({ input: open(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (text.trim() !== '') line(JSON.stringify(answer(text)))
  }
}

const answer = (text: string): unknown => {
  try {
    const read: unknown = JSON.parse(text)
    if (typeof read === 'object' && read !== null && 'text' in read && typeof read.text === 'string')
      return { indicators: extract(read.text) }
    return { indicators: [], problem: 'The line has no "text".' }
  } catch (error) {
    return { indicators: [], problem: `The line is not JSON: ${error instanceof Error ? error.message : String(error)}` }
  }
}
