import { z } from 'zod'
import { Id, PersonId } from '../ids.ts'
import { StaffRole } from './catalogue.ts'

/** Whose hand an event of the windows came from. */
export const WindowRole = z.enum(['serviceApplicant', ...StaffRole.options])
export const WindowActor = z.union([
  z.strictObject({ system: Id }),
  /** `at`: the office or centre somebody works for; null for citizens. Taken from the sign-in, never from the message. */
  z.strictObject({ personId: PersonId, role: WindowRole, at: Id.nullable() }),
])

/** Who somebody is at the windows; `centerId`: the centre of the terminal a citizen sits at, or of the staff who work in one. */
export const WindowSeat = z.strictObject({ personId: PersonId, role: WindowRole, at: Id.nullable(), centerId: Id.nullable() })

export type WindowSeat = z.infer<typeof WindowSeat>
export type WindowRole = z.infer<typeof WindowRole>
export type WindowActor = z.infer<typeof WindowActor>
