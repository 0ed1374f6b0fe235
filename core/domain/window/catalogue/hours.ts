import type { Office, WorkCalendar } from '#protocol/window/catalogue.ts'
import { AppError } from '#protocol/errors.ts'
import { atOffice, dayAfter, instantOf, weekdayOf } from './day.ts'

export type Span = { from: string; to: string }
type Hours = Pick<Office, 'hours'>

/** Longer than any series of holidays; an office without an opening in so many days has none at all. */
const LOOK_AHEAD_DAYS = 60
const FRIDAY = 5

/**
 * When an office is open on a day, in clock times at the office (W-1.17). A holiday is closed. A weekend day worked in
 * exchange keeps the hours of its own weekday where the office has any, those of a Friday otherwise.
 * @throws AppError('calendarMissing') for a day of a year the calendar does not cover
 */
export function spansOn(office: Hours, calendar: WorkCalendar, day: string): readonly Span[] {
  const year = Number(day.slice(0, 4))
  if (!calendar.years.includes(year)) throw new AppError('calendarMissing', { year })
  if (calendar.holidays.some((each) => each.day === day)) return []
  const own = spansOfWeekday(office, weekdayOf(day))
  if (own.length > 0 || !calendar.workdays.some((each) => each.day === day)) return own
  return spansOfWeekday(office, FRIDAY)
}

/** Open from the first minute of a span until, not including, the last. @throws AppError('calendarMissing') */
export function isOpen(office: Hours, calendar: WorkCalendar, instant: string): boolean {
  return closesAt(office, calendar, instant) !== null
}

/** When the span ends in which the office is open now; null when it is closed. @throws AppError('calendarMissing') */
export function closesAt(office: Hours, calendar: WorkCalendar, instant: string): string | null {
  const { day, clock } = atOffice(instant)
  const span = spansOn(office, calendar, day).find(({ from, to }) => from <= clock && clock < to)
  return span ? instantOf(day, span.to) : null
}

/**
 * The instant itself when the office is open, else the next one at which it opens; null when it does not open within
 * sixty days. @throws AppError('calendarMissing') when the calendar ends before that is known
 */
export function nextOpening(office: Hours, calendar: WorkCalendar, instant: string): string | null {
  if (isOpen(office, calendar, instant)) return instant
  const { day: today, clock } = atOffice(instant)
  for (let day = today, ahead = 0; ahead <= LOOK_AHEAD_DAYS; day = dayAfter(day), ahead++) {
    const span = spansOn(office, calendar, day).find(({ from }) => day !== today || from > clock)
    if (span) return instantOf(day, span.from)
  }
  return null
}

function spansOfWeekday(office: Hours, weekday: number): readonly Span[] {
  return office.hours.find((each) => each.weekdays.includes(weekday))?.spans ?? []
}
