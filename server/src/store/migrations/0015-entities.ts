import type { Migration } from './migration.ts'

/**
 * A row of `entity_mention` says that a source names an actor, a family, a campaign or a technique, under which marking at the most open,
 * and between which days (since 1970) the indicators it says it of were seen. They are noted where links are written, so what is linked
 * already is looked at again. Decisions are never changed: the last about a pair counts. `about` is what a source tells of a name.
 */
export const entities: Migration = {
  id: '0015-entities',
  why: 'Which names sources say, and what people decided to be the same',
  sql: `
create table entity_mention (
  kind text collate "C" not null,
  name text collate "C" not null,
  source text collate "C" not null,
  tlp smallint not null,
  sample boolean not null,
  since smallint not null,
  until smallint not null,
  primary key (kind, name, source)
);
create table entity_decision (
  id integer generated always as identity primary key,
  a text collate "C" not null,
  b text collate "C" not null,
  decision text collate "C" not null,
  reason text not null,
  by text not null,
  at timestamptz not null
);
create index entity_decision_of_pair on entity_decision (a, b, id desc);
alter table known_name add column about json not null default '{}';
insert into link_backlog (keys)
  select array_agg(key) from (select key, (row_number() over (order by key) - 1) / 5000 as piece from indicator) as known group by piece order by piece;
`,
}
