import type { Migration } from './migration.ts'

/**
 * A first report says what the assertion says, until a second one changes it: its statement is kept once, by the assertion, and moves
 * into the second observation (`earlier`) when there is one. Four in five observations are first reports; a fifth of all that is written.
 */
export const lighterObservations: Migration = {
  id: '0004-lighter-observations',
  why: 'What a first report said is kept once, not twice',
  sql: `
alter table observation alter column statement drop not null;
alter table observation add column earlier text;
alter table indicator_text_backlog alter column keys set storage external;
`,
}
