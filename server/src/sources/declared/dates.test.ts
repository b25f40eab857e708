import { describe, expect, it } from 'vitest'
import { dateReader, isDateFormat } from './dates.ts'

describe('dates of declared feeds', () => {
  it('are ISO 8601, or seconds or milliseconds since 1970', () => {
    const read = dateReader(undefined)
    expect(read('2026-01-02 03:04:05')).toBe('2026-01-02T03:04:05.000Z')
    expect(read(1_767_225_600)).toBe('2026-01-01T00:00:00.000Z')
    expect(read('1767225600000')).toBe('2026-01-01T00:00:00.000Z')
    expect([read('n/a'), read(''), read(undefined), read({})]).toEqual([undefined, undefined, undefined, undefined])
    expect(() => read('yesterday')).toThrow('no time')
  })

  it.each([
    ['DD.MM.YYYY HH:mm', '03.02.2026 10:15', '2026-02-03T10:15:00.000Z'],
    ['YYYYMMDD', '20260203', '2026-02-03T00:00:00.000Z'],
    ['MM/DD/YYYY', '2/3/2026', '2026-02-03T00:00:00.000Z'],
    ['YYYY-MM-DD HH.mm.ss', '2026-02-03 04.05.06 and more', '2026-02-03T04:05:06.000Z'],
  ])('are written as %s', (format, text, iso) => {
    expect(isDateFormat(format)).toBe(true)
    expect(dateReader(format)(text)).toBe(iso)
  })

  it('are refused where they are none', () => {
    expect(() => dateReader('DD.MM.YYYY')('30.02.2026')).toThrow('no date')
    expect(() => dateReader('DD.MM.YYYY')('2026-02-03')).toThrow('is not written as')
    for (const format of ['DD.MM.', 'YYYY', 'YYYY MM DD DD', 'x'.repeat(50)]) expect(isDateFormat(format)).toBe(false)
  })
})
