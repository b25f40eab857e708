import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { extract } from '../../indicators/index.ts'
import { readShippedAttack } from '../../runtime/attack/shipped.ts'
import { type Attack, attackOf } from '../attack/attack.ts'
import { actorName, malwareName, shipNames } from '../names/names.ts'
import { namesOf } from '../names/of-attack.ts'
import { findInReport } from './find.ts'
import { keptText } from './text.ts'

let attack: Attack
beforeAll(async () => {
  const objects = await readShippedAttack()
  shipNames(objects.flatMap(namesOf))
  attack = attackOf(objects)
})

const find = (text: string, url: string | null = null) =>
  findInReport(text, { attack, url, against: ({ value }) => (value === '192.0.2.53' ? 'It is a public resolver.' : null) })
    .findings
const said = (text: string, url?: string): string[] => find(text, url ?? null).map(({ kind, value }) => `${kind} ${value}`)

const REPORT = `APT28 sent Emotet from hxxps://drop-sample[.]com/a.php in December.
It used T1059.001 and process hollowing, dropped Cobalt Strike Beacon, and abused CVE-2024-3094.
The loader talks to 192.0.2.77[:]443; drop-sample[.]com is a second stage. Emotet again.`

describe('what a report speaks of', () => {
  it('is found with its kind, in the order of the text', () => {
    expect(said(REPORT)).toEqual([
      'actor APT28',
      'malware Emotet',
      'indicator https://drop-sample.com/a.php',
      'technique T1059.001',
      'technique T1055.012',
      'malware Cobalt Strike',
      'cve CVE-2024-3094',
      'indicator 192.0.2.77',
      'indicator drop-sample.com',
    ])
  })

  it('is one thing at several places', () => {
    const emotet = find(REPORT).find(({ value }) => value === 'Emotet')
    expect(emotet).toMatchObject({ times: 2, type: 'S0367', excerpt: expect.stringContaining('APT28 sent Emotet') })
    expect(emotet?.places.map(({ start, end }) => REPORT.slice(start, end))).toEqual(['Emotet', 'Emotet'])
  })

  it('is surer where it cannot be clicked', () => {
    const [broken, link] = [find('evil-sample[.]com'), find('see evil-sample.com')]
    expect(broken[0]?.confidence).toBeGreaterThan(link[0]?.confidence ?? 100)
  })

  it('says what speaks against an indicator', () => {
    expect(find('resolves by 192.0.2.53')[0]?.against).toBe('It is a public resolver.')
    expect(find('see https://blog-sample.com/b', 'https://blog-sample.com/a')[0]?.against).toContain('report itself')
  })
})

describe('names in a report', () => {
  it.each([
    ['Press Play to start the maze, says James.', []],
    ['The Play ransomware gang struck', ['malware Play']],
    ['net use and ping are old tools, at noon', []],
    ['remcos.evil-sample[.]com', ['indicator remcos.evil-sample.com']],
    ['a Remcosx build', []],
    ['Fancy Bear, also known as Forest Blizzard', ['actor APT28']],
    ['tracked as UNC9999 and TA0011', ['actor UNC9999']],
    ['LummaC2 and Lumma Stealer', ['malware Lumma Stealer']],
    ['LV is short', []],
  ])('%s', (text, names) => expect(said(text)).toEqual(names))
})

describe('places', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom(
      ' Emotet ',
      '\r\n',
      ' T1059 ',
      'hxxp://a-sample[.]com/x ',
      ' 192.0.2[.]9 ',
      '😀',
      ' Play ransomware ',
      ' CVE-2024-3094',
      ' UNC1234 ',
    ),
  )

  it('give back what stands there, for any text', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), pieces => {
        const text = keptText(pieces.join(''))
        for (const { places, times } of find(text)) {
          expect(times).toBeGreaterThanOrEqual(places.length)
          for (const { start, end } of places) {
            expect(start).toBeLessThan(end)
            expect(end).toBeLessThanOrEqual(text.length)
            expect(text.slice(start, end).trim()).not.toBe('')
          }
        }
        const raws = new Map(extract(text).map(({ start, raw }) => [start, raw]))
        for (const { kind, value, places } of find(text))
          for (const { start, end } of places) {
            const raw = text.slice(start, end)
            if (kind === 'indicator' || kind === 'cve') expect(raw).toBe(raws.get(start))
            if (kind === 'malware') expect(malwareName(raw)).toBe(value)
            if (kind === 'actor') expect(actorName(raw)).toBe(value)
          }
      }),
    )
  })

  it('keep their offsets in a text with halves of characters and NUL', () => {
    const text = keptText('\ud800 evil\u0000 http://b-sample[.]com/ \udc00')
    const [found] = find(text)
    expect(text.slice(found?.places[0]?.start, found?.places[0]?.end)).toBe('http://b-sample[.]com/')
  })

  it('are found in time that grows with the text, whatever the text', () => {
    const timeOf = (text: string): number => {
      const before = performance.now()
      find(keptText(text))
      return performance.now() - before
    }
    for (const unit of ['a', ' ', 'Play ', '.', '[.]', 'T1059 ', 'APT-', '\n', 'hxxp', 'x '])
      expect(timeOf(unit.repeat(400_000 / unit.length))).toBeLessThan(3_000)
  })
})
