/** Extraction speed over a mixed corpus: reports, mails, logs and HTML, one indicator in some two hundred characters, half of them defanged. */
import { extract } from '../server/dist/indicators/index.js'
import { feedRow } from './feed.ts'
import { type Figure, rounded } from './figure.ts'
import { peerExtractor } from './peer-extractor.ts'

const PROSE = [
  'The actor moved laterally with stolen credentials and staged data on an internal file server before it left the network.',
  'Analysts first saw the campaign in the spring; its loader changed twice since then, but the infrastructure stayed the same.',
  'Victims receive a message that claims a parcel could not be delivered and asks them to confirm their address.',
  'The second stage is fetched over plain HTTP, decrypted in memory and never written to disk (see the table below).',
  'Defenders should look for scheduled tasks with random names and for outgoing connections to rare hosts at night.',
]

const piece = (n: number): string => {
  const [value = ''] = feedRow(n * 13).split(',')
  const shown = n % 2 === 0 ? value : value.replace(/^http/, 'hxxp').replaceAll('.', '[.]')
  switch (n % 4) {
    case 0:
      return `${PROSE[n % 5]} ${PROSE[(n + 2) % 5]} It spoke to ${shown}, version 2.${n % 9}.1.\n`
    case 1:
      return `2026-11-${String(1 + (n % 22)).padStart(2, '0')}T08:${String(n % 60).padStart(2, '0')}:11Z proxy action=allow user=u${n % 900} bytes=${n * 7} method=GET dest=${shown} status=200 agent=updater\n`
    case 2:
      return `<tr class="row"><td>${n}</td><td><code>${shown}</code></td><td>${PROSE[n % 5]}</td></tr>\n`
    default:
      return `> On Monday somebody wrote:\n> ${PROSE[(n + 1) % 5]}\n> ${shown}\n\n`
  }
}

const corpus = (characters: number): string => {
  let text = ''
  for (let n = 1; text.length < characters; n += 1) text += piece(n)
  return text
}

const megabytesPerSecond = (text: string, work: (text: string) => unknown): number => {
  const bytes = Buffer.byteLength(text)
  work(text.slice(0, 1_000_000))
  const started = performance.now()
  work(text)
  return bytes / 1e6 / ((performance.now() - started) / 1000)
}

export const extractBench = ({ quick }: { readonly quick: boolean }): Figure[] => {
  const text = corpus(quick ? 4_000_000 : 20_000_000)
  const ours = megabytesPerSecond(text, extract)
  const peer = megabytesPerSecond(text.slice(0, 1_000_000), peerExtractor.extract)
  return [
    {
      bench: 'extract, mixed corpus',
      value: rounded(ours),
      unit: 'MB/s',
      reference: `${peerExtractor.name} ${rounded(peer, 2)} MB/s`,
      ratio: rounded(ours / peer, 2),
      bar: '>= 10 MB/s',
      holds: ours >= 10,
    },
  ]
}
