import type { Migration } from './migration.ts'

/**
 * Four in five indicators are spoken of once, by one source: what it said and the row it stood in lie in the indicator's own row (`sole_…`)
 * until there is a second report, and only then move to `assertion_row` and `observation_row`. One row and one index entry for each new
 * indicator instead of three; docs/decisions has the figures. Everybody reads the views `assertion`
 * and `observation`, which hold both. The default partition takes first reports that move after their month's partition is gone.
 */
export const soleReports: Migration = {
  id: '0007-sole-reports',
  why: 'What is said once is written once, with the indicator',
  sql: `
alter table assertion rename to assertion_row;
alter index assertion_pkey rename to assertion_row_pkey;
alter table observation rename to observation_row;
alter index observation_of_indicator rename to observation_row_of_indicator;
create table observation_other partition of observation_row default;
alter table indicator
  add column sole_source smallint,
  add column sole_run integer,
  add column sole_confidence smallint,
  add column sole_active_at timestamptz,
  add column sole_reported_at timestamptz,
  add column sole_withdrawn_at timestamptz,
  add column sole_statement text,
  add column sole_raw text;
create view assertion as
  select indicator, source, threat, confidence, reports, run, sample, active_at, first_reported, last_reported, withdrawn_at, statement
  from assertion_row
  union all
  select key, sole_source, threat, sole_confidence, 1, sole_run, sample, sole_active_at, sole_reported_at, sole_reported_at,
    sole_withdrawn_at, sole_statement
  from indicator where sole_source is not null;
create view observation as
  select indicator, at, run, source, statement, earlier, raw from observation_row
  union all
  select key, sole_reported_at, sole_run, sole_source, null::text, null::text, sole_raw from indicator where sole_source is not null;
`,
}
