import type { Migration } from './migration.ts'

/** Whoever adds to the substring index empties its waiting list before the commit; until then it may be as long as what is added. */
export const largerMerges: Migration = {
  id: '0009-larger-merges',
  why: 'The substring index takes each batch in one merge',
  sql: `
alter index indicator_text_trigram set (gin_pending_list_limit = 131072);
`,
}
