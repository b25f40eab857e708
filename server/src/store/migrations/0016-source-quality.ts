import type { Migration } from './migration.ts'

/** `requests` is null for runs that were made before they were counted. */
export const sourceQuality: Migration = {
  id: '0016-source-quality',
  why: 'What was last measured of the sources, and how much each run asked of its provider',
  sql: `
alter table run add column requests integer;
create table quality_report (
  one boolean primary key default true check (one),
  at timestamptz not null,
  report text not null
);
`,
}
