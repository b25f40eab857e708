/** A text as it is kept: one kind of line end, nothing that a database or a screen cannot hold. Offsets count in what comes out. */

const LONE_SURROGATE = /\p{Cs}/gu

/** NUL and halves of characters become U+FFFD, as long as they are. */
export const keptText = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replaceAll('\u0000', '\ufffd')
    .replace(LONE_SURROGATE, '\ufffd')
    .split('\n')
    .map(line => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
