import { describe, expect, it } from 'vitest'
import { addWorkingDays, dueOn, isWorkingDay, nextOpening, readDay, readTerm, workingDaysBetween } from './index.ts'
import { CALENDAR, CALENDAR_2026 } from './testing/calendars.ts'

const term = (start: string, days: number, ...pauses: { from: string; to: string | null }[]) => ({ start, days, pauses })

describe('W-5 clocks in working days', () => {
  it('W-5.1 weekends and holidays do not count, weekend days worked in exchange do', () => {
    for (const day of ['2026-02-16', '2026-10-01', '2026-11-21', '2026-11-22', '2026-02-15']) expect(isWorkingDay(CALENDAR, day), day).toBe(false)
    for (const day of ['2026-02-14', '2026-02-28', '2026-02-24', '2026-10-10', '2026-09-20', '2026-11-20']) expect(isWorkingDay(CALENDAR, day), day).toBe(true)
  })
  it('W-5.2 a term begins the day after, and runs over the Spring Festival and the National Day of 2026', () => {
    expect(addWorkingDays(CALENDAR, '2026-11-20', 1)).toBe('2026-11-23')
    // Friday 13 February: Saturday 14 is worked, then nine days off
    expect(addWorkingDays(CALENDAR, '2026-02-13', 1)).toBe('2026-02-14')
    expect(addWorkingDays(CALENDAR, '2026-02-13', 2)).toBe('2026-02-24')
    expect(addWorkingDays(CALENDAR, '2026-02-13', 6)).toBe('2026-02-28')
    expect(addWorkingDays(CALENDAR, '2026-09-30', 1)).toBe('2026-10-08')
    expect(addWorkingDays(CALENDAR, '2026-09-30', 3)).toBe('2026-10-10')
    expect(addWorkingDays(CALENDAR, '2026-09-30', 4)).toBe('2026-10-12')
    expect(addWorkingDays(CALENDAR, '2026-12-31', 1)).toBe('2027-01-04')
  })
  it('W-5.2 a term of no days ends on the day itself, or on the first working day after it', () => {
    expect(addWorkingDays(CALENDAR, '2026-11-20', 0)).toBe('2026-11-20')
    expect(addWorkingDays(CALENDAR, '2026-11-21', 0)).toBe('2026-11-23')
    expect(addWorkingDays(CALENDAR, '2026-02-15', 0)).toBe('2026-02-24')
  })
  it('W-5.2 the days between are those of the term', () => {
    expect(workingDaysBetween(CALENDAR, '2026-09-30', '2026-10-12')).toBe(4)
    expect(workingDaysBetween(CALENDAR, '2026-10-12', '2026-09-30')).toBe(-4)
    expect(workingDaysBetween(CALENDAR, '2026-10-01', '2026-10-07')).toBe(0)
  })
  it('W-5.3 while a correction is awaited the clock stands still, the day of asking and the day of coming included', () => {
    expect(dueOn(CALENDAR, term('2026-11-16', 5))).toBe('2026-11-23')
    expect(dueOn(CALENDAR, term('2026-11-16', 5, { from: '2026-11-18', to: '2026-11-20' }))).toBe('2026-11-26')
    expect(dueOn(CALENDAR, term('2026-11-16', 5, { from: '2026-11-18', to: '2026-11-18' }))).toBe('2026-11-24')
    // asked on the last day: never overdue by the citizen's answer
    expect(dueOn(CALENDAR, term('2026-11-16', 5, { from: '2026-11-23', to: '2026-12-01' }))).toBe('2026-12-02')
    expect(dueOn(CALENDAR, term('2026-11-16', 0, { from: '2026-11-16', to: '2026-11-18' }))).toBe('2026-11-19')
    // days off within a pause lengthen nothing; days in two pauses count once
    expect(dueOn(CALENDAR, term('2026-09-28', 2, { from: '2026-10-01', to: '2026-10-07' }))).toBe('2026-09-30')
    expect(dueOn(CALENDAR, term('2026-09-28', 3, { from: '2026-09-30', to: '2026-10-07' }))).toBe('2026-10-09')
    expect(dueOn(CALENDAR, term('2026-11-16', 5, { from: '2026-11-18', to: '2026-11-20' }, { from: '2026-11-19', to: '2026-11-23' }))).toBe('2026-11-27')
  })
  it('W-5.4 while it stands still nobody knows the end; a term that is over is not stopped any more', () => {
    expect(dueOn(CALENDAR, term('2026-11-16', 5, { from: '2026-11-18', to: null }))).toBeNull()
    expect(dueOn(CALENDAR, term('2026-11-16', 5, { from: '2026-11-24', to: null }))).toBe('2026-11-23')
    expect(dueOn(CALENDAR, term('2026-11-16', 5, { from: '2026-11-23', to: null }))).toBeNull()
    expect(dueOn(CALENDAR, term('2026-11-16', 0, { from: '2026-11-17', to: null }))).toBe('2026-11-16')
    expect(readTerm(CALENDAR, term('2026-11-16', 5, { from: '2026-11-18', to: null }), '2026-12-30', [3, 1])).toEqual({ dueOn: null, left: null, level: 'suspended' })
  })
  it('W-5.5 it warns three days and one day before, on the day, and when the day is over', () => {
    const on = (today: string) => readTerm(CALENDAR, term('2026-09-21', 10), today, [3, 1])
    expect(on('2026-09-21')).toEqual({ dueOn: '2026-10-12', left: 10, level: 'running' })
    expect(on('2026-10-04')).toMatchObject({ left: 4, level: 'running' })
    expect(on('2026-10-08')).toMatchObject({ left: 3, level: 'soon' })
    expect(on('2026-10-09')).toMatchObject({ left: 2, level: 'soon' })
    expect(on('2026-10-11')).toMatchObject({ left: 1, level: 'near' })
    expect(on('2026-10-12')).toMatchObject({ left: 0, level: 'due' })
    expect(on('2026-10-13')).toMatchObject({ left: -1, level: 'overdue' })
    // a day off after the last day: nothing is left and the day is over all the same
    expect(readDay(CALENDAR, '2026-11-20', '2026-11-21', [3, 1])).toEqual({ dueOn: '2026-11-20', left: 0, level: 'overdue' })
  })
  it('W-5.6 a year that the calendar does not cover is refused by name, never guessed', () => {
    expect(() => addWorkingDays(CALENDAR_2026, '2026-12-31', 1)).toThrow(expect.objectContaining({ code: 'calendarMissing', details: { year: 2027 } }))
    expect(() => isWorkingDay(CALENDAR_2026, '2025-12-31')).toThrow(expect.objectContaining({ code: 'calendarMissing' }))
    expect(readTerm(CALENDAR_2026, term('2026-12-30', 5), '2026-12-30', [3, 1])).toEqual({ dueOn: null, left: null, level: 'unknown' })
    expect(readDay(CALENDAR_2026, '2026-12-30', '2027-01-05', [3, 1]).level).toBe('unknown')
    const endless = { years: [2026], holidays: Array.from({ length: 365 }, (_, i) => ({ day: new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10), name: '假' })), workdays: [] }
    expect(() => addWorkingDays(endless, '2026-01-01', 1)).toThrow(expect.objectContaining({ code: 'calendarMissing' }))
  })
  it('W-5.7 the office opens next at the next opening of a working day, in Shanghai time', () => {
    const office = { hours: [{ weekdays: [1, 2, 3, 4, 5], spans: [{ from: '08:30', to: '12:00' }] }] }
    expect(nextOpening(office, CALENDAR, '2026-09-30T08:00:00.000Z')).toBe('2026-10-08T00:30:00.000Z')
  })
})
