/** Files that lie on every machine: their hashes stand in reports because a sandbox saw them. The contents are the list. */
import { createHash } from 'node:crypto'

const EICAR = String.raw`X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*`

/** The smallest transparent GIF: the tracking pixel of the web. */
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')

const zeros = (bytes: number): Buffer => Buffer.alloc(bytes)

const FILES: readonly (readonly [content: string | Buffer, name: string])[] = [
  ['', 'empty file'],
  ['\n', 'file of one line feed'],
  ['\r\n', 'file of one line end'],
  [' ', 'file of one space'],
  ['0', 'file "0"'],
  ['1', 'file "1"'],
  ['0\n', 'file "0"'],
  ['1\n', 'file "1"'],
  ['{}', 'empty JSON object'],
  ['[]', 'empty JSON array'],
  ['null', 'JSON null'],
  ['true', 'JSON true'],
  ['false', 'JSON false'],
  ['OK', 'file "OK"'],
  ['ok', 'file "ok"'],
  ['\ufeff', 'file of a byte-order mark'],
  ['[ZoneTransfer]\r\nZoneId=3\r\n', 'zone mark of a download'],
  ['<html></html>', 'empty page'],
  [zeros(1), 'file of one zero byte'],
  [zeros(512), 'file of 512 zero bytes'],
  [zeros(1024), 'file of 1,024 zero bytes'],
  [zeros(4096), 'file of 4,096 zero bytes'],
  [PIXEL, 'transparent pixel'],
  [EICAR, 'EICAR test file'],
  [`${EICAR}\n`, 'EICAR test file'],
  [`${EICAR}\r\n`, 'EICAR test file'],
]

const ALGORITHMS = ['md5', 'sha1', 'sha256', 'sha512'] as const

/** Hash in lower-case hex (MD5, SHA-1, SHA-256, SHA-512) to what the file is. */
export const HARMLESS_FILES: ReadonlyMap<string, string> = new Map(
  FILES.flatMap(([content, name]) =>
    ALGORITHMS.map(algorithm => [createHash(algorithm).update(content).digest('hex'), name] as const),
  ),
)
