/** What is not a question with one answer: signing in, uploads, exports, the live stream. Described here for OpenAPI, served beside. */
export const STREAMS = [
  {
    method: 'post',
    path: '/api/v1/session',
    id: 'sign-in',
    summary: 'Sign in with {account, password}; sets the session cookie',
    description: 'Limited per account and per address.',
  },
  { method: 'delete', path: '/api/v1/session', id: 'sign-out', summary: 'End the session', description: 'Needs: signed-in.' },
  {
    method: 'post',
    path: '/api/v1/ingest',
    id: 'ingest',
    summary: 'Take in a file: the raw body, streamed, up to 1 GiB',
    description:
      'Query: name (of the source), format (auto, csv, json, jsonl, text, stix), tlp, threat. Answers with the run when everything is committed. Needs: ingest.',
  },
  {
    method: 'post',
    path: '/api/v1/reports/file',
    id: 'add-report-file',
    summary: 'Add a file as a report: the raw body, or the first file of a form (multipart/form-data), up to 32 MiB',
    description:
      'PDF, Word (.docx), HTML, mail (.eml), Markdown or plain text. Query: name (of the file), title, url, tlp. Answers as POST /reports does. Needs: ingest.',
  },
  {
    method: 'get',
    path: '/api/v1/export',
    id: 'export',
    summary: 'Everything a query finds, as a stream',
    description: 'Query: q, format (csv, jsonl, stix). Needs: read.',
  },
  {
    method: 'get',
    path: '/api/v1/live',
    id: 'live',
    summary: 'What happens, as server-sent events',
    description: 'Events are LiveEvent objects as JSON. Ends at once when the session or token is revoked. Needs: read.',
  },
] as const
