import { expect, test } from 'vitest'
import { addressesIn, indentAt, offsetOf, secretsIn } from './feed-text.ts'

const YAML = `url: "https://feed.example/list.csv"   # not https://old.example/
headers: { X-Api-Key: "\${secret:key}", X-Again: "\${secret:key}" }
# bearer: "\${secret:token}"
map:
  value: indicator
`

test('secrets are named once, and not out of comments', () => {
  expect(secretsIn(YAML)).toEqual(['key'])
})

test('addresses are compared without comments', () => {
  expect(addressesIn(YAML)).toBe('https://feed.example/list.csv')
  expect(addressesIn(YAML.replace('list', 'other'))).not.toBe(addressesIn(YAML))
})

test('a line and a column are a place in the text, never past its end', () => {
  expect(YAML.slice(offsetOf(YAML, 5, 3)).startsWith('value')).toBe(true)
  expect(offsetOf('a', 9, 9)).toBe(1)
})

test('a new line keeps the indent, and goes deeper after a colon', () => {
  expect(indentAt(YAML, YAML.indexOf('map:') + 4)).toBe('  ')
  expect(indentAt(YAML, YAML.indexOf('indicator') + 9)).toBe('  ')
  expect(indentAt('a: 1', 4)).toBe('')
})
