import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Correlator, type CorrelatorOptions } from './correlator.ts'
import type { RuleEvent } from './event.ts'
import type { Find } from './find.ts'
import { readRule } from './read-rule.ts'
import type { Rule } from './rule.ts'

const HOUR = 3_600_000
const BASES = ['a', 'b', 'c']

/** A rule over three base rules, each of which picks a tag of its name. */
const rule = (correlation: string, more = ''): Rule => {
  const bases = BASES.filter(name => new RegExp(`\\br${name}\\b`).test(correlation + more)).map(
    name => `title: ${name}\nname: r${name}\ndetection:\n  s: { tags: ${name} }\n  condition: s\n---\n`,
  )
  const read = readRule(`${bases.join('')}${more}title: Test\nname: test\ncorrelation: ${correlation}\n`)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.rule
}

const event = (tag: string, hours: number, { id = `${tag}${hours}`, group = 'g', number = 1 } = {}): RuleEvent => ({
  id,
  at: hours * HOUR,
  key: `${id}`.padEnd(32, '0') as RuleEvent['key'],
  fields: { event: 'reported', type: 'ipv4', value: id, source: group, tags: [tag], confidence: number },
})

const run = (of: Rule, events: readonly RuleEvent[], options: CorrelatorOptions = {}): readonly Find[] => {
  const correlator = new Correlator(of, options)
  for (const one of events) correlator.put(one)
  correlator.advance(Number.MAX_SAFE_INTEGER)
  return correlator.take()
}

const fires = (correlation: string, events: readonly RuleEvent[], more = ''): number =>
  run(rule(correlation, more), events).filter(({ part }) => part === 'test').length

const COUNT = '{ type: event_count, rules: [ra], group-by: [source], timespan: 3h, condition: { gte: 3 } }'

