import type { WorkCalendar } from '#protocol/window/catalogue.ts'
import { dayAfter } from '../../catalogue/day.ts'

const span = (name: string, from: string, to: string): { day: string; name: string }[] => {
  const days = []
  for (let day = from; day <= to; day = dayAfter(day)) days.push({ day, name })
  return days
}

/** 2026 as published. */
const HOLIDAYS_2026 = [
  ...span('元旦', '2026-01-01', '2026-01-03'), ...span('春节', '2026-02-15', '2026-02-23'), ...span('清明节', '2026-04-04', '2026-04-06'),
  ...span('劳动节', '2026-05-01', '2026-05-05'), ...span('端午节', '2026-06-19', '2026-06-21'), ...span('中秋节', '2026-09-25', '2026-09-27'),
  ...span('国庆节', '2026-10-01', '2026-10-07'),
]
const WORKDAYS_2026 = ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'].map((day) => ({ day, name: '调休' }))

/** Invented for the tests in the manner of earlier years: 2027 has not been published. */
const HOLIDAYS_2027 = [...span('元旦', '2027-01-01', '2027-01-03'), ...span('春节', '2027-02-05', '2027-02-12'), ...span('国庆节', '2027-10-01', '2027-10-07')]
const WORKDAYS_2027 = ['2027-01-30', '2027-02-20', '2027-09-26', '2027-10-09'].map((day) => ({ day, name: '调休' }))

export const CALENDAR_2026: WorkCalendar = { years: [2026], holidays: HOLIDAYS_2026, workdays: WORKDAYS_2026 }
export const CALENDAR: WorkCalendar = { years: [2026, 2027], holidays: [...HOLIDAYS_2026, ...HOLIDAYS_2027], workdays: [...WORKDAYS_2026, ...WORKDAYS_2027] }
