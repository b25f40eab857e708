// Fails when what a browser must fetch has outgrown its budget. Run after `npm run build -w dashboard`.
import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const dist = new URL(process.argv[2] ?? './dist/', import.meta.url)
const html = readFileSync(new URL('index.html', dist), 'utf8')
const gzKb = name => gzipSync(readFileSync(new URL(`assets/${name}`, dist)), { level: 9 }).length / 1024

const assets = readdirSync(new URL('assets/', dist))
const shell = assets.filter(name => name.endsWith('.js') && html.includes(name))
const routes = assets.filter(name => name.endsWith('.js') && !html.includes(name))
const styles = assets.filter(name => name.endsWith('.css'))
const sum = names => names.reduce((total, name) => total + gzKb(name), 0)

const figures = [
  ['shell script', sum(shell), 140],
  ['styles', sum(styles), 12],
  ...routes.map(name => [`chunk ${name}`, gzKb(name), 40]),
]
for (const [what, kb, budget] of figures) {
  console.log(`${kb <= budget ? 'ok  ' : 'OVER'} ${kb.toFixed(1).padStart(6)} KB of ${String(budget).padStart(3)}  ${what}`)
}
const over = figures.filter(([, kb, budget]) => kb > budget)
console.log(over.length === 0 ? 'size budget holds' : `size budget exceeded by: ${over.map(([what]) => what).join(', ')}`)
process.exit(over.length === 0 ? 0 : 1)
