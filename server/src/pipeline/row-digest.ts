/**
 * A 64-bit digest of a feed's row, to recognise it when it is sent again. Not cryptographic: a provider that makes two of its
 * own rows collide only hides one of them from us. Two lanes of 32-bit multiply-and-xor over pairs of UTF-16 units, finished as in MurmurHash3.
 */
export interface RowDigest {
  low: number
  high: number
}

const finish = (hash: number): number => {
  let h = hash
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** Writes the digest of `text` into `into`, which is reused by the caller: this runs once for each row of each feed. */
export const digestRow = (text: string, into: RowDigest): void => {
  let low = 0x9e3779b9 ^ text.length
  let high = 0x7f4a7c15 + text.length
  const odd = text.length % 2
  if (odd === 1) high = Math.imul(high ^ text.charCodeAt(0), 0x1b873593)
  for (let index = odd; index < text.length; index += 2) {
    const unit = text.charCodeAt(index) | (text.charCodeAt(index + 1) << 16)
    low = Math.imul(low ^ unit, 0x5bd1e995)
    low ^= low >>> 15
    high = Math.imul(high + unit, 0x2c1b3c6d)
    high ^= high >>> 13
  }
  into.low = finish(low)
  into.high = finish(high ^ low)
}
