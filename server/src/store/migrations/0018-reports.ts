import type { Migration } from './migration.ts'

/**
 * A report is known again by its text (`id` is a digest of it), and by what its source calls it (`ref`). `link` is the value under which the
 * indicators its source lists with it are linked. `decided` counts what was decided, `taken` how much of it
 * has reached the observations. `brought`: the
 * report's source has taken the indicator in itself. A review keeps what it changed, so that it can be taken back.
 */
export const reports: Migration = {
  id: '0018-reports',
  why: 'Reports with what was found in their text, and who decided what about it',
  sql: `
create table report (
  id text collate "C" primary key,
  source smallint,
  ref text collate "C",
  title text not null,
  url text,
  reporter text,
  published timestamptz,
  added_at timestamptz not null,
  tlp smallint not null,
  text text not null,
  link text,
  left_out integer not null,
  state text not null,
  sample boolean not null,
  decided integer not null default 0,
  taken integer not null default 0,
  proposed integer not null,
  accepted integer not null,
  rejected integer not null
);
create index report_by_state on report (state, added_at desc, id desc);
create index report_by_time on report (added_at desc, id desc);
create unique index report_of_source on report (source, ref) where ref is not null;
create index report_untaken on report (id) where decided > taken;
create table report_finding (
  id bigint generated always as identity primary key,
  report text collate "C" not null,
  kind text not null,
  type text not null,
  value text not null,
  label text not null,
  indicator uuid,
  places json not null,
  times integer not null,
  excerpt text not null,
  confidence smallint not null,
  evidence text not null,
  status text not null,
  reason text,
  brought boolean not null default false,
  decided_by text,
  decided_at timestamptz
);
create index report_finding_of_report on report_finding (report, id);
create index report_finding_accepted on report_finding (report) where status = 'accepted';
create table report_review (
  id bigint generated always as identity primary key,
  report text collate "C" not null,
  by text not null,
  at timestamptz not null,
  decision text not null,
  before json not null,
  undone boolean not null default false
);
create index report_review_of_report on report_review (report, id desc);
`,
}
