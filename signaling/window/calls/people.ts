import type { Catalogue } from '#protocol/window/catalogue.ts'
import type { WindowSeat } from '#protocol/window/actor.ts'
import { CallRole, type CallItem, type CallPerson } from '#protocol/window/session.ts'

/** Somebody of the staff as a call holds them; null for who has no place in calls or is not in the catalogue. */
export function staffInCall(catalogue: Catalogue, personId: string, at: string | null): CallPerson | null {
  const person = catalogue.staff.find((one) => one.personId === personId && one.at === at)
  const role = CallRole.safeParse(person?.role)
  if (!person || !role.success) return null
  return { personId, name: person.name, role: role.data, at: person.at, languages: person.languages.slice(0, 12) }
}

/** The clerk of a window; somebody whom a later catalogue has left out finishes what they have begun. */
export const clerkInCall = (catalogue: Catalogue, clerkId: string, officeId: string): CallPerson =>
  staffInCall(catalogue, clerkId, officeId) ?? { personId: clerkId, name: '窗口人员', role: 'remoteClerk', at: officeId, languages: [] }

/** What a call needs of an item; null for one that the catalogue does not hold. */
export function itemInCall(catalogue: Catalogue, itemCode: string): CallItem | null {
  const item = catalogue.items.find((one) => one.itemCode === itemCode)
  if (!item) return null
  const { name, mode, materials, form, signs, paperOnly } = item
  return { itemCode, name, mode, materials, form, signs, paperOnly }
}

/** The hand of whoever may sit in a call. */
export const mayEnterCalls = (seat: WindowSeat): boolean => CallRole.safeParse(seat.role).success
