/** Passwords, hashed with scrypt at OWASP's cost (N = 2^16, r = 8, p = 2: 64 MB and some 200 ms a try). */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

const COST = { N: 2 ** 16, r: 8, p: 2, maxmem: 160 << 20 } as const
const BYTES = 32

const derive = (password: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, BYTES, COST, (error, key) => (error ? reject(error) : resolve(key)))
  })

export const hashPassword = async (password: string): Promise<string> => {
  const salt = randomBytes(16)
  return `scrypt$${salt.toString('base64')}$${(await derive(password, salt)).toString('base64')}`
}

/** What an unknown account is compared with, so that it takes as long as a known one. */
const NOBODY = `scrypt$${Buffer.alloc(16).toString('base64')}$${Buffer.alloc(BYTES).toString('base64')}`

/** Compares in constant time; `stored` is null for an account that does not exist. */
export const verifyPassword = async (password: string, stored: string | null): Promise<boolean> => {
  const [, salt = '', key = ''] = (stored ?? NOBODY).split('$')
  const derived = await derive(password, Buffer.from(salt, 'base64'))
  return timingSafeEqual(derived, Buffer.from(key, 'base64')) && stored !== null
}

/** Readable and long: five groups of five from an alphabet without look-alikes (more than 120 bits). */
export const generatePassword = (): string => {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'
  const letters = Array.from(randomBytes(100), byte => (byte < 248 ? alphabet[byte % alphabet.length] : ''))
    .join('')
    .slice(0, 25)
  return letters.match(/.{5}/g)?.join('-') ?? ''
}
