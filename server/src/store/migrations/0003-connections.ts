import type { Migration } from './migration.ts'

/** Secrets are sealed before they come here. A source without `enabled` does what its declaration says. */
export const connections: Migration = {
  id: '0003-connections',
  why: 'How sources and enrichers are connected: their settings, how far they were read, feeds people declared, and what enrichers answered',
  sql: `
alter table feed_part add column cursor text;
alter table source add column enabled boolean;
create table setting (
  unit text collate "C" not null,
  key text collate "C" not null,
  value text not null,
  sealed boolean not null,
  primary key (unit, key)
);
create table declared_source (
  id text collate "C" primary key,
  yaml text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create table enrichment (
  indicator uuid not null,
  enricher text collate "C" not null,
  at timestamptz not null,
  expires_at timestamptz not null,
  found boolean not null,
  answer text not null,
  primary key (indicator, enricher)
);
create index enrichment_by_expiry on enrichment (expires_at);
create table enricher_use (
  enricher text collate "C" not null,
  day date not null,
  asked integer not null,
  primary key (enricher, day)
);
`,
}
