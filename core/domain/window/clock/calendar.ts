import type { WorkCalendar } from '#protocol/window/catalogue.ts'
import { AppError } from '#protocol/errors.ts'
import { dayAfter, weekdayOf } from '../catalogue/day.ts'

/** Longer than any series of holidays by far: a calendar with so many in a row is a broken one. */
const LONGEST_BREAK_DAYS = 120

type Index = { years: ReadonlySet<number>; holidays: ReadonlySet<string>; workdays: ReadonlySet<string> }
const indexes = new WeakMap<WorkCalendar, Index>()

/** A calendar is looked at day by day for every clock of every case; its lists are turned into sets once. */
function indexOf(calendar: WorkCalendar): Index {
  const known = indexes.get(calendar)
  if (known) return known
  const days = (list: readonly { day: string }[]) => new Set(list.map(({ day }) => day))
  const made = { years: new Set(calendar.years), holidays: days(calendar.holidays), workdays: days(calendar.workdays) }
  indexes.set(calendar, made)
  return made
}

/**
 * Whether a day at the office counts (W-5.1): Monday to Friday unless the state keeps it free, and the weekend days worked
 * in exchange (调休).
 * @throws AppError('calendarMissing') for a day of a year the calendar does not cover
 */
export function isWorkingDay(calendar: WorkCalendar, day: string): boolean {
  const { years, holidays, workdays } = indexOf(calendar)
  const year = Number(day.slice(0, 4))
  if (!years.has(year)) throw new AppError('calendarMissing', { year })
  return !holidays.has(day) && (workdays.has(day) || weekdayOf(day) <= 5)
}

/**
 * The day on which a term of `count` working days ends that begins the day after `day` (W-5.2). A term of none ends on the
 * day itself, or on the first working day after it.
 * @throws AppError('calendarMissing') where the term runs out of the calendar
 */
export function addWorkingDays(calendar: WorkCalendar, day: string, count: number): string {
  return termEnd(calendar, day, count, () => true)
}

/**
 * Working days after `from` up to and including `to`; negative when `to` lies before `from`.
 * @throws AppError('calendarMissing')
 */
export function workingDaysBetween(calendar: WorkCalendar, from: string, to: string): number {
  if (to < from) return 0 - workingDaysBetween(calendar, to, from)
  let count = 0
  for (let day = from; day < to; ) {
    day = dayAfter(day)
    if (isWorkingDay(calendar, day)) count++
  }
  return count
}

/** `addWorkingDays` over those working days alone that `counts` says yes to. @throws AppError('calendarMissing') */
export function termEnd(calendar: WorkCalendar, start: string, count: number, counts: (day: string) => boolean): string {
  const runs = (day: string) => isWorkingDay(calendar, day) && counts(day)
  let day = count === 0 ? start : dayAfter(start)
  for (let left = Math.max(count, 1), idle = 0; ; day = dayAfter(day)) {
    if (runs(day)) {
      if (--left === 0) return day
      idle = 0
    } else if (++idle > LONGEST_BREAK_DAYS && counts(day)) throw new AppError('calendarMissing', { year: Number(day.slice(0, 4)) })
  }
}
