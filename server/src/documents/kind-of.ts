/** What a file is: by its first bytes, then by what is stated, then by its name. */
import type { DocumentFile, DocumentKind } from './document.ts'

const BY_TYPE: Readonly<Record<string, DocumentKind>> = {
  'text/html': 'html',
  'application/xhtml+xml': 'html',
  'message/rfc822': 'mail',
  'text/plain': 'text',
  'text/markdown': 'text',
}
const BY_NAME: Readonly<Record<string, DocumentKind>> = {
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  eml: 'mail',
  txt: 'text',
  md: 'text',
  markdown: 'text',
  text: 'text',
  log: 'text',
}

const HEAD = 1_024
/** ISO 32000 lets a PDF begin anywhere in the first kilobyte. */
const PDF = '%PDF-'
const ZIP = 'PK\u0003\u0004'
/** Old Word, and encrypted new Word, are OLE compound files. */
export const OLE = '\u00d0\u00cf\u0011\u00e0'

/** Null for what is not read. */
export const kindOf = ({ bytes, name, contentType }: DocumentFile): DocumentKind | null => {
  const head = Buffer.from(bytes.subarray(0, HEAD)).toString('latin1')
  if (head.includes(PDF)) return 'pdf'
  if (head.startsWith(ZIP)) return 'docx'
  if (head.startsWith(OLE)) return null
  const stated = BY_TYPE[contentType.toLowerCase()] ?? BY_NAME[/\.([a-z]{2,8})$/i.exec(name)?.[1]?.toLowerCase() ?? '']
  if (stated === 'html' || stated === 'mail') return stated
  if (isBinary(head)) return null
  if (/^\s*(?:<!doctype html|<html[\s>])/i.test(head)) return 'html'
  if (/^(?:received|return-path|delivered-to|mime-version|message-id|x-[\w-]{1,40}):/i.test(head)) return 'mail'
  return 'text'
}

/** Text has no control characters; UTF-16 has a mark at its beginning. */
const isBinary = (head: string): boolean =>
  !/^(?:\u00ff\u00fe|\u00fe\u00ff)/.test(head) && /[\u0000-\u0008\u000e-\u001a]/.test(head)
