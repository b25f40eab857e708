import type { Migration } from './migration.ts'

/**
 * Every change of what scores are made with is a version, kept whole. A class that is refitted gets an id of its own: what still stands
 * under an earlier id can be read with the figures it was ranked by, and is what is left to be scored anew.
 */
export const scoring: Migration = {
  id: '0013-scoring',
  why: 'The figures scores are made with, in versions: what was learnt, what people set',
  sql: `
create table scoring_version (
  version integer generated always as identity primary key,
  made_at timestamptz not null,
  made_by text not null,
  why text not null,
  parameters text not null
);
create table decay_class (
  id smallint primary key,
  base smallint not null,
  half_life_days double precision not null,
  s0 double precision not null
);
`,
}
