/** The ways people break indicators so that nobody clicks them: where they stand in a text and what was meant. */

/** `[start, end)` of the text stands for `meant`. */
export interface Edit {
  readonly start: number
  readonly end: number
  readonly meant: string
}

type Mark = (text: string, edits: Edit[]) => void

const isWord = (text: string, at: number): boolean => {
  const unit = text.charCodeAt(at)
  return (unit >= 48 && unit <= 57) || (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || unit === 95 || unit >= 0xc0
}

/** Behind a blank only what can end or continue a name. */
const GOES_ON = /^(?:\d{1,3}\b|[a-z0-9-]{1,63}(?: ?[[({<\\]|\.[a-z0-9])|[a-z]{2,18}(?![a-z0-9]))/i

/** Between two words, blanks allowed around it: the edit over the blanks too, or null. */
const between = (text: string, from: number, to: number, meant: string): Edit | null => {
  const start = text[from - 1] === ' ' ? from - 1 : from
  const end = text[to] === ' ' ? to + 1 : to
  if (!isWord(text, start - 1) || !isWord(text, end)) return null
  return (start === from && end === to) || meant === '@' || goesOn(text, end) ? { start, end, meant } : null
}

const goesOn = (text: string, at: number): boolean => {
  const [word = ''] = GOES_ON.exec(text.slice(at, at + 70)) ?? []
  const label = word.toLowerCase()
  return word !== '' && (!/^[a-z]+$/.test(label) || SURE.test(label) || WORDY.test(label))
}

const BRACKETED =
  /\\?[[({<]{1,3}\\?\s?["']?(?:(?<dot>[.,\u3002\uff0e\uff61]|dot|d0t|punto|punkt|point)|(?<at>[@\uff20]|at|arroba)|(?<plain>:\/\/|\/\/|::?|\/|-))["']?\s?\\?[\])}>]{1,3}/gi

/** `[.]`, `(dot)`, `{at}`, `[@]`, `[:]`, `[/]`, also escaped. */
const bracketed: Mark = (text, edits) => {
  for (const {
    0: { length },
    index,
    groups,
  } of text.matchAll(BRACKETED)) {
    const { dot, at, plain } = groups ?? {}
    if (plain !== undefined) {
      if (text[index] !== '<' && text[index] !== '\\') edits.push({ start: index, end: index + length, meant: plain })
      continue
    }
    const edit = between(text, index, index + length, dot === undefined ? '@' : '.')
    if (edit !== null && (at !== undefined || dot !== undefined)) edits.push(edit)
  }
}

const HALVES = /[[({]\.(?![\])}>. ])|\.[\])}]|"\."|'\.'|\\\[\.\\\]/g

/** `evil[.com`, `evil.]com`, `evil"."com`. */
const halves: Mark = (text, edits) => {
  for (const {
    0: { length },
    index,
  } of text.matchAll(HALVES))
    if (isWord(text, index - 1) && isWord(text, index + length)) edits.push({ start: index, end: index + length, meant: '.' })
}

/** `evil\.com`, but not the `\.ssh` of a Windows path; `bad\@evil`. */
const escaped: Mark = (text, edits) => {
  for (const { 0: found, index } of text.matchAll(/\\{1,2}[.@]/g)) {
    const end = index + found.length
    if (!isWord(text, index - 1) || !isWord(text, end) || isInPath(text, index)) continue
    edits.push({ start: index, end, meant: found.slice(-1) })
  }
}

const isInPath = (text: string, at: number): boolean => {
  let from = at - 1
  while (from >= 0 && at - from < 80 && (isWord(text, from) || text[from] === '.' || text[from] === '-' || text[from] === '\\')) {
    if (text[from] === '\\' && text[from + 1] !== '.' && text[from + 1] !== '@' && text[from + 1] !== '\\') return true
    from -= 1
  }
  return false
}

const SCHEME =
  /[[({]?(?:(?<http>h(?:xx|tt|\*\*|__|tx|xt|xxx|ttx|xtt)p|httx|meow|xxxx|hhtp)|(?<ftp>f(?:x|xx|t|\*)p))(?<secure>s|[[({]s[\])}])?[\])}]? ?(?<colon>[[({]{0,2}:[\])}]?) ?(?<slashes>(?:[[({]?\\?[/\\]{1,3}[\])}]?){1,3})[\])}]? {0,2}(?=[\w[\u0080-\uffff])/gi

/** `hxxp`, `h**p`, `http[s]`, and every spelling of `://` behind a scheme. */
const schemes: Mark = (text, edits) => {
  for (const { 0: found, index, groups } of text.matchAll(SCHEME)) {
    const { http, secure, slashes = '' } = groups ?? {}
    const open = /[[({]/.test(found.charAt(0))
    const bracket = open && !/[\])}]/.test(found) ? 1 : 0
    if (!open && index > 0 && /[a-z0-9]/i.test(text.charAt(index - 1))) continue
    const meant = `${http === undefined ? 'ftp' : 'http'}${secure === undefined ? '' : 's'}://`
    const start = index + bracket
    if (found.length - bracket === meant.length && found.slice(bracket).toLowerCase() === meant) continue
    if (slashes.length === 1 && /^(?:http|ftp)/i.test(http ?? 'ftp') && slashes === '/') continue
    edits.push({ start, end: index + found.length, meant })
  }
}

/** Endings that make ` dot ` and ` . ` a defanged name, and those that are words too: with them only a name that cannot be prose. */
const SURE = /^(?:com|net|org|biz|ru|cn|io|xyz|co|de|uk|su|pw|cc|tk|ml|ga|cf|gq|br|eu|nl|fr|pl|ua|ir|kr|jp|onion|dev|app)$/
const WORDY = /^(?:info|top|site|online|club|in|me|us|live|shop|store|it|to|is|space|website|tech|icu|vip|fun|pro|tv|ws|ch|at)$/
const PROSE = /^(?:the|a|an|of|this|that|these|those|with|and|or|is|was|in|on|by|for|from|to|polka|microsoft)$/i
const SPACED = /(?<=[a-z0-9])(?: dot | \. |-dot-|_dot_|\. (?=(?:com|org|ru|cn|biz|xyz)\b(?![ -]\w+ing\b)))/gi
const CHAIN = /[a-z0-9-]{1,63}(?:(?: dot | \. |-dot-|_dot_|\.|\[\.\])[a-z0-9-]{1,63}){0,6}/iy

/** `evil dot com`, `evil . com`, `1 . 2 . 3 . 4`: only where the whole is a name or an address. */
const spaced: Mark = (text, edits) => {
  let sureUntil = 0
  for (const { 0: found, index } of text.matchAll(SPACED)) {
    const end = index + found.length
    if (index >= sureUntil) {
      CHAIN.lastIndex = end
      const chain = CHAIN.exec(text)?.[0] ?? ''
      const left = /[a-z0-9.-]{1,63}$/i.exec(text.slice(Math.max(0, index - 63), index))?.[0] ?? ''
      if (!isNameOrAddress(left, chain)) continue
      sureUntil = end + chain.length
    }
    edits.push({ start: index, end, meant: '.' })
  }
}

const isNameOrAddress = (left: string, chain: string): boolean => {
  const labels = chain.toLowerCase().split(/ dot | \. |-dot-|_dot_|\.|\[\.\]/)
  const last = labels.at(-1) ?? ''
  if (/^\d{1,3}$/.test(last)) return /^\d{1,3}(?:\.\d{1,3}){3}$/.test([left, ...labels].join('.'))
  if (labels.length === 1 && PROSE.test(left)) return false
  return SURE.test(last) || (WORDY.test(last) && (labels.length > 1 || /[-.\d]/.test(left)))
}

const SPACED_AT = /(?<=[a-z0-9])(?: at |_at_|-at-| @ )(?=[a-z0-9-]{1,63}(?:[-_ ]dot[-_ ]| \. | ?[[({]|\.[a-z]))/gi

/** `bad at evil dot com`; a name with a plain dot is no proof, except behind ` @ `. */
const spacedAt: Mark = (text, edits) => {
  for (const { 0: found, index } of text.matchAll(SPACED_AT)) {
    const end = index + found.length
    const host = /^[a-z0-9-]{1,63}(.)/i.exec(text.slice(end, end + 64))
    if (host?.[1] === '.' && found !== ' @ ') continue
    edits.push({ start: index, end, meant: '@' })
  }
}

const ENTITIES =
  /&(?:(?<dot>#0{0,4}46|#x0{0,4}2e|period)|(?<at>#0{0,4}64|#x0{0,4}40|commat)|(?<colon>#0{0,4}58|#x0{0,4}3a|colon)|(?<slash>#0{0,4}47|#x0{0,4}2f|sol));/gi

const entities: Mark = (text, edits) => {
  for (const {
    0: { length },
    index,
    groups,
  } of text.matchAll(ENTITIES)) {
    const { dot, at, colon } = groups ?? {}
    const meant = dot !== undefined ? '.' : at !== undefined ? '@' : colon !== undefined ? ':' : '/'
    edits.push({ start: index, end: index + length, meant })
  }
}

const UNICODE =
  /(?<nothing>(?:[\u00ad\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff]|\u034f|\u200d){1,64})|(?<dot>[\u2024\u3002\uff0e\uff61])|(?<wide>[\uff20\uff0d\uff0f\uff10-\uff1a\uff21-\uff3a\uff3f\uff41-\uff5a]{1,64})|(?<dash>[\u2010\u2011]|(?<=cve|cve[-\u2010-\u2015\u2212]\d{4})[\u2012-\u2015\u2212](?=\d))/gi

/** Invisible characters, full-width forms and typographic hyphens. */
const unicode: Mark = (text, edits) => {
  for (const { 0: found, index, groups } of text.matchAll(UNICODE)) {
    const { nothing, dot, wide } = groups ?? {}
    const end = index + found.length
    if (nothing !== undefined) edits.push({ start: index, end, meant: '' })
    else if (wide !== undefined) edits.push({ start: index, end, meant: found.normalize('NFKC') })
    else if (dot === undefined) edits.push({ start: index, end, meant: '-' })
    else if (index > 0 && !/\s/.test(text.charAt(index - 1)) && isWord(text, end)) edits.push({ start: index, end, meant: '.' })
  }
}

const MARKS: readonly (readonly [RegExp, Mark])[] = [
  [/(?:xx|xt|tx|xxx|tt|[tf*_])p|httx|meow|xxxx/i, schemes],
  [/[[({<]/, bracketed],
  [/\.[\])}]|[[({]\.|"\."|'\.'/, halves],
  [/\\[.@]/, escaped],
  [/dot| \. |\. (?:com|org|ru|cn|biz|xyz)/i, spaced],
  [/ @ |[-_ ]at[-_ ]/i, spacedAt],
  [/&(?:#|period|commat|colon|sol)/i, entities],
  [/\u00ad|\u034f|[\u180e-\u1fff]|[\u2000-\uffff]/, unicode],
]

/** Everything to undo in a text, in order and without overlap. Each pattern is bounded, so this is linear. */
export const editsOf = (text: string): Edit[] => {
  const edits: Edit[] = []
  for (const [hint, mark] of MARKS) if (hint.test(text)) mark(text, edits)
  edits.sort((a, b) => a.start - b.start || b.end - a.end)
  let until = 0
  return edits.filter(({ start, end }) => {
    if (start < until) return false
    until = end
    return true
  })
}
