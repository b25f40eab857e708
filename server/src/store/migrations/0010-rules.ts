import type { Migration } from './migration.ts'

/**
 * A rule without `shipped` is one's own; one whose text is not what was shipped has been changed here. What a rule remembers is not kept: it
 * is read again from the observations. `rule_position`: every observation before `at` has been looked at, and runs before `run` need not be.
 */
export const rules: Migration = {
  id: '0010-rules',
  why: 'Correlation rules, how far they have read, and what they found',
  sql: `
create table rule (
  id text collate "C" primary key,
  yaml text not null,
  shipped text,
  version integer not null,
  enabled boolean not null,
  author text not null,
  updated_at timestamptz not null
);
create table rule_position (
  one boolean primary key default true check (one),
  at timestamptz not null,
  run bigint not null
);
create table detection (
  id text collate "C" primary key,
  rule text collate "C" not null,
  part text collate "C" not null,
  group_key text collate "C" not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  fired_at timestamptz not null,
  sample boolean not null,
  state text not null default 'new',
  state_by text,
  find text not null
);
create index detection_by_time on detection (fired_at desc, id);
create index detection_of_rule on detection (rule, fired_at desc, id);
`,
}
