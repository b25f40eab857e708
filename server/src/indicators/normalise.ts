/** A copy of a text with its defanging undone, and the way back to the offsets of the original. */

const ENDINGS = 'com|net|org|info|biz|ru|cn|io|xyz|top|site|online|club|co|de|uk|su|pw|cc|tk|in|br|me|eu|us|live|shop|app|dev'
const AFTER = String.raw`(?<=[\w\u0080-\uffff])`
const BEFORE = String.raw`(?=[\w\u0080-\uffff])`

/** Each alternative is bounded, so one pass is linear. Named groups say what stands for what. */
const MARKS = new RegExp(
  [
    String.raw`(?<nothing>[\u200b-\u200d\u2060\ufeff\u00ad]{1,16})`,
    String.raw`(?<dot>${AFTER} ?(?:\[ ?(?:\.|dot|punto) ?\]|\( ?(?:\.|dot) ?\)|\{ ?(?:\.|dot) ?\}) ?${BEFORE}|${AFTER}(?:\[\.|\.\]|\\\.|[\u3002\uff0e\uff61])${BEFORE}|(?<=[a-z0-9])(?: \. | dot )(?=(?:${ENDINGS})\b(?! dot))|(?<=\d) \. (?=\d)|&(?:#0?46|#x2e|period);)`,
    String.raw`(?<at>${AFTER} ?(?:\[ ?(?:@|at) ?\]|\( ?(?:@|at) ?\)|\{ ?(?:@|at) ?\}) ?${BEFORE}|&(?:#0?64|#x40|commat);)`,
    String.raw`(?<scheme>(?<![a-z0-9])(?:hxxp|h\*\*p|hxtp|htxp|h__p|hxxxp|meow|fxp|fxxp)s?(?= ?(?:[[(]?:|\[\/)))`,
    String.raw`(?<separator>(?<=[a-z*_]) ?(?:\[:\/\/\]|\(:\/\/\)|\{:\/\/\}|[[({]:[\])}](?:\/\/|\\\\)|:(?:\\\\|\[\/\/\]|\/\[\/\]|\[\/\]\[\/\])) ?)`,
    String.raw`(?<colon>[[({]:[\])}])`,
    String.raw`(?<slash>[[(]\/[\])])`,
  ].join('|'),
  'gi',
)
/** Whether there may be something to undo. */
const HINT =
  /[[({\\\u3002\uff0e\uff61\u200b-\u200d\u2060\ufeff\u00ad*]|&#|&period|&commat|hxxp|hxtp|htxp|meow|fxp|h__p| dot | \. /i

interface Segment {
  readonly from: number
  readonly to: number
  readonly start: number
  readonly end: number
}

export interface Normalised {
  readonly text: string
  /** Offset in the original of the character at `offset`. */
  start(offset: number): number
  /** Offset in the original behind the character before `offset`. */
  end(offset: number): number
  /** Whether anything was undone in `[from, to)`. */
  isDefanged(from: number, to: number): boolean
}

const asItIs = (text: string): Normalised => ({ text, start: offset => offset, end: offset => offset, isDefanged: () => false })

const meant = (groups: Readonly<Record<string, string | undefined>>): string => {
  if (groups.dot !== undefined) return '.'
  if (groups.at !== undefined) return '@'
  if (groups.separator !== undefined) return '://'
  if (groups.colon !== undefined) return ':'
  if (groups.slash !== undefined) return '/'
  if (groups.scheme === undefined) return ''
  const secure = groups.scheme.toLowerCase().endsWith('s') ? 's' : ''
  return `${groups.scheme.toLowerCase().startsWith('f') ? 'ftp' : 'http'}${secure}`
}

export const normalise = (original: string): Normalised => {
  if (!HINT.test(original)) return asItIs(original)
  const segments: Segment[] = []
  let text = ''
  let copied = 0
  for (const match of original.matchAll(MARKS)) {
    const replacement = meant(match.groups ?? {})
    text += original.slice(copied, match.index)
    segments.push({
      from: text.length,
      to: text.length + replacement.length,
      start: match.index,
      end: match.index + match[0].length,
    })
    text += replacement
    copied = match.index + match[0].length
  }
  if (segments.length === 0) return asItIs(original)
  text += original.slice(copied)
  return { text, ...wayBack(segments) }
}

const wayBack = (segments: readonly Segment[]): Omit<Normalised, 'text'> => {
  const before = (offset: number): number => {
    let low = 0
    let high = segments.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (segments[middle]!.from <= offset) low = middle + 1
      else high = middle
    }
    return low - 1
  }
  return {
    start: offset => {
      const segment = segments[before(offset)]
      if (!segment) return offset
      return offset < segment.to ? segment.start : segment.end + offset - segment.to
    },
    end: offset => {
      const segment = segments[before(offset - 1)]
      if (!segment) return offset
      return offset <= segment.to ? segment.end : segment.end + offset - segment.to
    },
    isDefanged: (from, to) => {
      const segment = segments[before(to - 1)]
      return segment !== undefined && segment.from >= from
    },
  }
}
