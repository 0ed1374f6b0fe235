import type { WorkCalendar } from '#protocol/window/catalogue.ts'
import { AppError } from '#protocol/errors.ts'
import { isWorkingDay, termEnd, workingDaysBetween } from './calendar.ts'

/** From the day something was asked of the citizen until the day it came; `to` null = it has not come yet. */
export type Pause = { from: string; to: string | null }

/**
 * A term: it starts the day after `start` (R1 9 for courts, W-5.2 here) and counts working days, but for those on which
 * the clock stood still. The day on which it is stopped and the day on which it goes on are not counted (W-5.3).
 */
export type Term = { start: string; days: number; pauses: readonly Pause[] }

/** Whether the clock stands still on that day for any part of it. */
const isPaused = (pauses: readonly Pause[], day: string): boolean => pauses.some(({ from, to }) => from <= day && (to === null || day <= to))

/** What a pause that is not over may not reach: a term that has run out before cannot be stopped any more. */
const openPause = (pauses: readonly Pause[]): string | null => pauses.find(({ to }) => to === null)?.from ?? null

/**
 * The day on which a term ends; null while the clock stands still, for then nobody knows (W-5.4).
 * @throws AppError('calendarMissing') where the term runs out of the calendar
 */
export function dueOn(calendar: WorkCalendar, { start, days, pauses }: Term): string | null {
  const stopped = openPause(pauses)
  if (stopped === null) return termEnd(calendar, start, days, (day) => !isPaused(pauses, day))
  // every day from `stopped` on is one that does not count: either the term was over before, or its end is not known
  const before = countedUntil(calendar, { start, days, pauses }, stopped)
  if (before < Math.max(days, 1)) return null
  return termEnd(calendar, start, days, (day) => !isPaused(pauses, day))
}

/** How many days of a term have been counted up to and including `until`. @throws AppError('calendarMissing') */
export function countedUntil(calendar: WorkCalendar, { start, days, pauses }: Term, until: string): number {
  const own = days === 0 && isWorkingDay(calendar, start) && !isPaused(pauses, start) && start <= until ? 1 : 0
  if (until <= start) return own
  return own + workingDaysBetween(calendar, start, until) - pausedDays(calendar, pauses, start, until)
}

/** Working days after `from` up to and including `to` on which the clock stood still; each counted once, however many pauses it lies in. */
export function pausedDays(calendar: WorkCalendar, pauses: readonly Pause[], from: string, to: string): number {
  if (pauses.length === 0 || to <= from) return 0
  let [count, reached] = [0, from]
  for (const pause of [...pauses].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    const last = pause.to === null || pause.to > to ? to : pause.to
    // the day of the stop itself is one of the days: it is counted from the day before
    const first = pause.from > reached ? dayBefore(pause.from) : reached
    if (last <= first) continue
    count += workingDaysBetween(calendar, first, last)
    reached = last
  }
  return count
}

const dayBefore = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) - 24 * 3600_000).toISOString().slice(0, 10)

/** How near the end of a term is. `unknown`: the calendar does not reach so far, and nobody guesses. */
export type ClockLevel = 'running' | 'soon' | 'near' | 'due' | 'overdue' | 'suspended' | 'unknown'
export type Reading = { dueOn: string | null; /** Working days left; negative once overdue, null where not known. */ left: number | null; level: ClockLevel }

/** Working days before the end at which the first and the second warning are given. */
export type WarnDays = readonly [soon: number, near: number]

/** What a clock shows on a day (W-5.5). Never throws over a calendar that ends: it says `unknown`. */
export function readTerm(calendar: WorkCalendar, term: Term, today: string, warn: WarnDays): Reading {
  return orUnknown(() => {
    const due = dueOn(calendar, term)
    return due === null ? { dueOn: null, left: null, level: 'suspended' } : levelOf(calendar, due, today, warn)
  })
}

/** The same for a day that was named once and for all. */
export function readDay(calendar: WorkCalendar, due: string, today: string, warn: WarnDays): Reading {
  return orUnknown(() => levelOf(calendar, due, today, warn))
}

function levelOf(calendar: WorkCalendar, due: string, today: string, [soon, near]: WarnDays): Reading {
  const left = workingDaysBetween(calendar, today, due)
  // a day that is over is over, also where only days off have passed since
  const level = today > due ? 'overdue' : today === due ? 'due' : left <= near ? 'near' : left <= soon ? 'soon' : 'running'
  return { dueOn: due, left, level }
}

function orUnknown(read: () => Reading): Reading {
  try {
    return read()
  } catch (error) {
    if (error instanceof AppError && error.code === 'calendarMissing') return { dueOn: null, left: null, level: 'unknown' }
    throw error
  }
}
