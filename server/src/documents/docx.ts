/** The text of a Word document (ECMA-376): paragraphs of `word/document.xml` and of its notes, links as they are written. */

import { XMLParser } from 'fast-xml-parser'
import { unzip } from '../kit/formats/unzip.ts'
import { Problem } from '../problem.ts'
import type { DocumentText } from './document.ts'

/** Inflated, with what lies before it in the archive (pictures); the text of a thousand pages has ten. */
const LARGEST_PART_MB = 64
const DEEPEST = 120
export const readDocx = async (bytes: Uint8Array): Promise<DocumentText> => {
  const body = await partOf(bytes, 'word/document.xml')
  if (body === null)
    throw new Problem('bad-document', 'The file is an archive, but no Word document, or a damaged one.', {
      todo: 'Save it as .docx, PDF or text; of an archive, upload the files in it.',
    })
  const notes = [await partOf(bytes, 'word/footnotes.xml'), await partOf(bytes, 'word/endnotes.xml')]
  const about = textsOf(parse((await partOf(bytes, 'docProps/core.xml')) ?? ''))
  return {
    text: [body, ...notes]
      .map(xml => written(parse(xml ?? '')))
      .join('\n\n')
      .trimEnd(),
    title: about.get('dc:title') ?? null,
    author: about.get('dc:creator') ?? null,
    published: about.get('dcterms:created') ?? null,
  }
}

/** Null where there is none; nothing is inflated further than a document goes. */
const partOf = async (bytes: Uint8Array, member: string): Promise<string | null> => {
  const decoder = new TextDecoder('utf-8')
  let text = ''
  try {
    for await (const chunk of unzip({ member, largestMb: LARGEST_PART_MB })(once(bytes)))
      text += decoder.decode(chunk, { stream: true })
    return text + decoder.decode()
  } catch (error) {
    if (!(error instanceof Problem)) throw broken(error)
    if (error.code !== 'too-large') return null
    throw new Problem('too-large', 'The document unpacks to more than a report can be.', {
      todo: 'Copy the text out of it and paste it.',
    })
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

const broken = (cause: unknown): Problem =>
  new Problem('bad-document', 'The Word document is damaged or cut off.', {
    todo: 'Open it in Word, save it again and upload that.',
    cause,
  })

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: true,
  processEntities: false,
  parseTagValue: false,
  trimValues: false,
  maxNestedTags: DEEPEST,
})

type Node = Readonly<Record<string, unknown>>

const parse = (xml: string): readonly Node[] => {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml))
    throw new Problem('bad-document', 'The document declares entities, which no Word document does and attacks do.', {
      todo: 'Ask whoever sent it for a PDF.',
    })
  try {
    return xml === '' ? [] : (parser.parse(xml) as readonly Node[])
  } catch (error) {
    throw broken(error)
  }
}

/** Elements by their local name: the prefix is whatever the writer chose. */
const BREAKS: Readonly<Record<string, string>> = { p: '\n', br: '\n', cr: '\n', tr: '\n', tab: '\t', tc: ' ' }
/** Drawings and their fallbacks say everything twice; deleted text is no longer said. */
const UNSEEN = new Set(['Fallback', 'del', 'instrText', 'delText'])

const written = (nodes: readonly Node[]): string => {
  let text = ''
  const walk = (list: readonly Node[], inText: boolean): void => {
    for (const node of list)
      for (const [tag, inside] of Object.entries(node)) {
        if (tag === '#text') {
          if (inText) text += decoded(String(inside))
          continue
        }
        const name = tag.slice(tag.indexOf(':') + 1)
        if (UNSEEN.has(name) || !Array.isArray(inside)) continue
        walk(inside as readonly Node[], name === 't')
        text += BREAKS[name] ?? ''
      }
  }
  walk(nodes, false)
  return text
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
/** The five of XML, and numbers. */
const decoded = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-f]{1,6});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? whole
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })

const textsOf = (nodes: readonly Node[]): ReadonlyMap<string, string> => {
  const texts = new Map<string, string>()
  const walk = (list: readonly Node[], within: string): void => {
    for (const node of list)
      for (const [tag, inside] of Object.entries(node))
        if (tag === '#text') texts.set(within, decoded(String(inside)).trim())
        else if (Array.isArray(inside)) walk(inside as readonly Node[], tag)
  }
  walk(nodes, '')
  return new Map([...texts].filter(([, text]) => text !== ''))
}
