/** Reads one document in a thread of its own: what it does to memory and time ends with the thread. */
import { parentPort, workerData } from 'node:worker_threads'
import { asProblem, type ProblemCode } from '../problem.ts'
import type { DocumentKind, DocumentText } from './document.ts'

export interface DocumentOrder {
  readonly kind: DocumentKind
  readonly bytes: Uint8Array
}

export type DocumentReply =
  | DocumentText
  | { readonly problem: { readonly code: ProblemCode; readonly message: string; readonly todo: string } }

const read = async ({ kind, bytes }: DocumentOrder): Promise<DocumentText> => {
  switch (kind) {
    case 'pdf':
      return (await import('./pdf.ts')).readPdf(bytes)
    case 'docx':
      return (await import('./docx.ts')).readDocx(bytes)
    case 'html':
      return (await import('./html.ts')).readHtml(bytes)
    case 'mail':
      return (await import('./mail.ts')).readMail(bytes)
    case 'text':
      return { text: (await import('./decode.ts')).decodeText(bytes), title: null, author: null, published: null }
  }
}

const answer = async (): Promise<DocumentReply> => {
  try {
    return await read(workerData as DocumentOrder)
  } catch (error) {
    const { code, message, todo } = asProblem(error)
    return { problem: { code, message, todo } }
  }
}

parentPort?.postMessage(await answer())
