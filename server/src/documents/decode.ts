/** Bytes as text: by the mark at their beginning, by what is stated, as UTF-8, and last as Windows-1252, which every byte is. */

const MARKS: readonly (readonly [readonly number[], string])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
]

export const decodeText = (bytes: Uint8Array, stated?: string): string => {
  const marked = MARKS.find(([mark]) => mark.every((byte, at) => bytes[at] === byte))?.[1]
  for (const encoding of [marked, stated, 'utf-8']) {
    const text = encoding === undefined ? null : decoded(bytes, encoding)
    if (text !== null) return text
  }
  return new TextDecoder('windows-1252').decode(bytes)
}

/** Null where the bytes are something else, or nobody knows the encoding. */
const decoded = (bytes: Uint8Array, encoding: string): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
