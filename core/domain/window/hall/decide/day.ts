import type { Draft } from './draft.ts'
import type { Handlers } from './handler.ts'
import { atOffice } from '../../catalogue/day.ts'
import { isLiving } from '../filing.ts'
import { everyShelved } from '../shelves.ts'
import { refuse } from './draft.ts'
import { putBack } from './windows.ts'

/** Windows and walk-ins belong to the day at the office; appointments may be made before it. @throws AppError('hallClosed') */
export function needToday(draft: Draft): void {
  if (atOffice(draft.context.now).day !== draft.state.day) refuse('hallClosed')
}

export const systemHandlers: Handlers<'noteClerkConnected' | 'noteClerkLost' | 'releaseClerk' | 'closeDay'> = {
  noteClerkConnected(draft, { clerkId, connectionId }) {
    const desk = draft.deskOf(clerkId) ?? refuse('windowNotOpen')
    if (desk.connectionId === connectionId) refuse('alreadyDone')
    draft.emit({ type: 'clerkConnected', windowId: desk.windowId, clerkId, connectionId })
  },
  noteClerkLost(draft, { clerkId, connectionId }) {
    const desk = draft.deskOf(clerkId) ?? refuse('windowNotOpen')
    // an older line that goes after a newer one came says nothing
    if (desk.lostSince !== null || (desk.connectionId !== null && desk.connectionId !== connectionId)) refuse('alreadyDone')
    draft.emit({ type: 'clerkLost', windowId: desk.windowId, clerkId })
  },
  releaseClerk(draft, { clerkId }) {
    const desk = draft.deskOf(clerkId) ?? refuse('alreadyDone')
    if (desk.lostSince === null) return refuse('alreadyDone')
    draft.needElapsed(desk.lostSince, draft.state.settings.graceSeconds)
    putBack(draft, desk, 'clerkLost')
    draft.emit({ type: 'windowClosed', windowId: desk.windowId, cause: 'clerkLost', reason: '' })
  },
  closeDay(draft, { reason, evenInCall }) {
    const running = everyShelved(draft.state.tickets).filter((ticket) => isLiving(ticket) && ticket.at !== null).length
    if (running > 0 && !evenInCall) refuse('callsRunning', { count: running })
    draft.emit({ type: 'dayClosed', reason })
  },
}