describe('a correlation', () => {
  it('counts events of a sliding window, not of a calendar', () => {
    expect(fires(COUNT, [event('a', 1), event('a', 2.5), event('a', 3.9)])).toBe(1)
    expect(fires(COUNT, [event('a', 1), event('a', 2.5), event('a', 4.1)])).toBe(0)
  })

  it('counts an event once, however often it comes', () => {
    const one = event('a', 1)
    expect(fires(COUNT, [one, one, one, one])).toBe(0)
  })

  it('goes on with what it found for as long as the condition holds, and begins anew after a rest', () => {
    const steady = [0, 1, 2, 3, 4, 5, 6].map(hour => event('a', hour))
    const finds = run(rule(COUNT), [...steady, ...[20, 21, 22].map(hour => event('a', hour))])
    expect(finds.map(({ firedAt, lastAt, events }) => [firedAt / HOUR, lastAt / HOUR, events])).toEqual([
      [2, 6, 7],
      [22, 22, 3],
    ])
  })

  it('keeps groups apart, and leaves out what has no group', () => {
    const other = event('a', 2, { id: 'x', group: 'other' })
    const { source: _, ...fields } = other.fields
    expect(fires(COUNT, [event('a', 0), event('a', 1), other])).toBe(0)
    expect(fires(COUNT, [event('a', 0), event('a', 1), { ...other, fields }])).toBe(0)
  })

  it('says "fewer than" when the span is over, by spans since 1970', () => {
    const few = '{ type: event_count, rules: [ra], group-by: [source], timespan: 3h, condition: { lt: 3 } }'
    expect(fires(few, [event('a', 0), event('a', 1), event('a', 2)])).toBe(0)
    expect(fires(few, [event('a', 0), event('a', 1), event('a', 4)])).toBe(2)
  })

  it('sums, averages and ranks numbers', () => {
    const numbers = [10, 20, 90].map((number, hour) => event('a', hour, { number }))
    const of = (type: string, condition: string): number =>
      fires(`{ type: ${type}, rules: [ra], timespan: 3h, condition: { field: confidence, ${condition} } }`, numbers)
    expect(of('value_sum', 'gte: 120')).toBe(1)
    expect(of('value_sum', 'gt: 120')).toBe(0)
    expect(of('value_avg', 'gte: 40')).toBe(1)
    expect(of('value_avg', 'gt: 40')).toBe(0)
    expect(of('value_percentile', 'percentile: 50, gte: 20')).toBe(1)
    expect(of('value_percentile', 'percentile: 50, gt: 20')).toBe(0)
    expect(of('value_median', 'gte: 20')).toBe(1)
  })

  it('finds what comes together, in any order or in one', () => {
    const together = '{ type: temporal, rules: [ra, rb], group-by: [source], timespan: 3h }'
    const ordered = together.replace('temporal', 'temporal_ordered')
    const forth = [event('a', 0), event('b', 2)]
    const back = [event('b', 0), event('a', 2)]
    expect([fires(together, forth), fires(together, back)]).toEqual([1, 1])
    expect([fires(ordered, forth), fires(ordered, back)]).toEqual([1, 0])
    expect(fires(ordered, [event('a', 1), event('b', 1)])).toBe(0)
    expect(fires(ordered, [event('a', 0), event('b', 4)])).toBe(0)
  })

  it('finds what is absent once it can be known', () => {
    const alone = '{ type: temporal, rules: [ra, rb], group-by: [source], timespan: 3h, condition: ra and not rb }'
    expect(fires(alone, [event('a', 5)])).toBe(1)
    expect(fires(alone, [event('a', 5), event('b', 7)])).toBe(0)
    expect(fires(alone, [event('b', 3), event('a', 5)])).toBe(0)
    expect(fires(alone, [event('b', 1), event('a', 5)])).toBe(1)
    const early = new Correlator(rule(alone))
    early.put(event('a', 5))
    early.advance(7 * HOUR)
    expect(early.take()).toEqual([])
    early.advance(9 * HOUR)
    expect(early.take()).toHaveLength(1)
  })

  it('finds an order with a gap in it', () => {
    const gap = '{ type: temporal_ordered, rules: [ra, rb, rc], timespan: 5h, condition: ra and not rb and rc }'
    expect(fires(gap, [event('a', 0), event('c', 2)])).toBe(1)
    expect(fires(gap, [event('a', 0), event('b', 1), event('c', 2)])).toBe(0)
    expect(fires(gap, [event('a', 0), event('c', 2), event('b', 3)])).toBe(1)
    expect(fires(gap, [event('c', 0), event('a', 2)])).toBe(0)
  })

  it('is over what another correlation finds, and tells that too where it is to', () => {
    const many =
      'title: Many\nname: many\ncorrelation: { type: event_count, rules: [ra], group-by: [source], timespan: 2h, condition: { gte: 2 } }\n---\n'
    const chain = '{ type: temporal_ordered, rules: [many, rb], group-by: [source], timespan: 2h }'
    const events = [event('a', 0), event('a', 1), event('a', 2), event('b', 3.5)]
    expect(fires(chain, events, many)).toBe(1)
    expect(fires(chain, [event('a', 0), event('a', 3), event('b', 3.5)], many)).toBe(0)
    const told = run(rule(chain.replace('}', ', generate: true }'), many), events).map(({ part }) => part)
    expect(new Set(told)).toEqual(new Set(['many', 'rb', 'test']))
  })

  it('remembers no more than it may, and counts what it let go', () => {
    const correlator = new Correlator(rule(COUNT), { limits: { groups: 10, events: 15, waiting: 50 } })
    for (let n = 0; n < 500; n++) correlator.put(event('a', n / 1_000, { id: `e${n}`, group: `g${n % 40}` }))
    correlator.advance(HOUR)
    const { groups, events, waiting } = correlator.size
    expect(groups).toBeLessThanOrEqual(10)
    expect(events).toBeLessThanOrEqual(15)
    expect(waiting).toBe(0)
    expect(correlator.dropped.groups).toBeGreaterThan(0)
    correlator.put(event('a', 0, { id: 'late' }))
    expect(correlator.dropped.late).toBe(1)
  })

  it('forgets groups that are over', () => {
    const correlator = new Correlator(rule(COUNT))
    for (let n = 0; n < 100; n++) correlator.put(event('a', 0, { id: `e${n}`, group: `g${n}` }))
    correlator.advance(100 * HOUR)
    expect(correlator.size).toEqual({ groups: 0, events: 0, waiting: 0, moments: 0 })
  })
})

