/** Wallet addresses, verified by their checksums. */

import { sha256 } from '@noble/hashes/sha2.js'
import { keccak_256 } from '@noble/hashes/sha3.js'
import { base58xmr, bech32, bech32m, createBase58check } from '@scure/base'

const base58check = createBase58check(sha256)
const utf8 = new TextEncoder()

/** P2PKH and P2SH by base58check, SegWit by bech32 (version 0) or bech32m (later versions: BIP 350). Canonical form or null. */
export const canonicalBitcoin = (text: string): string | null => {
  if (/^[13][1-9A-HJ-NP-Za-km-z]{25,34}$/.test(text))
    return attempt(() => ([0, 5].includes(base58check.decode(text)[0] ?? -1) ? text : null))
  if (!/^(?:bc1[02-9ac-hj-np-z]{11,71}|BC1[02-9AC-HJ-NP-Z]{11,71})$/.test(text)) return null
  return attempt(() => {
    const lower = text.toLowerCase() as `${string}1${string}`
    const version = (lower.charAt(3) === 'q' ? bech32 : bech32m).decode(lower).words[0]
    return version !== undefined && (version === 0) === (lower.charAt(3) === 'q') ? lower : null
  })
}

/** 20 bytes in hexadecimal; mixed case has to be right (EIP-55). Canonical is lower case. */
export const canonicalEthereum = (text: string): string | null => {
  if (!/^0x[0-9a-fA-F]{40}$/.test(text)) return null
  const digits = text.slice(2)
  const lower = digits.toLowerCase()
  if (digits === lower || digits === digits.toUpperCase()) return `0x${lower}`
  const hash = keccak_256(utf8.encode(lower))
  for (let index = 0; index < 40; index += 1) {
    const nibble = ((hash[index >> 1] ?? 0) >> (index % 2 === 0 ? 4 : 0)) & 15
    const expected = nibble >= 8 ? lower.charAt(index).toUpperCase() : lower.charAt(index)
    if (digits.charAt(index) !== expected) return null
  }
  return `0x${lower}`
}

/** Standard, sub- and integrated addresses of the main network: base58 in blocks, the last four bytes are Keccak-256 of the rest. */
export const canonicalMonero = (text: string): string | null => {
  if (!/^[48][1-9A-HJ-NP-Za-km-z]{94}(?:[1-9A-HJ-NP-Za-km-z]{11})?$/.test(text)) return null
  return attempt(() => {
    const bytes = base58xmr.decode(text)
    const body = bytes.subarray(0, -4)
    const sum = keccak_256(body)
    return [18, 19, 42].includes(body[0] ?? -1) && bytes.subarray(-4).every((byte, index) => byte === sum[index]) ? text : null
  })
}

const attempt = (read: () => string | null): string | null => {
  try {
    return read()
  } catch {
    return null
  }
}
