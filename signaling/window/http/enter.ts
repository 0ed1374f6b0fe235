import type { Request } from 'express'
import { AppError } from '#protocol/errors.ts'
import type { WindowSeat } from '#protocol/window/actor.ts'
import { bearer } from '#platform/http/replies.ts'
import type { Doors } from '../../sign-in/doors.ts'
import type { WindowDoors } from '../../sign-in/window-doors.ts'

export type WindowDoor = { doors: Doors; windowDoors: WindowDoors }
export type Entered = { seat: WindowSeat; name: string }

/** Who asks, at the windows. @throws AppError notSignedIn, sessionExpired; notPermitted for people of the court alone */
export async function enter(request: Request, door: WindowDoor): Promise<Entered> {
  return enterByToken(bearer(request), door)
}

export async function enterByToken(token: string, { doors, windowDoors }: WindowDoor): Promise<Entered> {
  const session = await doors.find(token)
  const seat = await windowDoors.seatOf(session)
  if (seat === null) throw new AppError('notPermitted')
  return { seat, name: session.name }
}

export async function enterAsStaff(request: Request, door: WindowDoor, ...roles: WindowSeat['role'][]): Promise<WindowSeat & { at: string }> {
  const { seat } = await enter(request, door)
  const { role, at } = seat
  if (role === 'serviceApplicant' || at === null || (roles.length > 0 && !roles.includes(role))) throw new AppError('notPermitted')
  return { ...seat, at }
}