const RULES = [
  COUNT,
  '{ type: value_count, rules: [ra, rb], group-by: [source], timespan: 4h, condition: { field: confidence, gte: 3 } }',
  '{ type: value_sum, rules: [ra], group-by: [source], timespan: 4h, condition: { field: confidence, gte: 9 } }',
  '{ type: value_percentile, rules: [ra, rb], group-by: [source], timespan: 5h, condition: { field: confidence, percentile: 75, gt: 4 } }',
  '{ type: event_count, rules: [ra], group-by: [source], timespan: 4h, condition: { lte: 2 } }',
  '{ type: temporal, rules: [ra, rb, rc], group-by: [source], timespan: 4h }',
  '{ type: temporal, rules: [ra, rb, rc], group-by: [source], timespan: 4h, condition: (ra or rb) and not rc }',
  '{ type: temporal_ordered, rules: [ra, rb, rc], group-by: [source], timespan: 6h }',
  '{ type: temporal_ordered, rules: [ra, rb, rc], group-by: [source], timespan: 6h, condition: ra and not rb and rc }',
].map(correlation => rule(correlation))
RULES.push(
  rule(
    '{ type: temporal_ordered, rules: [many, rb], group-by: [source], timespan: 5h }',
    'title: Many\nname: many\ncorrelation: { type: event_count, rules: [ra], group-by: [source], timespan: 3h, condition: { gte: 2 } }\n---\n',
  ),
)

const history = fc
  .array(
    fc.record({
      tag: fc.constantFrom(...BASES),
      hours: fc.integer({ min: 0, max: 40 }).map(halves => halves / 2),
      group: fc.constantFrom('g', 'h'),
      number: fc.integer({ min: 0, max: 8 }),
    }),
    { minLength: 1, maxLength: 60 },
  )
  .map(drawn => drawn.map(({ tag, hours, ...about }, n) => event(tag, hours, { ...about, id: `e${n}` })))

const anyRule = fc.constantFrom(...RULES)
const END = 100 * HOUR
const sorted = (finds: readonly Find[]): readonly Find[] => [...finds].sort((a, b) => (a.id < b.id ? -1 : 1))

describe('laws of correlation', () => {
  it('the same history gives the same finds, in whatever order it comes and however often', () => {
    fc.assert(
      fc.property(anyRule, history, fc.infiniteStream(fc.nat()), (of, events, dice) => {
        const shuffled = [...events, ...events.slice(0, 10)]
          .map(one => ({ one, place: dice.next().value ?? 0 }))
          .sort((a, b) => a.place - b.place)
          .map(({ one }) => one)
        expect(sorted(run(of, shuffled))).toEqual(sorted(run(of, events)))
      }),
      { numRuns: 300 },
    )
  })

  it('told bit by bit, the last word on each find is that of the whole', () => {
    fc.assert(
      fc.property(anyRule, history, fc.integer({ min: 1, max: 7 }), (of, events, step) => {
        const correlator = new Correlator(of)
        const last = new Map<string, Find>()
        const inTime = [...events].sort((a, b) => a.at - b.at)
        for (let to = step * HOUR; to < END + step * HOUR; to += step * HOUR) {
          for (const one of inTime) if (one.at < to && one.at >= to - step * HOUR) correlator.put(one)
          correlator.advance(to)
          for (const find of correlator.take()) last.set(find.id, { ...find })
        }
        expect(sorted([...last.values()])).toEqual(sorted(run(of, events)))
      }),
      { numRuns: 300 },
    )
  })

  it('a restart at any time changes nothing: the window is read again, and what was told is not told anew', () => {
    fc.assert(
      fc.property(anyRule, history, fc.integer({ min: 0, max: 24 }), (of, events, hour) => {
        const stop = hour * HOUR
        const last = new Map<string, Find>()
        const before = new Correlator(of)
        for (const one of events) if (one.at < stop) before.put(one)
        before.advance(stop)
        for (const find of before.take()) last.set(find.id, { ...find })
        const after = new Correlator(of, { silentBefore: stop, resume: [...last.values()] })
        for (const one of events) if (one.at >= stop - of.memoryMs) after.put(one)
        after.advance(END)
        for (const find of after.take()) last.set(find.id, { ...find })
        const plain = ({ id, firedAt, lastAt, events: n, group }: Find) => ({ id, firedAt, lastAt, n, group })
        expect(sorted([...last.values()]).map(plain)).toEqual(sorted(run(of, events)).map(plain))
      }),
      { numRuns: 1_000 },
    )
  })

  it('remembers no more than it may, whatever comes', () => {
    fc.assert(
      fc.property(anyRule, history, (of, events) => {
        const correlator = new Correlator(of, { limits: { groups: 2, events: 12, waiting: 8 } })
        for (const one of events) {
          correlator.put(one)
          const { groups, events: kept, waiting } = correlator.size
          expect(groups <= 2 && kept <= 12 && waiting <= 8).toBe(true)
        }
      }),
    )
  })
})
