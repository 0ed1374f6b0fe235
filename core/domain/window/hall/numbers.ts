import type { Catalogue } from '#protocol/window/catalogue.ts'
import type { HallState } from './state.ts'
import { seriesKey } from './filing.ts'
import { own } from '../../own.ts'

/** Without I and O, which are read as digits. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ'

/** A department's letter by its place in the catalogue: A … Z, then AA … (W-2.4). */
export function departmentLetter(catalogue: Catalogue, departmentId: string): string {
  const place = Math.max(0, catalogue.departments.findIndex((one) => one.departmentId === departmentId))
  const letter = (index: number): string => LETTERS[index] ?? 'A'
  return place < LETTERS.length ? letter(place) : letter(Math.floor(place / LETTERS.length) - 1) + letter(place % LETTERS.length)
}

/** The next number of a centre (null: all who wait at home) and letter: counted up, never given twice in a day. */
export function nextNumber(state: HallState, centerId: string | null, series: string): { number: string; series: string; nth: number } {
  const nth = (own(state.index?.series ?? {}, seriesKey(centerId, series)) ?? 0) + 1
  return { number: `${series}${String(nth).padStart(3, '0')}`, series, nth }
}

/** The lowest counter of a centre at which nobody sits; null when all are taken. */
export function freeCounter(state: HallState, catalogue: Catalogue, centerId: string | null): number | null {
  const center = catalogue.centers.find((one) => one.centerId === centerId)
  if (!center) return null
  const taken = own(state.index?.counters ?? {}, center.centerId) ?? {}
  for (let counter = 1; counter <= center.counters; counter++) if (!Object.hasOwn(taken, counter)) return counter
  return null
}
