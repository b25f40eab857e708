/** Secrets at rest: AES-256-GCM, each with its own nonce, bound to what it belongs to so that it cannot be moved elsewhere. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from './problem.ts'

const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16
const KEY_FILE = 'secret.key'

export interface Seal {
  /** `owner` names what the secret belongs to; opening needs the same. */
  close(text: string, owner: string): string
  /** Null when it was closed with another key or for another owner, or was changed. */
  open(sealed: string, owner: string): string | null
}

export const createSeal = (key: Uint8Array): Seal => ({
  close: (text, owner) => {
    const nonce = randomBytes(NONCE_BYTES)
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(owner))
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64')
  },
  open: (sealed, owner) => {
    const bytes = Buffer.from(sealed, 'base64')
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES)).setAAD(Buffer.from(owner))
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
      return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8')
    } catch {
      return null
    }
  },
})

/** The key from the environment (32 bytes as base64), else that of the data folder, made on first use and readable by its owner only. */
export const sealingKey = (folder: string, given: string | undefined): Uint8Array => {
  if (given !== undefined) {
    const key = Buffer.from(given, 'base64')
    if (key.length === KEY_BYTES) return key
    throw new Problem('bad-config', 'KEYSGUARD_SECRET_KEY is not 32 bytes in base64.', {
      todo: 'Make one with `openssl rand -base64 32`.',
    })
  }
  const path = join(folder, KEY_FILE)
  if (!existsSync(path)) writeFileSync(path, randomBytes(KEY_BYTES).toString('base64'), { mode: 0o600, flag: 'wx' })
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64')
  if (key.length === KEY_BYTES) return key
  throw new Problem('bad-config', `${path} does not hold a key.`, {
    todo: 'Put the file back from a backup; without it, delete it and set every stored secret again.',
  })
}
