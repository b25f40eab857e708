import type { Migration } from './migration.ts'

/** Objects by ATT&CK id; `digest` is that of the object with its relations, so that a release that changes little writes little. */
export const attack: Migration = {
  id: '0012-attack',
  why: 'ATT&CK as a source teaches it, and the coverage that people bring as Navigator layers',
  sql: `
create table attack_object (
  source smallint not null references source,
  id text collate "C" not null,
  kind text collate "C" not null,
  name text not null,
  aliases text[] not null,
  description text not null,
  platforms text[] not null,
  tactics text[] not null,
  version text not null,
  modified timestamptz,
  status text collate "C" not null,
  replaced_by text,
  first_seen timestamptz,
  last_seen timestamptz,
  digest text collate "C" not null,
  written_at timestamptz not null,
  sample boolean not null,
  primary key (source, id)
);
create table attack_relation (
  source smallint not null,
  from_id text collate "C" not null,
  kind text collate "C" not null,
  to_id text collate "C" not null,
  text text not null,
  citations text[] not null,
  primary key (source, from_id, kind, to_id)
);
create index attack_relation_to on attack_relation (to_id);
create table attack_layer (
  name text primary key,
  layer text not null,
  at timestamptz not null
);
`,
}
