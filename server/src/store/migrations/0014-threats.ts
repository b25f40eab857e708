import type { Migration } from './migration.ts'

/**
 * An indicator is in one threat at most. `facts` is what a threat's page shows of all its members. Events keep the indicators that moved,
 * so that a merge or a split can be taken back. Indicators whose links changed wait in `threat_backlog`, a row a batch.
 */
export const threats: Migration = {
  id: '0014-threats',
  why: 'Which indicators are the work of the same people, and how that came about',
  sql: `
create table threat (
  id integer generated always as identity primary key,
  state text not null,
  merged_into integer,
  status text not null,
  owner text,
  title text not null,
  summary text not null,
  facts json not null,
  tlp smallint not null,
  risk real not null,
  members integer not null,
  first_seen timestamptz not null,
  last_seen timestamptz not null,
  changed_at timestamptz not null
);
create index threat_by_risk on threat (state, risk desc, id);
create table threat_member (
  indicator uuid primary key,
  threat integer not null,
  pinned boolean not null
);
create index threat_member_of_threat on threat_member (threat);
create table threat_event (
  id integer generated always as identity primary key,
  threat integer not null,
  at timestamptz not null,
  kind text not null,
  other integer,
  by text,
  detail text not null,
  members uuid[] not null,
  undone boolean not null default false
);
create index threat_event_of_threat on threat_event (threat, id desc);
create table threat_backlog (
  id bigint generated always as identity primary key,
  keys uuid[] not null
);
alter table threat_backlog alter column keys set storage external;
insert into threat_backlog (keys)
  select array_agg(indicator) from (
    select indicator, (row_number() over (order by indicator) - 1) / 5000 as piece from (select distinct indicator from link) as linked) as known
  group by piece order by piece;
`,
}
