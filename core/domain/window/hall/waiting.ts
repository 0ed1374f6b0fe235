import type { HallState } from './state.ts'
import { benchOf, lanesFor } from './choose.ts'
import { own } from '../../own.ts'

/** How many wait whom this window may call, and by which kind of place; for the clerk's desk. `state` must be the host's. */
export function waitingFor(state: HallState, windowId: string): { front: number; ahead: number; ordinary: number } {
  const count = { front: 0, ahead: 0, ordinary: 0 }
  const desk = own(state.windows, windowId)
  if (!desk) return count
  for (const lane of lanesFor(state, desk, benchOf(state))) {
    count.front += lane.front.length
    count.ahead += lane.ahead.length
    count.ordinary += lane.ordinary.length
  }
  return count
}
