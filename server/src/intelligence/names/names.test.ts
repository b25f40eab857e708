import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { readShippedAttack } from '../../runtime/attack/shipped.ts'
import { actorName, learnNames, malwareName, shipNames } from './names.ts'
import { namesOf } from './of-attack.ts'

beforeAll(async () => shipNames((await readShippedAttack()).flatMap(namesOf)))

describe('names of malware and actors', () => {
  it.each([
    ['LummaC2', 'Lumma Stealer'],
    ['win.lumma', 'Lumma Stealer'],
    ['Qbot', 'QakBot'],
    ['CobaltStrike', 'Cobalt Strike'],
    ['win.cobalt_strike', 'Cobalt Strike'],
    ['ALPHV', 'BlackCat'],
    ['Something Never Heard Of', 'Something Never Heard Of'],
  ])('%s is %s', (given, name) => expect(malwareName(given)).toBe(name))

  it.each([
    ['Fancy Bear', 'APT28'],
    ['FANCYBEAR', 'APT28'],
    ['Forest Blizzard', 'APT28'],
    ['UNC-0000', 'UNC-0000'],
  ])('%s is %s', (given, name) => expect(actorName(given)).toBe(name))

  it('is stable: a usual name is its own usual name', () => {
    for (const name of ['Lumma Stealer', 'QakBot', 'Cobalt Strike', 'BlackCat']) expect(malwareName(name)).toBe(name)
  })
})

describe('names that sources teach', () => {
  afterEach(() => learnNames([]))

  it('resolve aliases that are not built in, and take none away that are', () => {
    learnNames([
      { kind: 'malware', id: 'S9001', name: 'Lamplighter', aliases: ['LampRAT', 'Emotet'] },
      { kind: 'actor', id: 'G9001', name: 'Amber Heron', aliases: ['UNC-9001'] },
    ])
    expect([malwareName('lamp rat'), actorName('UNC 9001'), malwareName('Emotet')]).toEqual([
      'Lamplighter',
      'Amber Heron',
      'Emotet',
    ])
  })

  it('do not rename what is built in: reports are stored under its name', () => {
    learnNames([{ kind: 'malware', id: 'S0154', name: 'Cobalt Strike Beacon', aliases: ['CSB-9001'] }])
    expect([malwareName('CSB 9001'), malwareName('Cobalt Strike Beacon')]).toEqual(['Cobalt Strike', 'Cobalt Strike'])
  })

  it('mean nothing when two of them claim one word', () => {
    learnNames([
      { kind: 'malware', id: 'S9001', name: 'One', aliases: ['Shared-9001'] },
      { kind: 'malware', id: 'S9002', name: 'Two', aliases: ['Shared-9001'] },
    ])
    expect(malwareName('Shared-9001')).toBe('Shared-9001')
  })
})
