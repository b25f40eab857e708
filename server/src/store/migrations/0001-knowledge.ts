import type { Migration } from './migration.ts'

/**
 * Observation -> assertion -> indicator, the sources that speak, and the counters kept while writing.
 * Small integers stand for names (type, threat, class: tables in code that never renumber; source, term: tables here).
 * The term index takes new rows as a list and is put in order by housekeeping: a tenth of the cost, and found at once all the same.
 * `rank` orders indicators of one decay class and does not change with time; `terms` are the facets (source, malware, tag).
 */
export const knowledge: Migration = {
  id: '0001-knowledge',
  why: 'The body of knowledge: what sources said, what follows from it, and how it is found',
  sql: `
create extension if not exists pg_trgm;

create table source (
  num smallint generated always as identity primary key,
  id text collate "C" not null unique,
  name text not null,
  paused boolean not null default false,
  next_run_at timestamptz,
  last_success_at timestamptz,
  failures integer not null default 0
);

create table run (
  id bigint generated always as identity primary key,
  source smallint not null references source,
  trigger text not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  outcome text,
  reason text not null default '',
  counts json not null,
  rejections json not null default '{}',
  bytes bigint not null default 0,
  duration_ms integer
);
create index run_of_source on run (source, id desc);

create table feed_part (
  source smallint not null references source,
  part text not null,
  version integer not null,
  etag text,
  last_modified text,
  renewed_at timestamptz,
  primary key (source, part)
);
create table feed_rows (
  id bigint generated always as identity primary key,
  source smallint not null,
  part text not null,
  log bytea not null
);
alter table feed_rows alter column log set storage external;
create index feed_rows_of_part on feed_rows (source, part, id);

create table quarantine (
  id bigint generated always as identity primary key,
  source smallint not null references source,
  run bigint not null,
  part text not null,
  at timestamptz not null,
  reason text not null,
  detail text not null,
  raw text not null,
  decoded text
);
create index quarantine_of_source on quarantine (source, id desc);

create table term (
  id integer generated always as identity primary key,
  kind text not null,
  name text collate "C" not null,
  unique (kind, name)
);

create table indicator (
  key uuid primary key,
  rank double precision not null,
  first_seen timestamptz not null,
  last_seen timestamptz not null,
  added_at timestamptz not null,
  expires_at timestamptz,
  type smallint not null,
  threat smallint not null,
  class smallint not null,
  tlp smallint not null,
  sample boolean not null,
  terms integer[] not null,
  suppressed_by text,
  value text collate "C" not null
);
create index indicator_by_rank on indicator (class, rank, key);
create index indicator_by_term on indicator using gin (terms) with (fastupdate = on, gin_pending_list_limit = 131072);
create index indicator_by_arrival on indicator (added_at);

create table assertion (
  indicator uuid not null,
  source smallint not null,
  threat smallint not null,
  confidence smallint,
  reports integer not null,
  run integer not null,
  sample boolean not null,
  active_at timestamptz not null,
  first_reported timestamptz not null,
  last_reported timestamptz not null,
  withdrawn_at timestamptz,
  statement text not null,
  primary key (indicator, source)
);

create table observation (
  indicator uuid not null,
  at timestamptz not null,
  run integer not null,
  source smallint not null,
  statement text not null,
  raw text not null
) partition by range (at);
create index observation_of_indicator on observation (indicator);

create table indicator_text (
  key uuid not null,
  type smallint not null,
  address inet,
  host text collate "C",
  value text collate "C" not null
);
create index indicator_text_prefix on indicator_text (value);
create index indicator_text_trigram on indicator_text using gin (value gin_trgm_ops) where type in (4, 5, 6, 23, 24, 25, 26, 27, 28);
create index indicator_text_host on indicator_text (host) where host is not null;
create index indicator_text_address on indicator_text (address) where address is not null;
create table indicator_text_backlog (
  id bigint generated always as identity primary key,
  keys uuid[] not null
);

create table indicator_count (
  shard smallint not null,
  type smallint not null,
  threat smallint not null,
  class smallint not null,
  sources integer[] not null,
  suppressed boolean not null,
  sample boolean not null,
  n bigint not null,
  primary key (shard, type, threat, class, sources, suppressed, sample)
);
create table term_count (
  shard smallint not null,
  term integer not null,
  n bigint not null,
  primary key (shard, term)
);
create table arrival (
  quarter timestamptz not null,
  shard smallint not null,
  source smallint not null,
  severity smallint not null,
  n bigint not null,
  primary key (quarter, shard, source, severity)
);
`,
}
