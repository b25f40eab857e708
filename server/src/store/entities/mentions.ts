/** Names that sources say of indicators: noted where links are written, a statement a batch, so that nobody has to look for them. */
import { TLP_LEVELS, type Tlp } from '@keysguard/model'
import type { Queries } from '../../engines/database/database.ts'
import { MOST_TAGS } from '../../intelligence/links/nodes.ts'
import { tlpCodes } from '../codes.ts'
import type { StoredSaid, StoredSubject } from '../links/read-subjects.ts'

export type MentionKind = 'actor' | 'malware' | 'campaign' | 'technique'

interface Row {
  readonly kind: MentionKind
  readonly name: string
  readonly source: string
  tlp: number
  sample: boolean
  since: number
  until: number
}

const LONGEST = 200

const saidIn = ({
  statement: { actors = [], campaigns = [], techniques = [], malware },
}: StoredSaid): [MentionKind, string][] => [
  ...actors.slice(0, MOST_TAGS).map((name): [MentionKind, string] => ['actor', name]),
  ...campaigns.slice(0, MOST_TAGS).map((name): [MentionKind, string] => ['campaign', name]),
  ...techniques.slice(0, MOST_TAGS).map((name): [MentionKind, string] => ['technique', name]),
  ...(malware === undefined ? [] : [['malware', malware] as [MentionKind, string]]),
]

/** Only what is new or reaches further than what was noted is written, in one order, whoever writes. */
export const noteMentions = async (queries: Queries, subjects: Iterable<StoredSubject>): Promise<void> => {
  const rows = new Map<string, Row>()
  for (const { said, since, until, sample } of subjects)
    for (const one of said)
      for (const [kind, name] of saidIn(one)) {
        if (name === '' || name.length > LONGEST) continue
        const key = `${kind}\0${name}\0${one.by}`
        const tlp = TLP_LEVELS.indexOf(one.tlp)
        const known = rows.get(key)
        if (!known) rows.set(key, { kind, name, source: one.by, tlp, sample, since, until })
        else {
          known.tlp = Math.min(known.tlp, tlp)
          known.sample &&= sample
          known.since = Math.min(known.since, since)
          known.until = Math.max(known.until, until)
        }
      }
  if (rows.size === 0) return
  const sorted = [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
  await queries.query(
    `insert into entity_mention as m (kind, name, source, tlp, sample, since, until)
     select x.kind, x.name, x.source, x.tlp, x.sample, x.since, x.until
     from jsonb_to_recordset($1::text::jsonb) as x (kind text, name text, source text, tlp smallint, sample boolean, since smallint, until smallint)
     on conflict (kind, name, source) do update set tlp = least(m.tlp, excluded.tlp), sample = m.sample and excluded.sample,
       since = least(m.since, excluded.since), until = greatest(m.until, excluded.until)
     where m.tlp > excluded.tlp or (m.sample and not excluded.sample) or m.since > excluded.since or m.until < excluded.until`,
    [JSON.stringify(sorted)],
  )
}

export interface StoredMention {
  readonly kind: MentionKind
  readonly name: string
  readonly source: string
  readonly since: number
  readonly until: number
}

/** Names beyond this many are not read: a feed that names every row anew must not fill the memory. */
const MOST_NAMES = 50_000

/** Those a reader may know of, what was seen last first. */
export const readMentions = (queries: Queries, reads: Tlp): Promise<StoredMention[]> =>
  queries.query<StoredMention>(
    `select kind, name, source, since, until from entity_mention where tlp <= $1 order by until desc, kind, name, source limit ${MOST_NAMES}`,
    [tlpCodes.code(reads)],
  )

/** Changes when any of them does, or a name that is taught, or a decision. */
export const entityStamp = async (queries: Queries): Promise<string> => {
  const [row] = await queries.query<{ mentions: string; names: string; decisions: number }>(
    `select (select count(*) || ' ' || coalesce(sum(until::int - since::int + 100000 * (5 - tlp)), 0) from entity_mention) as mentions,
       (select count(*) || ' ' || coalesce(sum(hashtext(name || array_to_string(aliases, '|') || about::text)::bigint), 0) from known_name) as names,
       (select coalesce(max(id), 0) from entity_decision) as decisions`,
  )
  return row === undefined ? '' : `${row.mentions} ${row.names} ${row.decisions}`
}
