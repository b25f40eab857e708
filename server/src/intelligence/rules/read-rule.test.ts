import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRule } from './read-rule.ts'

const GOOD = `title: Phishing
name: phish
detection:
  selection:
    threat: phishing
  condition: selection
---
title: Many
name: many_phish
correlation:
  type: event_count
  rules: [phish]
  group-by: [domain]
  timespan: 1h
  condition:
    gte: 3
`

/** `line:column message` of each problem. */
const problems = (yaml: string): readonly string[] => {
  const read = readRule(yaml)
  return read.ok ? [] : read.problems.map(({ line, column, message }) => `${line}:${column} ${message}`)
}

describe('a rule in YAML', () => {
  it('reads', () => {
    const read = readRule(GOOD)
    expect(read.ok && [read.rule.name, read.rule.memoryMs]).toEqual(['many_phish', 7_200_000])
  })

  it.each([
    [
      'a field nobody knows',
      'threat: phishing',
      'thread: phishing',
      '5:13 detection.selection.thread: there is no field "thread"; is it threat?',
    ],
    [
      'a modifier of another trade',
      'threat:',
      'threat|windash:',
      '5:21 detection.selection.threat|windash: the modifier "windash" is not supported',
    ],
    [
      'a modifier that is none',
      'threat:',
      'threat|kontains:',
      '5:22 detection.selection.threat|kontains: there is no modifier "kontains"',
    ],
    [
      'a number that is none',
      'threat: phishing',
      'confidence|gte: many',
      '5:21 detection.selection.confidence|gte: must be a number',
    ],
    ['a comparison of texts', 'threat: phishing', 'threat|gte: 3', /compares numbers/],
    ['a pattern that is none', 'threat: phishing', 'value|re: "a("', /^5:15 .*missing closing \): a\($/],
    ['a look-ahead', 'threat: phishing', 'value|re: "(?=a)"', /^5:15 .*unsupported Perl syntax: \(\?=$/],
    ['a network that is none', 'threat: phishing', 'address|cidr: 300.0.0.0/8', /is no network/],
    [
      'words without a field',
      'selection:\n    threat: phishing',
      'selection: [phishing]',
      /words without a field are not supported/,
    ],
    [
      'a condition over nothing',
      'condition: selection',
      'condition: selektion',
      '6:14 detection.condition: character 1, "selektion": there is nothing of that name',
    ],
    ['a pipe', 'condition: selection', 'condition: selection | count() > 5', /"\|" is not supported/],
    [
      'a rule that is not there',
      'rules: [phish]',
      'rules: [fish]',
      '12:11 correlation.rules.0: there is no rule "fish" in this file',
    ],
    ['an unknown type', 'event_count', 'count', /^11:9 correlation\.type: must be one of event_count/],
    ['a type of before', 'type: event_count', 'type: near', /^11:9 correlation\.type: must be one of/],
    ['a time that is none', 'timespan: 1h', 'timespan: 1w', /^14:13 correlation\.timespan: write a number and s, m, h or d/],
    [
      'a group that is no field',
      'group-by: [domain]',
      'group-by: [ComputerName]',
      /^13:14 correlation\.group-by\.0: there is no field "ComputerName"/,
    ],
    ['a count of more than is kept', 'gte: 3', 'gte: 30000', /^16:10 correlation\.condition\.gte: must be 5000 or less/],
    ['a condition that says nothing', 'gte: 3', 'field: value', /event_count counts events/],
    [
      'a key nobody knows',
      'timespan: 1h',
      'timespan: 1h\n  window: tumbling',
      /^15:3 correlation\.window: is nothing that is known here/,
    ],
    ['no name', 'name: many_phish\n', '', /name: is missing: the outermost/],
    ['a log of somebody', 'name: phish\n', 'name: phish\nlogsource: { product: windows }\n', /logsource/],
    ['a filter', 'detection:', 'filter: {}\ndetection:', /^3:9 filter: is not supported/],
  ])('says where it is wrong: %s', (_, from, to, message) => {
    const [first] = problems(GOOD.replace(from, to))
    if (typeof message === 'string') expect(first).toBe(message)
    else expect(first).toMatch(message)
  })

  it('refuses an order in "or", and what is only absent', () => {
    const temporal = (type: string, condition: string): readonly string[] =>
      problems(GOOD.replace('event_count', type).replace('condition:\n    gte: 3', `condition: ${condition}`))
    expect(temporal('temporal', 'not phish')[0]).toMatch(/something has to be there/)
    expect(temporal('temporal_ordered', 'phish or phish')[0]).toMatch(/no order in "or"/)
    expect(temporal('temporal', 'phish and')[0]).toMatch(/ends too early/)
  })

  it('refuses correlations that go round', () => {
    const round = GOOD.replace('rules: [phish]', 'rules: [phish, many_phish]')
    expect(problems(round)[0]).toMatch(/go round in a circle/)
  })

  it('never throws, and places every problem inside the text', () => {
    const lines = GOOD.split('\n')
    fc.assert(
      fc.property(fc.nat(lines.length - 1), fc.string({ maxLength: 30 }), fc.boolean(), (at, junk, whole) => {
        const broken = lines.map((line, index) => (index === at ? (whole ? junk : line + junk) : line)).join('\n')
        const read = readRule(broken)
        if (read.ok) return
        const last = broken.split('\n').length + 1
        for (const { line, column } of read.problems) expect(line >= 1 && line <= last && column >= 1).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})
