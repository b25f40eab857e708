/** Accounts, sessions and API tokens. */
import { createHash, randomBytes } from 'node:crypto'
import { type Account, ROLES, type Role } from '@keysguard/model'
import type { Database } from '../engines/database/database.ts'
import { generatePassword, hashPassword, verifyPassword } from '../passwords.ts'
import { Problem } from '../problem.ts'

export interface Caller {
  readonly account: string
  readonly role: Role
  /** SHA-256 of the session or token it came with; null for the operator on this machine. */
  readonly access: string | null
  readonly expiresAt: string | null
}

const HOUR_MS = 3_600_000
const IDLE_MS = 12 * HOUR_MS
const LONGEST_MS = 7 * 24 * HOUR_MS
/** A session's use is noted at most this often: reading must not write all the time. */
const NOTE_EVERY_MS = 5 * 60_000
export const SHORTEST_PASSWORD = 12

const digest = (token: string): string => createHash('sha256').update(token).digest('hex')
const iso = (ms: number): string => new Date(ms).toISOString()

interface Grant {
  readonly kind: 'session' | 'token'
  readonly token: string
  readonly account: string
  readonly role: Role
  readonly label: string
  /** Null: it holds until it is revoked. */
  readonly expiresAt: number | null
}

export class Accounts {
  readonly #database: Database
  readonly #now: () => number
  readonly #revoked = new Set<(hash: string) => void>()

  constructor(database: Database, now: () => number) {
    this.#database = database
    this.#now = now
  }

  /** On a first start makes `admin`; returns the password if it had to be made up, null otherwise. */
  async ensureAdmin(password: string | undefined): Promise<string | null> {
    const [any] = await this.#database.query<{ name: string }>(`select name from account limit 1`)
    if (any) return null
    const chosen = password ?? generatePassword()
    await this.add('admin', 'admin', chosen)
    return password === undefined ? chosen : null
  }

