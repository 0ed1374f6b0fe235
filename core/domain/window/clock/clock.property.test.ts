import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addWorkingDays, countedUntil, dayAfter, dueOn, isWorkingDay, pausedDays, readTerm, workingDaysBetween } from './index.ts'
import type { Pause } from './index.ts'
import { CALENDAR } from './testing/calendars.ts'

const RUNS = { numRuns: 1500 }
const dayAt = (n: number): string => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10)
/** From New Year 2026 to early summer 2027: terms of up to 80 days stay within the calendar. */
const anyDay = fc.oneof(fc.nat(520).map(dayAt), fc.constantFrom(...['2026-02-13', '2026-02-14', '2026-02-15', '2026-02-23', '2026-02-28', '2026-09-20', '2026-09-30', '2026-10-07', '2026-10-10', '2026-12-31', '2027-02-04']))
const count = fc.nat(60)
const pauses = fc.array(fc.tuple(anyDay, fc.nat(20)), { maxLength: 4 }).map((list) => list.map(([from, length]): Pause => ({ from, to: dayAt((Date.parse(from) - Date.UTC(2026, 0, 1)) / 86_400_000 + length) })))

describe('W-5 for every term', () => {
  it('W-5.1 a term never ends on a day that does not count', () => {
    fc.assert(fc.property(anyDay, count, pauses, (start, days, stops) => {
      expect(isWorkingDay(CALENDAR, dueOn(CALENDAR, { start, days, pauses: stops })!)).toBe(true)
    }), RUNS)
  })
  it('W-5.2 longer terms end later, later starts never end earlier, and the start itself is no day of the term', () => {
    fc.assert(fc.property(anyDay, count, (start, days) => {
      const end = addWorkingDays(CALENDAR, start, days)
      if (days > 0) expect(addWorkingDays(CALENDAR, start, days + 1) > end).toBe(true)
      expect(addWorkingDays(CALENDAR, dayAfter(start), days) >= end).toBe(true)
      expect(days === 0 ? end >= start : end > start).toBe(true)
    }), RUNS)
  })
  it('W-5.2 adding and then counting gives back', () => {
    fc.assert(fc.property(anyDay, fc.integer({ min: 1, max: 60 }), (start, days) => {
      expect(workingDaysBetween(CALENDAR, start, addWorkingDays(CALENDAR, start, days))).toBe(days)
    }), RUNS)
    fc.assert(fc.property(anyDay, anyDay, anyDay, (a, b, c) => {
      expect(workingDaysBetween(CALENDAR, a, b) + workingDaysBetween(CALENDAR, b, c)).toBe(workingDaysBetween(CALENDAR, a, c))
      expect(workingDaysBetween(CALENDAR, a, b) + workingDaysBetween(CALENDAR, b, a)).toBe(0)
    }), RUNS)
  })
  it('W-5.3 a suspension adds exactly the working days on which the clock stood still', () => {
    fc.assert(fc.property(anyDay, fc.integer({ min: 1, max: 40 }), pauses, (start, days, stops) => {
      const end = dueOn(CALENDAR, { start, days, pauses: stops })!
      expect(workingDaysBetween(CALENDAR, start, end)).toBe(days + pausedDays(CALENDAR, stops, start, end))
      expect(end).toBe(addWorkingDays(CALENDAR, start, days + pausedDays(CALENDAR, stops, start, end)))
      expect(countedUntil(CALENDAR, { start, days, pauses: stops }, end)).toBe(days)
      expect(end >= addWorkingDays(CALENDAR, start, days)).toBe(true)
    }), RUNS)
  })
  it('W-5.3 paused days, counted by hand', () => {
    fc.assert(fc.property(anyDay, anyDay, pauses, (a, b, stops) => {
      const [from, to] = a < b ? [a, b] : [b, a]
      let expected = 0
      for (let day = from; day < to; ) {
        day = dayAfter(day)
        if (isWorkingDay(CALENDAR, day) && stops.some((stop) => stop.from <= day && day <= stop.to!)) expected++
      }
      expect(pausedDays(CALENDAR, stops, from, to)).toBe(expected)
    }), RUNS)
  })
  it('W-5.4 an open pause gives either no end or the end the term had reached before', () => {
    fc.assert(fc.property(anyDay, count, anyDay, (start, days, from) => {
      const without = dueOn(CALENDAR, { start, days, pauses: [] })!
      expect(dueOn(CALENDAR, { start, days, pauses: [{ from, to: null }] })).toBe(without < from ? without : null)
    }), RUNS)
  })
  it('W-5.5 the level only grows worse as the days go by', () => {
    const order = ['running', 'soon', 'near', 'due', 'overdue']
    fc.assert(fc.property(anyDay, fc.integer({ min: 0, max: 15 }), (start, days) => {
      let worst = 0
      for (let day = start, n = 0; n < 40; n++, day = dayAfter(day)) {
        const now = order.indexOf(readTerm(CALENDAR, { start, days, pauses: [] }, day, [3, 1]).level)
        expect(now).toBeGreaterThanOrEqual(worst)
        worst = now
      }
      expect(worst).toBe(4)
    }), { numRuns: 300 })
  })
})
