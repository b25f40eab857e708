/** A web page as text, as a reader sees it. Where a link leads is not read: what a report means, it writes. */
import { decodeEntities, htmlText } from '../kit/formats/html-text.ts'
import { decodeText } from './decode.ts'
import type { DocumentText } from './document.ts'

const HEAD = 4_096
const CHARSET = /<meta[^>]{0,200}charset=["']?([\w-]{1,40})/i
const TITLE = /<title[^>]{0,200}>([^<]{1,500})/i
const META = /<meta\s[^>]{0,2000}>/gi
const LONGEST_HEAD = 200_000

export const readHtml = (bytes: Uint8Array): DocumentText => {
  const start = Buffer.from(bytes.subarray(0, HEAD)).toString('latin1')
  const html = decodeText(bytes, CHARSET.exec(start)?.[1])
  const head = html.slice(0, LONGEST_HEAD)
  const metas = new Map([...head.matchAll(META)].map(([tag]) => [attribute(tag, 'property') ?? attribute(tag, 'name'), tag]))
  const said = (name: string): string | null => {
    const tag = metas.get(name)
    return (tag && attribute(tag, 'content')) || null
  }
  const title = TITLE.exec(head)?.[1]
  return {
    text: htmlText(html),
    title: said('og:title') ?? (title === undefined ? null : decodeEntities(title).trim()),
    author: said('author'),
    published: said('article:published_time'),
  }
}

const attribute = (tag: string, name: string): string | undefined => {
  const value = new RegExp(`\\s${name}=(?:"([^"]{0,500})"|'([^']{0,500})')`, 'i').exec(tag)
  return value === null ? undefined : decodeEntities(value[1] ?? value[2] ?? '').trim()
}