  async list(): Promise<Account[]> {
    return this.#database.query<Account>(
      `select name, role, created_at as "createdAt", last_login_at as "lastLoginAt" from account order by name`,
    )
  }

  async add(name: string, role: Role, password: string): Promise<void> {
    if (!/^[a-z0-9][a-z0-9._@-]{0,63}$/.test(name)) {
      throw new Problem('bad-request', `${name} is not a name for an account.`, {
        todo: 'Use lower-case letters, digits and . _ @ -, at most 64.',
      })
    }
    demandLength(password)
    const added = await this.#database.query(
      `insert into account (name, role, password, created_at) values ($1, $2, $3, $4::timestamptz) on conflict do nothing returning name`,
      [name, role, await hashPassword(password), iso(this.#now())],
    )
    if (added.length === 0)
      throw new Problem('conflict', `There is an account called ${name} already.`, { todo: 'Choose another name.' })
  }

  async remove(name: string): Promise<void> {
    const admins = await this.#database.query<{ name: string }>(`select name from account where role = 'admin'`)
    if (admins.length === 1 && admins[0]?.name === name) {
      throw new Problem('conflict', `${name} is the only administrator.`, {
        todo: 'Make another account an administrator first.',
      })
    }
    await this.#revokeAll(name)
    const removed = await this.#database.query(`delete from account where name = $1 returning name`, [name])
    if (removed.length === 0) throw unknownAccount(name)
  }

  /** Ends every session and token of the account. */
  async setPassword(name: string, password: string): Promise<void> {
    demandLength(password)
    const changed = await this.#database.query(`update account set password = $2 where name = $1 returning name`, [
      name,
      await hashPassword(password),
    ])
    if (changed.length === 0) throw unknownAccount(name)
    await this.#revokeAll(name)
  }

  /** The token of a new session; throws 'wrong-password' alike for a wrong name and a wrong password. */
  async signIn(name: string, password: string): Promise<{ readonly token: string; readonly caller: Caller }> {
    const [account] = await this.#database.query<{ role: Role; password: string }>(
      `select role, password from account where name = $1`,
      [name],
    )
    if (!(await verifyPassword(password, account?.password ?? null)) || !account) {
      throw new Problem('wrong-password', 'The account or the password is wrong.', {
        todo: 'The first password was printed when KeysGuard first started; `keysguard user password NAME` sets a new one.',
      })
    }
    const now = this.#now()
    await this.#database.query(`update account set last_login_at = $2::timestamptz where name = $1`, [name, iso(now)])
    await this.#database.query(`delete from access where expires_at < $1::timestamptz`, [iso(now)])
    const token = randomBytes(32).toString('base64url')
    const caller = await this.#grant({
      kind: 'session',
      token,
      account: name,
      role: account.role,
      label: 'session',
      expiresAt: now + LONGEST_MS,
    })
    return { token, caller }
  }

  /** A new API token with at most the rights of its account. It is shown once: only its hash is kept. */
  async createToken(account: string, label: string, role: Role): Promise<string> {
    const [owner] = await this.#database.query<{ role: Role }>(`select role from account where name = $1`, [account])
    if (!owner) throw unknownAccount(account)
    if (ROLES.indexOf(role) > ROLES.indexOf(owner.role)) {
      throw new Problem('forbidden', `${account} is ${owner.role} and cannot give the role ${role}.`, {
        todo: `Choose a role up to ${owner.role}.`,
      })
    }
    const token = `kg_${randomBytes(32).toString('base64url')}`
    await this.#grant({ kind: 'token', token, account, role, label, expiresAt: null })
    return token
  }

  /** Who holds this session or token; null when nobody does (any more). */
  async recognise(token: string, kind: 'session' | 'token'): Promise<Caller | null> {
    const hash = digest(token)
    const [row] = await this.#database.query<{ account: string; role: Role; used_at: string; expires_at: string | null }>(
      `select account, role, used_at, expires_at from access where hash = $1 and kind = $2`,
      [hash, kind],
    )
    if (!row) return null
    const now = this.#now()
    const idle = kind === 'session' && now - Date.parse(row.used_at) > IDLE_MS
    if (idle || (row.expires_at !== null && Date.parse(row.expires_at) < now)) {
      await this.revoke(hash)
      return null
    }
    if (now - Date.parse(row.used_at) > NOTE_EVERY_MS) {
      await this.#database.query(`update access set used_at = $2::timestamptz where hash = $1`, [hash, iso(now)])
    }
    return { account: row.account, role: row.role, access: hash, expiresAt: row.expires_at }
  }

  /** Ends a session or token at once, also where it is listening. */
  async revoke(hash: string): Promise<void> {
    await this.#database.query(`delete from access where hash = $1`, [hash])
    for (const listener of this.#revoked) listener(hash)
  }

  /** Told of every session and token that ends. Returns the way to stop. */
  onRevoked(listener: (hash: string) => void): () => void {
    this.#revoked.add(listener)
    return () => this.#revoked.delete(listener)
  }

  async #revokeAll(account: string): Promise<void> {
    const rows = await this.#database.query<{ hash: string }>(`select hash from access where account = $1`, [account])
    for (const { hash } of rows) await this.revoke(hash)
  }

  async #grant({ kind, token, account, role, label, expiresAt }: Grant): Promise<Caller> {
    const now = iso(this.#now())
    const expires = expiresAt === null ? null : iso(expiresAt)
    await this.#database.query(
      `insert into access (hash, kind, account, label, role, created_at, used_at, expires_at)
       values ($1, $2, $3, $4, $5, $6::timestamptz, $6::timestamptz, $7::timestamptz)`,
      [digest(token), kind, account, label, role, now, expires],
    )
    return { account, role, access: digest(token), expiresAt: expires }
  }
}

const demandLength = (password: string): void => {
  if (password.length >= SHORTEST_PASSWORD && password.length <= 1024) return
  throw new Problem('bad-request', `A password has at least ${SHORTEST_PASSWORD} characters.`, { todo: 'Choose a longer one.' })
}

const unknownAccount = (name: string): Problem =>
  new Problem('not-found', `There is no account called ${name}.`, { todo: 'List them with `keysguard user list`.' })
