import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readRule, runCases } from './index.ts'

const FOLDER = new URL('../../../../rules/', import.meta.url)
const files = readdirSync(FOLDER).filter(name => name.endsWith('.yml'))

describe('a shipped rule', () => {
  it.each(files)('%s reads, is named like its file, and its cases come out', file => {
    const read = readRule(readFileSync(new URL(file, FOLDER), 'utf8'))
    if (!read.ok) throw new Error(JSON.stringify(read.problems))
    expect(`${read.rule.name}.yml`).toBe(file)
    const results = runCases(read.rule)
    expect(results.filter(({ ok }) => !ok)).toEqual([])
    expect(results.some(({ expected }) => expected > 0)).toBe(true)
    expect(results.some(({ expected }) => expected === 0)).toBe(true)
  })
})
