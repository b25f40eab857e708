/** Keys as bytes: 32 hex digits, without what a Buffer for each of them would cost. */

const DIGITS = Uint8Array.from({ length: 128 }, (_, code) => Number.parseInt(String.fromCharCode(code), 16) || 0)

/** The value of `count` hex digits of `text`; at most eight. */
export const hexNumber = (text: string, from: number, count: number): number => {
  let value = 0
  for (let at = from; at < from + count; at += 1) value = (value << 4) | DIGITS[text.charCodeAt(at)]!
  return value >>> 0
}

/** Writes the 16 bytes of a key at `offset`. */
export const writeKey = (bytes: Uint8Array, offset: number, key: string): void => {
  let at = offset
  for (let digit = 0; digit < 32; digit += 2) {
    bytes[at] = (DIGITS[key.charCodeAt(digit)]! << 4) | DIGITS[key.charCodeAt(digit + 1)]!
    at += 1
  }
}
