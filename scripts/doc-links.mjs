// Every relative link in the documents leads to a file.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const documents = [
  ...readdirSync(root).filter(name => name.endsWith('.md')),
  ...readdirSync(join(root, 'docs'), { recursive: true })
    .map(String)
    .filter(name => name.endsWith('.md'))
    .map(name => join('docs', name)),
]
const broken = []
for (const document of documents) {
  const text = readFileSync(join(root, document), 'utf8').replace(/```[\s\S]*?```/g, '')
  for (const [, target] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^[a-z]+:|^#/.test(target)) continue
    const path = join(root, dirname(document), decodeURIComponent(target.split('#')[0]))
    if (!existsSync(path)) broken.push(`${document}: ${target} (${relative(root, path)})`)
  }
}
if (broken.length > 0) {
  process.stderr.write(`links that lead nowhere:\n${broken.join('\n')}\n`)
  process.exit(1)
}
process.stdout.write(`${documents.length} documents, every link leads somewhere\n`)
