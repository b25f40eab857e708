/** A file somebody uploads as a report, and what comes of it: its text, and what it calls itself. */
import { Problem } from '../problem.ts'

export const DOCUMENT_KINDS = ['pdf', 'docx', 'html', 'mail', 'text'] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]

/** Larger files are not taken. */
export const LARGEST_DOCUMENT_MB = 32

export const tooLarge = (): Problem =>
  new Problem('too-large', `The file is larger than ${LARGEST_DOCUMENT_MB} MiB.`, {
    todo: 'Copy its text out of it and paste that.',
  })

/** For people. */
export const READABLE = 'PDF, Word (.docx), HTML, mail (.eml), Markdown or plain text'

export interface DocumentFile {
  readonly bytes: Uint8Array
  /** The file's name; empty where it has none. */
  readonly name: string
  /** As the uploader states it, without parameters; often wrong. */
  readonly contentType: string
}

export interface DocumentText {
  readonly text: string
  /** What the document says it is called; null where it does not. */
  readonly title: string | null
  readonly author: string | null
  /** ISO 8601, or as the document writes it. */
  readonly published: string | null
}
