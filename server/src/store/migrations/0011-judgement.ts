import type { Migration } from './migration.ts'

/**
 * Verdicts are kept by key, whether the indicator is known or not, and are never deleted: the newest that is neither undone nor expired
 * counts. `appraisal` holds a row only where there is something that fusion does not know. `rejudge` is a queue: what is in it is judged
 * again in the background, in transactions that take it out.
 */
export const judgement: Migration = {
  id: '0011-judgement',
  why: 'Lists of what is hardly ever malicious, own assets, verdicts of analysts, what is watched, and what has to be judged again',
  sql: `
create table benign_list (
  id text collate "C" primary key,
  name text not null unique,
  why text not null,
  action text not null,
  match text not null,
  beneath boolean not null,
  types text not null,
  dated text not null,
  entries text not null,
  imported_at timestamptz not null
);
create table list_choice (
  id text collate "C" primary key,
  enabled boolean not null,
  action text
);
create table asset (
  type smallint not null,
  value text collate "C" not null,
  note text not null,
  added_at timestamptz not null,
  added_by text not null,
  primary key (type, value)
);
create table verdict (
  id bigint generated always as identity primary key,
  indicator uuid not null,
  type smallint not null,
  value text collate "C" not null,
  verdict smallint not null,
  reason text not null,
  author text not null,
  at timestamptz not null,
  expires_at timestamptz,
  tlp smallint not null,
  batch uuid not null,
  undone_at timestamptz,
  undone_by text
);
create index verdict_of_indicator on verdict (indicator, id desc);
create index verdict_of_batch on verdict (batch);
create table sighting (
  indicator uuid primary key,
  n bigint not null,
  first_at timestamptz not null,
  last_at timestamptz not null
);
create table appraisal (
  indicator uuid primary key,
  verdict smallint,
  verdict_at timestamptz,
  verdict_until timestamptz,
  benign double precision not null,
  severity double precision,
  relevance double precision not null,
  weight double precision not null,
  suppressed_since timestamptz,
  terms text not null
);
create index appraisal_by_end on appraisal (verdict_until) where verdict_until is not null;
create table rejudge_job (
  id bigint generated always as identity primary key,
  cause text not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  judged integer not null default 0,
  suppressed integer not null default 0,
  released integer not null default 0,
  rescored integer not null default 0
);
create table rejudge_entry (
  id bigint generated always as identity primary key,
  job bigint not null,
  kind text not null,
  entries text not null
);
create table rejudge (
  indicator uuid primary key,
  job bigint
);
create index rejudge_of_job on rejudge (job);
`,
}
