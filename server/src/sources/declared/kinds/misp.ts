/** A feed in MISP's own format: a manifest, and a file for each event. */

import { mispFeedWalk, mispManifest } from '../../misp/feed.ts'
import { parseMispRow } from '../../misp/parse.ts'
import { MISP_GROUP, MispRow } from '../../misp/rows.ts'
import type { DeclarationOf } from '../declaration.ts'
import { overDefaults } from './defaults.ts'
import type { MakeKind } from './kind.ts'

export const mispKind: MakeKind<DeclarationOf<'misp'>> = ({ days }, defaults) => ({
  cursor: { at: 'event.listed', as: 'seconds', order: 'oldest-first' },
  group: MISP_GROUP,
  collect: ({ fetch, at: { name, url }, options, since, now }) =>
    fetch.walk({ name, url: mispManifest(url) }, mispFeedWalk({ base: url, since, days, now, headers: options.headers ?? {} }), {
      ...options,
      incremental: true,
    }),
  row: MispRow,
  parse: row => overDefaults(parseMispRow(MispRow.parse(row)), defaults),
})
