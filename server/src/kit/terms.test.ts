import { expect, it } from 'vitest'
import { address, choice } from './settings.ts'
import { isOnAtFirst, withoutNonCommercial } from './terms.ts'

it('is on at first unless a person has to read its terms, or it is large', () => {
  const on = (['free', 'non-commercial', 'own-contract', 'mixed', 'unknown'] as const).filter(terms => isOnAtFirst({ terms }))
  expect(on).toEqual(['free', 'non-commercial', 'own-contract'])
  expect(isOnAtFirst({ terms: 'free', large: true })).toBe(false)
})

it('keeps what is not for commercial use off for a company, and touches nothing else', () => {
  const unit = (terms: 'free' | 'non-commercial') => ({
    terms,
    onByDefault: true,
    config: { url: address('https://feed.example'), enabled: choice('yes', 'Enabled', ['yes', 'no']) },
  })
  const [free, restricted] = [unit('free'), unit('non-commercial')]
  const [first, second] = withoutNonCommercial([free, restricted])
  expect(first).toBe(free)
  expect(second).toMatchObject({ onByDefault: false, config: { url: restricted.config.url, enabled: { value: 'no' } } })
})
