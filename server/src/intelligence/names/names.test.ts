import { describe, expect, it } from 'vitest'
import { actorName, attackIdOf, malwareName } from './names.ts'

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

  it('knows ATT&CK ids', () => {
    expect(attackIdOf('Cobalt Strike')).toBe('S0154')
    expect(attackIdOf('APT28')).toBe('G0007')
    expect(attackIdOf('nobody')).toBeNull()
  })
})
