import type { Migration } from './migration.ts'

export const names: Migration = {
  id: '0005-names',
  why: 'Names of malware and actors, and what else they are called, as sources teach them',
  sql: `
create table known_name (
  source smallint not null references source,
  id text collate "C" not null,
  kind text collate "C" not null,
  name text not null,
  aliases text[] not null,
  sample boolean not null,
  primary key (source, id)
);
`,
}
