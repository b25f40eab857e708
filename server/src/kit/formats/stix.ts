/** The objects of a STIX 2.x bundle, or of a bare list of them. */
import { Problem } from '../../problem.ts'
import type { Format } from '../rows.ts'
import { readJson, rowOf } from './json.ts'

export const stix = (): Format<unknown> =>
  async function* rows(chunks) {
    const document = await readJson(chunks)
    if (document === undefined) return
    const objects = Array.isArray(document)
      ? document
      : typeof document === 'object' && document !== null && 'objects' in document && Array.isArray(document.objects)
        ? document.objects
        : null
    if (objects === null) {
      throw new Problem('bad-feed', 'The document is no STIX bundle: it has no list of objects.', {
        todo: 'Export a STIX 2.0 or 2.1 bundle, or name the right format.',
      })
    }
    if (objects.length > 0) yield objects.map(rowOf)
  }
