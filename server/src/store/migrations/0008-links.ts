import type { Migration } from './migration.ts'

/**
 * A row says that an indicator has a value: never that two are related, which is found when somebody looks. `node` names the value and the
 * marking under which it is known (see nodeId); `since` and `until` are days since 1970. Indicators that changed wait in `link_backlog`,
 * a row a batch; what is in the store already is put there first.
 */
export const links: Migration = {
  id: '0008-links',
  why: 'What indicators have in common: one row an indicator and value',
  sql: `
create table link (
  node bigint not null,
  indicator uuid not null,
  kind smallint not null,
  since smallint not null,
  until smallint not null,
  primary key (node, indicator)
);
create index link_of_indicator on link (indicator);
create table link_backlog (
  id bigint generated always as identity primary key,
  keys uuid[] not null
);
alter table link_backlog alter column keys set storage external;
insert into link_backlog (keys)
  select array_agg(key) from (select key, (row_number() over (order by key) - 1) / 5000 as piece from indicator) as known group by piece order by piece;
`,
}
