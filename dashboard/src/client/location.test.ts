import { expect, test } from 'vitest'
import { ownPath, parseSearch, stringifySearch } from './location.ts'

test('a query survives the address bar', () => {
  const state = { q: '(tag:a or "b & c") risk>=70', sort: 'newest' }
  expect(parseSearch(stringifySearch(state))).toEqual(state)
})

test('a query that looks like a number stays text', () => {
  expect(parseSearch('?q=8.8')).toEqual({ q: '8.8' })
})

test('signing in never leads to another site', () => {
  expect(['//evil.example', '/\\evil.example', 'https://evil.example', '/login?next=/', undefined].map(ownPath)).toEqual([
    '/',
    '/',
    '/',
    '/',
    '/',
  ])
  expect(ownPath('/indicators?q=x')).toBe('/indicators?q=x')
})
