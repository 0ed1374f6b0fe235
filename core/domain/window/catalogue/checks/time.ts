import { members } from '../loose.ts'
import { weekdayOf } from '../day.ts'
import type { Check } from './report.ts'

/** W-1.10: opening hours run forward and name each weekday once. W-1.11: the calendar says one thing of each day. */
export const time: Check = (draft, report) => {
  for (const [index, office] of members(draft.offices)) {
    const weekdays = new Set<number>()
    for (const [at, hours] of members(office.hours)) {
      const path = ['offices', index, 'hours', at]
      for (const [slot, weekday] of members(hours.weekdays)) {
        if (weekdays.has(weekday)) report([...path, 'weekdays', slot], 'weekdayTwice', { weekday })
        weekdays.add(weekday)
      }
      let end = ''
      for (const [slot, span] of members(hours.spans)) {
        if (span.from === undefined || span.to === undefined) continue
        if (span.from >= span.to) report([...path, 'spans', slot], 'spanOrder', { from: span.from, to: span.to })
        if (end !== '' && span.from < end) report([...path, 'spans', slot], 'spanOverlap', { from: span.from })
        if (span.to > end) end = span.to
      }
    }
  }
  const years = draft.calendar?.years ?? []
  const seen = new Map<string, 'holidays' | 'workdays'>()
  for (const list of ['holidays', 'workdays'] as const) {
    for (const [index, { day }] of members(draft.calendar?.[list])) {
      if (day === undefined) continue
      const path = ['calendar', list, index, 'day']
      if (!years.includes(Number(day.slice(0, 4)))) report(path, 'yearNotCovered', { day })
      if (list === 'workdays' && weekdayOf(day) < 6) report(path, 'workdayNotWeekend', { day })
      const other = seen.get(day)
      if (other === list) report(path, 'notUnique', { id: day })
      else if (other) report(path, 'holidayAndWorkday', { day })
      seen.set(day, list)
    }
  }
}
