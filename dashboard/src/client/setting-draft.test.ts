import type { SettingCard } from '@keysguard/model'
import { expect, test } from 'vitest'
import { changesOf, faultsOf, nameOf, settingFault } from './setting-draft.ts'

const card = (change: Partial<SettingCard>): SettingCard => ({
  key: 'url',
  label: 'Address',
  kind: 'address',
  required: true,
  value: 'https://feed.example/list',
  isSet: true,
  default: 'https://feed.example/list',
  from: 'default',
  ...change,
})
const secret = (isSet: boolean): SettingCard => card({ key: 'key', kind: 'secret', value: '', default: '', isSet })

test('only what differs is a change', () => {
  expect(changesOf([card({}), secret(false)], { url: ' https://feed.example/list ', key: '' })).toEqual({})
  expect(changesOf([card({}), secret(true)], { url: 'https://mirror.example/' })).toEqual({ url: 'https://mirror.example/' })
})

test('a value emptied or typed as the default takes the default back, once', () => {
  const set = card({ value: 'https://mirror.example/', from: 'set' })
  expect(changesOf([set], { url: '' })).toEqual({ url: '' })
  expect(changesOf([set], { url: 'https://feed.example/list' })).toEqual({ url: '' })
  expect(changesOf([card({})], { url: '' })).toEqual({})
})

test('a secret that is set can be removed, one that is not cannot', () => {
  expect(changesOf([secret(true)], { key: '' })).toEqual({ key: '' })
  expect(changesOf([secret(false)], { key: '' })).toEqual({})
  expect(changesOf([secret(false)], { key: 'k3y' })).toEqual({ key: 'k3y' })
})

test('what the configuration fixes never changes', () => {
  expect(changesOf([card({ from: 'configuration' })], { url: 'https://mirror.example/' })).toEqual({})
})

test('faults are sentences, and references to where a value is kept are none', () => {
  const days = card({ key: 'days', kind: 'number', value: '30', least: 1, most: 90 })
  expect(faultsOf([card({}), days], { url: 'javascript:alert(1)', days: '91' })).toEqual({
    url: 'Must be an http or https address.',
    days: 'Must be 90 or less.',
  })
  expect(settingFault(days, '1.5')).toBe('Must be a whole number.')
  expect(settingFault(days, '')).toBeNull()
  expect(settingFault(card({}), 'env:FEED_URL')).toBeNull()
})

test('a label is a name and where to get it', () => {
  expect(nameOf('OTX key, on your settings page at https://otx.alienvault.com')).toEqual({
    name: 'OTX key',
    hint: 'On your settings page at https://otx.alienvault.com',
  })
  expect(nameOf('Address')).toEqual({ name: 'Address', hint: '' })
})
