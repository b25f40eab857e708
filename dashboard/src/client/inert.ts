/** Text from outside, made safe to look at: what would hide or reorder characters is shown by its code point. */

// Controls (but tab and line breaks), format characters (zero width, bidirectional), line separators, blank fillers, lone surrogates.
const DECEPTIVE = /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]|\u034f/gu

const codeOf = (character: string): string => (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')

/** U+202E becomes ‹U+202E›. React escapes the rest. */
export const inert = (text: string): string => text.replace(DECEPTIVE, character => `‹U+${codeOf(character)}›`)
