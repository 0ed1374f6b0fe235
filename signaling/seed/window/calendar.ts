import type { z } from 'zod'
import type { WorkCalendar } from '#protocol/window/catalogue.ts'

/** "2026-02-15..2026-02-23": every day from the first to the last. */
function days(name: string, range: string): { day: string; name: string }[] {
  const [from = '', to = from] = range.split('..')
  const all: { day: string; name: string }[] = []
  for (let at = Date.parse(`${from}T00:00:00Z`); at <= Date.parse(`${to}T00:00:00Z`); at += 24 * 3600_000)
    all.push({ day: new Date(at).toISOString().slice(0, 10), name })
  return all
}

const PROVISIONAL = '（暂定，以国务院公布为准）'

/**
 * 2026 as the State Council published it. For 2027 only the statutory days (全国年节及纪念日放假办法), named provisional:
 * which weekends are exchanged is not known before it is published, and must then be imported.
 */
export const CALENDAR: z.input<typeof WorkCalendar> = {
  years: [2026, 2027],
  holidays: [
    ...days('元旦', '2026-01-01..2026-01-03'),
    ...days('春节', '2026-02-15..2026-02-23'),
    ...days('清明节', '2026-04-04..2026-04-06'),
    ...days('劳动节', '2026-05-01..2026-05-05'),
    ...days('端午节', '2026-06-19..2026-06-21'),
    ...days('中秋节', '2026-09-25..2026-09-27'),
    ...days('国庆节', '2026-10-01..2026-10-07'),
    ...days(`元旦${PROVISIONAL}`, '2027-01-01'),
    ...days(`春节${PROVISIONAL}`, '2027-02-05..2027-02-08'),
    ...days(`清明节${PROVISIONAL}`, '2027-04-05'),
    ...days(`劳动节${PROVISIONAL}`, '2027-05-01..2027-05-02'),
    ...days(`端午节${PROVISIONAL}`, '2027-06-09'),
    ...days(`中秋节${PROVISIONAL}`, '2027-09-15'),
    ...days(`国庆节${PROVISIONAL}`, '2027-10-01..2027-10-03'),
  ],
  workdays: [
    ...days('元旦调休', '2026-01-04'),
    ...days('春节调休', '2026-02-14'),
    ...days('春节调休', '2026-02-28'),
    ...days('劳动节调休', '2026-05-09'),
    ...days('国庆节调休', '2026-09-20'),
    ...days('国庆节调休', '2026-10-10'),
  ],
}
