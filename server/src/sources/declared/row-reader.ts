/** From a row of a declared feed to what is observed in it. */
import { IndicatorType, type Statement } from '@keysguard/model'
import { extract, recognise } from '../../indicators/index.ts'
import { addressAndPort, present } from '../../kit/fields.ts'
import { type Observed, observe, type Parsed, refuse, typed } from '../../kit/source.ts'
import type { RowMap } from './map-schema.ts'
import { type Places, statementReader, wordReader } from './statement-of.ts'

/** More indicators in one row are a document, not a row. */
const MOST_IN_A_ROW = 10_000

/** The parser of a map. */
export const rowReader = (map: RowMap, defaults: Statement, places: Places): ((row: unknown) => Parsed) => {
  const values = map.value.map(from => ({ from, read: places(from) }))
  const type = wordReader(map.type, places)
  const statement = statementReader(map, defaults, places)
  return row => {
    const texts = values.map(({ read }) => read(row))
    if (texts.every(found => found.length === 0)) return refuse('schema', `There is nothing at ${map.value.join(', ')}.`)
    const word = type(row)
    const of = word === 'auto' ? { success: true, data: null } : IndicatorType.safeParse(word)
    if (!of.success)
      return refuse('unknown-type', word === undefined ? 'It has no type that the map knows.' : `"${word}" is no type.`)
    const says = statement(row)
    const observed = texts
      .flat()
      .flatMap(value => (typeof value === 'string' || typeof value === 'number' ? (present(value) ?? []) : []))
      .flatMap(value => observedIn(value, of.data ?? null, says))
    if (observed.length > MOST_IN_A_ROW) return refuse('too-many', `It holds ${observed.length} indicators.`)
    return observed.length > 0 ? observed : refuse('no-indicator', `No indicator stands at ${map.value.join(', ')}.`)
  }
}

/** The indicators of one value: it is one, or its text holds some. */
export const observedIn = (value: string, type: IndicatorType | null, statement: Statement): Observed[] => {
  const endpoint =
    /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:.]+\]):\d{1,5}$/i.test(value) && type !== 'url' ? addressAndPort(value) : null
  const plain = endpoint?.address ?? value
  const says = endpoint?.port === undefined ? statement : { port: endpoint.port, ...statement }
  if (type !== null) return [observe(typed(type, plain), says)]
  const whole = recognise(plain)
  return whole ? [observe(whole, says)] : extractedFrom(value, says)
}

/** Each indicator of a text once. */
export const extractedFrom = (text: string, statement: Statement): Observed[] => {
  const found = new Map(extract(text).map(one => [`${one.type} ${one.value}`, one]))
  return [...found.values()].map(one => observe(one, statement))
}
