/** What every source and enricher says of its terms, and what follows from it. */
import { describe, expect, it } from 'vitest'
import { enrichers } from '../../server/src/enrichers/index.ts'
import type { Settings } from '../../server/src/kit/settings.ts'
import { sources } from '../../server/src/sources/index.ts'

const needsKey = ({ config }: { readonly config: Settings }): boolean =>
  Object.values(config).some(({ kind, required }) => kind === 'secret' && required)
const idsOf = (units: readonly { readonly id: string }[]): string[] => units.map(({ id }) => id).sort()
const units = [...sources, ...enrichers]

describe('the terms of sources and enrichers', () => {
  it.each(units.map(unit => [unit.id, unit] as const))('%s says in a word what its licence says', (_id, { licence, terms }) => {
    expect(terms === 'non-commercial').toBe(/non-?commercial|\bBY-NC\b|not for commercial/i.test(licence))
    expect(/not stated/i.test(licence) && terms !== 'unknown').toBe(false)
  })

  it.each(sources.map(source => [source.id, source] as const))('%s follows the rule', (_id, source) => {
    expect(source.onByDefault).toBe(!source.large && source.terms !== 'mixed' && source.terms !== 'unknown')
    if (source.terms === 'own-contract') expect(needsKey(source)).toBe(true)
  })

  it('leaves off what is large or made of the lists of others, and nothing else', () => {
    const off = idsOf(sources.filter(({ onByDefault, terms }) => !onByDefault && terms !== 'unknown'))
    expect(off).toEqual(['emerging-block', 'firehol', 'mitre-attack', 'osv', 'phishing-database'])
    expect(enrichers.every(({ onByDefault, config }) => onByDefault && config.enabled?.value === 'yes')).toBe(true)
  })

  it('gives a newcomer the well-known feeds without a key', () => {
    const keyless = idsOf(sources.filter(source => source.onByDefault && !needsKey(source)))
    const known = [
      'cisa-kev',
      'feodo',
      'urlhaus',
      'threatfox',
      'openphish',
      'spamhaus-drop',
      'dshield',
      'blocklist-de',
      'tor-exits',
    ]
    expect(keyless).toEqual(expect.arrayContaining([...known, 'cins-army', 'emerging-threats', 'ipsum']))
  })
})
