import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { closesAt, isOpen, nextOpening, spansOn } from './hours.ts'
import { readCatalogue } from './read.ts'
import { smallCatalogue } from './testing/small.ts'

const CATALOGUE = readCatalogue(smallCatalogue())
const { calendar } = CATALOGUE
const weekdays = CATALOGUE.offices[0]!
/** Open on Saturday mornings too. */
const saturdays = CATALOGUE.offices[2]!
/** Shanghai time of 2026 as an instant. */
const at = (local: string): string => new Date(`2026-${local}:00+08:00`).toISOString()

describe('opening hours', () => {
  it.each([
    ['11-23T08:29', false],
    ['11-23T08:30', true],
    ['11-23T11:59', true],
    ['11-23T12:00', false],
    ['11-23T13:30', true],
    ['11-23T17:30', false],
    ['11-21T10:00', false],
    ['11-22T10:00', false],
  ])('W-1.17 a Monday, a noon, a weekend: %s %s', (local, open) => {
    expect(isOpen(weekdays, calendar, at(local))).toBe(open)
  })

  it('W-1.17 a holiday is closed, whatever weekday it is', () => {
    expect(spansOn(weekdays, calendar, '2026-10-01')).toEqual([])
    expect(isOpen(weekdays, calendar, at('10-01T10:00'))).toBe(false)
  })

  it('W-1.17 a weekend day worked in exchange has the hours of a Friday', () => {
    expect(spansOn(weekdays, calendar, '2026-10-10')).toEqual(spansOn(weekdays, calendar, '2026-11-20'))
    expect(isOpen(weekdays, calendar, at('09-20T16:00'))).toBe(true)
  })

  it('W-1.17 … unless the office has hours of its own for that weekday', () => {
    expect(spansOn(saturdays, calendar, '2026-10-10')).toEqual([{ from: '09:00', to: '12:00' }])
    expect(spansOn(saturdays, calendar, '2026-09-20')).toEqual(spansOn(saturdays, calendar, '2026-11-20'))
  })

  it('W-1.17 the day is that of the office, not of UTC', () => {
    expect(isOpen(weekdays, calendar, '2026-11-23T00:30:00.000Z')).toBe(true)
    expect(isOpen(weekdays, calendar, '2026-11-22T23:59:00.000Z')).toBe(false)
  })

  it('W-1.17 tells when it closes and when it opens next', () => {
    expect(closesAt(weekdays, calendar, at('11-23T10:00'))).toBe(at('11-23T12:00'))
    expect(closesAt(weekdays, calendar, at('11-23T12:30'))).toBeNull()
    expect(nextOpening(weekdays, calendar, at('11-23T10:00'))).toBe(at('11-23T10:00'))
    expect(nextOpening(weekdays, calendar, at('11-23T12:30'))).toBe(at('11-23T13:30'))
    expect(nextOpening(weekdays, calendar, at('11-20T18:00'))).toBe(at('11-23T08:30'))
    expect(nextOpening(weekdays, calendar, at('09-30T18:00'))).toBe(at('10-05T08:30'))
  })

  it('W-1.17 an office that never opens says so', () => {
    expect(nextOpening({ hours: [] }, calendar, at('06-01T10:00'))).toBeNull()
  })

  it('W-1.11 a year the calendar does not cover is refused, never guessed', () => {
    expect(() => spansOn(weekdays, calendar, '2027-01-04')).toThrow(
      expect.objectContaining({ code: 'calendarMissing', details: { year: 2027 } }),
    )
    expect(() => nextOpening(weekdays, calendar, at('12-31T18:00'))).toThrow(expect.objectContaining({ code: 'calendarMissing' }))
  })

  it('W-1.17 the next opening is open, and no minute before it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 350 * 24 * 60 }), fc.constantFrom(weekdays, saturdays), (minutes, office) => {
        const start = Date.parse(at('01-01T00:00')) + minutes * 60_000
        const next = nextOpening(office, calendar, new Date(start).toISOString())!
        expect(isOpen(office, calendar, next)).toBe(true)
        for (let each = start; each < Date.parse(next); each += 7 * 60_000)
          expect(isOpen(office, calendar, new Date(each).toISOString())).toBe(false)
      }),
      { numRuns: 300 },
    )
  })
})
