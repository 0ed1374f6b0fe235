/** Terms in working days at the office (Asia/Shanghai), over the state's calendar (docs/spec/window.md, W-5). */
export { addWorkingDays, isWorkingDay, workingDaysBetween } from './calendar.ts'
export { countedUntil, dueOn, pausedDays, readDay, readTerm } from './term.ts'
export type { ClockLevel, Pause, Reading, Term, WarnDays } from './term.ts'
export { atOffice, dayAfter, instantOf } from '../catalogue/day.ts'
export { isOpen, nextOpening } from '../catalogue/hours.ts'
