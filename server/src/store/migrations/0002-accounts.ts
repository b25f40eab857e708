import type { Migration } from './migration.ts'

/** Passwords as scrypt, tokens only as SHA-256: who reads the store cannot sign in with what stands there. */
export const accounts: Migration = {
  id: '0002-accounts',
  why: 'Who may ask: accounts, their sessions and their API tokens',
  sql: `
create table account (
  name text collate "C" primary key,
  role text not null,
  password text not null,
  created_at timestamptz not null,
  last_login_at timestamptz
);
create table access (
  hash text collate "C" primary key,
  kind text not null,
  account text not null references account on delete cascade,
  label text not null,
  role text not null,
  created_at timestamptz not null,
  used_at timestamptz not null,
  expires_at timestamptz
);
create index access_of_account on access (account);
`,
}
