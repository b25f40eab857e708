// `node scripts/attack-subset.mjs <enterprise-attack.json[.gz]>`: writes the facts of an ATT&CK bundle (ids, names, relations, which reports
// attest them; none of MITRE's prose) to server/data/attack.json, one object a line. Deterministic.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { attackRows } from '../server/dist/sources/attack/bundle.js'
import { mitreAttack } from '../server/dist/sources/mitre-attack.js'

const file = process.argv[2]
if (file === undefined) {
  process.stderr.write('usage: node scripts/attack-subset.mjs <enterprise-attack.json[.gz]>\n')
  process.exit(2)
}
const bytes = readFileSync(file)
const document = JSON.parse((file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'))
const objects = attackRows(document).flatMap(row => {
  const parsed = mitreAttack.parse(mitreAttack.row.parse(row), { part: 'url' })
  return 'taught' in parsed ? [parsed.taught] : []
})

// Reports are told apart for groups and campaigns only: who is like whom rests on them.
const attested = new Set(['group', 'campaign'])
const reports = [
  ...new Set(
    objects.flatMap(({ kind, relations }) => (attested.has(kind) ? relations.flatMap(({ citations }) => citations) : [])),
  ),
].sort()
const numbers = new Map(reports.map((report, index) => [report, index]))
const day = date => (date === null ? null : date.slice(0, 10))

/** `[to, …reports]` where reports attest it, else the id alone. */
const relationsOf = ({ kind, relations }) => {
  const byKind = {}
  for (const { kind: relation, to, citations } of relations) {
    const cited = attested.has(kind) ? citations.map(citation => numbers.get(citation)).sort((a, b) => a - b) : []
    byKind[relation] = [...(byKind[relation] ?? []), cited.length === 0 ? to : [to, ...cited]]
  }
  const target = one => (typeof one === 'string' ? one : one[0])
  for (const list of Object.values(byKind)) list.sort((a, b) => (target(a) < target(b) ? -1 : 1))
  return byKind
}

const lineOf = object => {
  const { id, kind, name, aliases, platforms, tactics, version, modified, status, replacedBy, firstSeen, lastSeen } = object
  const facts = { id, kind, name, aliases, platforms, tactics, version, modified: day(modified), status, replacedBy }
  const whole = { ...facts, firstSeen: day(firstSeen), lastSeen: day(lastSeen), relations: relationsOf(object) }
  const said = ([key, value]) =>
    value !== null && value !== '' && !(key === 'status' && value === 'current') && Object.keys(value).length > 0
  return JSON.stringify(Object.fromEntries(Object.entries(whole).filter(said)))
}

const notice =
  '© The MITRE Corporation. ATT&CK is reproduced and distributed with the permission of The MITRE Corporation: https://attack.mitre.org/resources/legal-and-branding/terms-of-use/'
const lines = objects.sort((a, b) => (a.id < b.id ? -1 : 1)).map(lineOf)
const text = `{"notice":${JSON.stringify(notice)},\n"reports":${JSON.stringify(reports)},\n"objects":[\n${lines.join(',\n')}\n]}\n`
const target = join(dirname(dirname(fileURLToPath(import.meta.url))), 'server', 'data', 'attack.json')
mkdirSync(dirname(target), { recursive: true })
writeFileSync(target, text)
process.stdout.write(
  `attack-subset: ${objects.length} objects, ${reports.length} reports, ${Math.round(text.length / 1024)} KB\n`,
)
