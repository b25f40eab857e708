import { expect, test } from 'vitest'
import { stateOf, toggled, without, withTerm } from './query-text.ts'

test('a first click writes the term, a second takes it back', () => {
  const once = toggled('', 'type', 'domain', 'included')
  expect(once).toBe('type:domain')
  expect(toggled(once, 'type', 'domain', 'included')).toBe('')
})

test('further values of a field join its list', () => {
  expect(withTerm('type:domain risk>=70', 'type', 'url', 'included')).toBe('type:domain,url risk>=70')
})

test('excluding what was included moves it to the other side', () => {
  expect(withTerm('type:domain,url', 'type', 'url', 'excluded')).toBe('type:domain -type:url')
})

test('values with spaces are quoted and found again', () => {
  const query = withTerm('seen<24h', 'malware', 'Cobalt Strike', 'included')
  expect(query).toBe('seen<24h malware:"Cobalt Strike"')
  expect(stateOf(query, 'malware', 'cobalt strike')).toBe('included')
  expect(without(query, 'malware', 'Cobalt Strike')).toBe('seen<24h')
  expect(withTerm(query, 'malware', 'Emotet', 'included')).toBe('seen<24h malware:"Cobalt Strike,Emotet"')
})

test('a quotation with a space in it is one token', () => {
  expect(withTerm('"type:domain url"', 'type', 'url', 'included')).toBe('"type:domain url" type:url')
})

test('a query of alternatives is closed before a term is added', () => {
  expect(withTerm('tag:a or tag:b', 'type', 'url', 'included')).toBe('(tag:a or tag:b) type:url')
  expect(withTerm('type:a or tag:b', 'type', 'url', 'included')).toBe('(type:a or tag:b) type:url')
})

test('what is inside parentheses is left alone', () => {
  expect(stateOf('(type:url or tag:x)', 'type', 'url')).toBe('neither')
  expect(without('(type:url or tag:x) type:url', 'type', 'url')).toBe('(type:url or tag:x)')
})
