/** The Fetcher of `collect`: it declares parts, the runtime opens them. */
import { csv } from './formats/csv.ts'
import { json } from './formats/json.ts'
import { jsonLines } from './formats/json-lines.ts'
import { lines } from './formats/lines.ts'
import { stix } from './formats/stix.ts'
import type { Fetcher } from './rows.ts'

/** Declares parts; a part is named by its configuration key, so its memory survives a change of address. */
export const fetcher: Fetcher = {
  lines: (at, options) => ({ ...at, format: lines(options) }),
  csv: (at, options) => ({ ...at, format: csv(options) }),
  json: (at, options) => ({ ...at, format: json(options) }),
  jsonLines: at => ({ ...at, format: jsonLines() }),
  stix: at => ({ ...at, format: stix() }),
}
