/** Documents for tests, written byte by byte: PDF, Word, and what attackers make of them. */
import { zippedFiles } from './zipped.ts'

/** A PDF of one font; each page is lines of Latin text. */
export const pdf = (pages: readonly (readonly string[])[], { encrypt = false, title = '' } = {}): Buffer => {
  const streams = pages.map(lines => `BT /F1 11 Tf 60 760 Td ${lines.map(line => `(${escaped(line)}) Tj 0 -15 Td`).join(' ')} ET`)
  const first = 5
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${pages.map((_, at) => `${first + 2 * at} 0 R`).join(' ')}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    `<< /Title (${escaped(title)}) /CreationDate (D:20251203101500+01'00') >>`,
    ...streams.flatMap((stream, at) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${first + 2 * at + 1} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
      `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    ]),
  ]
  let text = '%PDF-1.4\n'
  const places = objects.map((object, at) => {
    const place = text.length
    text += `${at + 1} 0 obj\n${object}\nendobj\n`
    return place
  })
  const xref = text.length
  const locked = encrypt
    ? ` /Encrypt << /Filter /Standard /V 1 /R 2 /O <${'11'.repeat(32)}> /U <${'22'.repeat(32)}> /P -4 >> /ID [<01> <01>]`
    : ''
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.map(place => `${String(place).padStart(10, '0')} 00000 n \n`).join('')}`
  text += `trailer << /Size ${objects.length + 1} /Root 1 0 R /Info 4 0 R${locked} >>\nstartxref\n${xref}\n%%EOF`
  return Buffer.from(text, 'latin1')
}

const escaped = (text: string): string => text.replace(/[\\()]/g, '\\$&')

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'

/** A Word document of these paragraphs; each may be of several runs. */
export const docx = (paragraphs: readonly (readonly string[])[], more: Readonly<Record<string, string>> = {}): Buffer => {
  const runs = (pieces: readonly string[]): string =>
    pieces.map(piece => `<w:r><w:t xml:space="preserve">${piece}</w:t></w:r>`).join('')
  const body = paragraphs.map(pieces => `<w:p>${runs(pieces)}</w:p>`).join('')
  const files = {
    '[Content_Types].xml': '<Types/>',
    'word/document.xml': `<?xml version="1.0"?><w:document xmlns:w="${WORD}"><w:body>${body}</w:body></w:document>`,
    ...more,
  }
  return zippedFiles(files)
}
