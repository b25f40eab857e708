/** From a file to its text. Files are hostile until they are read: each gets a thread with little memory and little time. */
import { Worker } from 'node:worker_threads'
import { PROBLEMS, Problem } from '../problem.ts'
import { type DocumentFile, type DocumentText, LARGEST_DOCUMENT_MB, READABLE, tooLarge } from './document.ts'
import type { DocumentOrder, DocumentReply } from './document-worker.ts'
import { kindOf, OLE } from './kind-of.ts'

const MEMORY_MB = 384
const DEADLINE_MS = 45_000
/** Threads at once. */
const AT_ONCE = 2

let working = 0
const waiting: (() => void)[] = []

/** Throws Problems: 'bad-document' for what cannot be read, 'too-large' for what is too much; each says what to do. */
export const readDocument = async (file: DocumentFile): Promise<DocumentText> => {
  if (file.bytes.length === 0) throw new Problem('bad-document', 'The file is empty.', { todo: 'Look at the file.' })
  if (file.bytes.length > LARGEST_DOCUMENT_MB << 20) throw tooLarge()
  const kind = kindOf(file)
  if (kind === null) throw unknownKind(file)
  while (working >= AT_ONCE) await new Promise<void>(resolve => waiting.push(resolve))
  working += 1
  try {
    return await inThread({ kind, bytes: file.bytes })
  } finally {
    working -= 1
    waiting.shift()?.()
  }
}

const unknownKind = ({ bytes }: DocumentFile): Problem =>
  Buffer.from(bytes.subarray(0, 4)).toString('latin1') === OLE
    ? new Problem('bad-document', 'It is an old Word document (.doc), or a Word document with a password.', {
        todo: 'Save it as .docx without a password, or as PDF.',
      })
    : new Problem('bad-document', 'The file is nothing that is read as a report.', {
        todo: `Upload ${READABLE}, or paste the text.`,
      })

const inThread = (order: DocumentOrder): Promise<DocumentText> =>
  new Promise((resolve, reject) => {
    const worker = startWorker(order)
    const deadline = setTimeout(() => end(() => reject(tooMuch('takes too long to read'))), DEADLINE_MS)
    const end = (settle: () => void): void => {
      clearTimeout(deadline)
      settle()
      void worker.terminate()
    }
    worker.on('message', (reply: DocumentReply) =>
      end(() => ('problem' in reply ? reject(problemOf(reply.problem)) : resolve(reply))),
    )
    worker.on('error', error =>
      end(() => reject('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuch('needs too much memory') : error)),
    )
    worker.on('exit', () => end(() => reject(tooMuch('could not be read to its end'))))
  })

const problemOf = ({ code, message, todo }: Extract<DocumentReply, { problem: unknown }>['problem']): Problem =>
  new Problem(code in PROBLEMS ? code : 'internal', message, { todo })

const tooMuch = (what: string): Problem =>
  new Problem('bad-document', `The document ${what}.`, { todo: 'Copy its text out of it and paste that.' })

/** A worker cannot be TypeScript: from sources (tests) the built one runs. */
const startWorker = (order: DocumentOrder): Worker => {
  const isBuilt = import.meta.url.endsWith('.js')
  const url = new URL(isBuilt ? './document-worker.js' : '../../dist/documents/document-worker.js', import.meta.url)
  return new Worker(url, {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, maxYoungGenerationSizeMb: 64 },
    stdout: true,
    stderr: true,
  })
}
