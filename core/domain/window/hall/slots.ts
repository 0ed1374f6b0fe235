import type { HallSettings } from '#protocol/window/hall.ts'
import type { Catalogue, Office } from '#protocol/window/catalogue.ts'
import type { HallState } from './state.ts'
import { instantOf } from '../catalogue/day.ts'
import { spansOn } from '../catalogue/hours.ts'
import { slotKey } from './filing.ts'
import { own } from '../../own.ts'

/** A time that may be booked: `slot` is its begin by the clock at the office, `free` how many places are left. */
export type Slot = { slot: string; from: string; to: string; free: number }

const clockOf = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

/**
 * The whole slots that fit into an office's opening hours of a day (W-2.14).
 * @throws AppError('calendarMissing') for a day of a year the calendar does not cover
 */
export function slotsOf(state: HallState, office: Pick<Office, 'officeId' | 'hours'>, calendar: Catalogue['calendar']): Slot[] {
  const { slotMinutes } = state.settings
  const capacity = capacityOf(state.settings, office.officeId)
  return spansOn(office, calendar, state.day).flatMap((span) => {
    const slots: Slot[] = []
    for (let begin = minutesOf(span.from); begin + slotMinutes <= minutesOf(span.to); begin += slotMinutes) {
      const from = instantOf(state.day, clockOf(begin))
      const to = instantOf(state.day, clockOf(begin + slotMinutes))
      const booked = own(state.index?.slots ?? {}, slotKey(office.officeId, from)) ?? 0
      slots.push({ slot: clockOf(begin), from, to, free: Math.max(0, capacity - booked) })
    }
    return slots
  })
}

export const capacityOf = (settings: HallSettings, officeId: string): number => own(settings.slotCapacities, officeId) ?? settings.slotCapacity
