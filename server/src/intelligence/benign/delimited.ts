/** The PCRE notation that MISP's lists are written in: a pattern with or without delimiters, and flags behind them. */
import type { PatternFlags } from '../pattern.ts'

export type Delimited =
  | { readonly ok: true; readonly source: string; readonly flags: PatternFlags }
  | { readonly ok: false; readonly problem: string }

export const readDelimited = (text: string): Delimited => {
  const [, , source = text, letters = ''] = /^([/#~!@%])(.*)\1([a-zA-Z]*)$/s.exec(text) ?? []
  // u and D change nothing here: patterns are Unicode's, and $ is the end of the text.
  if (/[^imsuD]/.test(letters)) return { ok: false, problem: `has a flag that is not known here: ${letters}` }
  return {
    ok: true,
    source,
    flags: { insensitive: letters.includes('i'), multiline: letters.includes('m'), dotAll: letters.includes('s') },
  }
}
