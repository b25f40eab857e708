/** The text of a piece of HTML, as far as a reader would see it: no tags, no scripts, entities as characters. One pass. */

/** Tags that stand inside a word or a line. */
const INLINE = /^<\/?(?:a|abbr|b|bdi|code|em|font|i|kbd|mark|s|samp|small|span|strong|sub|sup|tt|u|var|wbr)(?:[\s/>]|$)/i
const UNSEEN = /^<(script|style|template)(?:[\s/>]|$)/i
const LONGEST = 2 << 20

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  shy: '',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
}

/** Tags that end a line end it in the text too; `evil<b>.</b>com` is one word. */
export const htmlText = (html: string): string => {
  const given = html.slice(0, LONGEST)
  const lower = given.toLowerCase()
  let text = ''
  let at = 0
  for (;;) {
    const open = given.indexOf('<', at)
    if (open === -1) return decodeEntities(text + given.slice(at))
    text += given.slice(at, open)
    const head = given.slice(open, open + 20)
    if (!/^<[a-z/!?]/i.test(head)) {
      text += '<'
      at = open + 1
      continue
    }
    const unseen = UNSEEN.exec(head)?.[1]?.toLowerCase()
    const from = head.startsWith('<!--') ? given.indexOf('--', open + 4) : unseen ? lower.indexOf(`</${unseen}`, open) : open
    const close = from === -1 ? -1 : given.indexOf('>', from)
    if (close === -1) return decodeEntities(text)
    if (!INLINE.test(head)) text += '\n'
    at = close + 1
  }
}

/** Characters that are written by name or number; what is none stays as it is. */
export const decodeEntities = (text: string): string =>
  text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,8});/gi, (entity, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? entity
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : entity
  })
