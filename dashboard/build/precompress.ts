/** Writes a brotli and a gzip twin beside each text asset, so that the server only sends files. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

const TEXT = /\.(js|css|html|svg|json)$/
const MIN_BYTES = 512

const filesUnder = (folder: string): string[] =>
  readdirSync(folder).flatMap(name => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesUnder(path) : [path]
  })

export const precompress = (): Plugin => ({
  name: 'keysguard:precompress',
  apply: 'build',
  writeBundle({ dir }) {
    for (const path of filesUnder(dir ?? 'dist').filter(path => TEXT.test(path))) {
      const bytes = readFileSync(path)
      if (bytes.length < MIN_BYTES) continue
      writeFileSync(`${path}.br`, brotliCompressSync(bytes))
      writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }))
    }
  },
})
