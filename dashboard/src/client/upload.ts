/** Sends a file as a report, and tells how far it is. By XMLHttpRequest: `fetch` does not say what has been sent. */
import type { Tlp } from '@keysguard/model'
import { ApiProblem, answered, ServerSilent } from './http.ts'
import type { AddedReport } from './reports.ts'

/** What the server reads; a larger file would be refused after it was sent. */
const LARGEST_MB = 32

export const READABLE_FILES = '.pdf,.docx,.html,.htm,.txt,.md,.eml'

export interface FileToSend {
  readonly file: File
  readonly tlp: Tlp
  /** From 0 to 1. */
  readonly onSent: (share: number) => void
}

/** Throws {@link ApiProblem} or {@link ServerSilent}. */
export const sendReportFile = async ({ file, tlp, onSent }: FileToSend): Promise<AddedReport> => {
  if (file.size > LARGEST_MB << 20) throw new ApiProblem(tooLarge)
  const path = `/reports/file?${new URLSearchParams({ name: file.name.slice(-300), tlp })}`
  const { status, statusText, text } = await post(`/api/v1${path}`, file, onSent)
  return answered(path, 'ReportAdded', { status, statusText }, jsonOf(text))
}

const tooLarge = {
  type: 'about:blank',
  title: 'Too large',
  status: 413,
  code: 'too-large',
  detail: `The file is larger than ${LARGEST_MB} MiB.`,
  todo: 'Paste the part of its text that matters.',
}

interface Reply {
  readonly status: number
  readonly statusText: string
  readonly text: string
}

const post = (url: string, file: File, onSent: (share: number) => void): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', url)
    request.setRequestHeader('accept', 'application/json')
    request.setRequestHeader('x-keysguard', '1')
    request.setRequestHeader('content-type', file.type === '' ? 'application/octet-stream' : file.type)
    request.upload.onprogress = ({ loaded, total }) => onSent(total > 0 ? loaded / total : 0)
    request.onload = () => resolve({ status: request.status, statusText: request.statusText, text: request.responseText })
    request.onerror = () => reject(new ServerSilent())
    request.onabort = () => reject(new ServerSilent())
    request.send(file)
  })

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
