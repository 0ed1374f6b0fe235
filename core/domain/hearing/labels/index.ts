import { ROLE_LABELS, SIDE_LABELS } from './roles.ts'
import { STAGE_LABELS, roomLabel } from './places.ts'
import {
  ATTENDANCE_LABELS, DISCONNECT_LABELS, IDENTITY_LABELS, OFFLINE_LABELS, OUTCOME_LABELS, RECESS_LABELS, RECORD_LABELS,
  RECUSAL_LABELS, TESTIMONY_LABELS,
} from './reasons.ts'
import { seatLabel } from './seats.ts'

/** Every word of the hearing that a person reads, in both languages. */
export const labels = {
  role: ROLE_LABELS, side: SIDE_LABELS, stage: STAGE_LABELS, room: roomLabel, seat: seatLabel, recess: RECESS_LABELS,
  offline: OFFLINE_LABELS, disconnect: DISCONNECT_LABELS, outcome: OUTCOME_LABELS, attendance: ATTENDANCE_LABELS,
  identity: IDENTITY_LABELS, recusal: RECUSAL_LABELS, testimony: TESTIMONY_LABELS, record: RECORD_LABELS,
} as const
