import type { Migration } from './migration.ts'

export const feedGroups: Migration = {
  id: '0006-feed-groups',
  why: 'Of which indicators each event of a MISP source spoke, so that what is deleted there is withdrawn here',
  sql: `
create table feed_group (
  source smallint not null references source,
  part text not null,
  id text collate "C" not null,
  keys bytea not null,
  primary key (source, part, id)
);
`,
}
