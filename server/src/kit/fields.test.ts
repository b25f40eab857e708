import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { utc } from './fields.ts'

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const moments = fc.date({ min: new Date(0), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true })

describe('a time', () => {
  it.each([
    ['2026-01-15 20:01:02', '2026-01-15T20:01:02.000Z'],
    ['2026-01-15T20:01:02Z', '2026-01-15T20:01:02.000Z'],
    ['2026-01-15T20:01:02+00:00', '2026-01-15T20:01:02.000Z'],
    ['2026-01-15T20:01:02+02:00', '2026-01-15T18:01:02.000Z'],
    ['2026-01-15 20:01:02 UTC', '2026-01-15T20:01:02.000Z'],
    ['2026-01-31', '2026-01-31T00:00:00.000Z'],
    ['2026-01-31T23:59:59Z', '2026-01-31T23:59:59.000Z'],
  ])('%s is %s', (text, iso) => {
    expect(utc(text)).toBe(iso)
  })

  it('is the same moment in each form that is read the short way', () => {
    fc.assert(
      fc.property(moments, moment => {
        const iso = `${moment.toISOString().slice(0, 19)}.000Z`
        const plain = iso.slice(0, 19)
        for (const form of [`${plain}Z`, `${plain}+00:00`, plain.replace('T', ' '), plain]) expect(utc(form)).toBe(iso)
        expect(iso).toMatch(ISO)
      }),
    )
  })

  it('keeps the milliseconds of any fraction, as the engine does', () => {
    fc.assert(
      fc.property(moments, fc.stringMatching(/^\d{1,9}$/), fc.constantFrom('Z', '+00:00'), (moment, fraction, zone) => {
        const text = `${moment.toISOString().slice(0, 19)}.${fraction}${zone}`
        expect(utc(text)).toBe(new Date(text).toISOString())
      }),
    )
  })

  it.each(['2026-02-30T25:00:00Z', '2026-13-01T00:00:00+00:00', 'soon'])('is none: %s', text => {
    expect(() => utc(text)).toThrow(RangeError)
  })
})
