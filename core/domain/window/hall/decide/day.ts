import type { Handlers } from './handler.ts'
import { isLiving } from '../filing.ts'
import { everyShelved } from '../shelves.ts'
import { refuse } from './draft.ts'

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
    draft.putBack(desk, 'clerkLost')
    draft.emit({ type: 'windowClosed', windowId: desk.windowId, cause: 'clerkLost', reason: '' })
  },
  closeDay(draft, { reason, evenInCall }) {
    const running = everyShelved(draft.state.tickets).filter((ticket) => isLiving(ticket) && ticket.at !== null).length
    if (running > 0 && !evenInCall) refuse('callsRunning', { count: running })
    draft.emit({ type: 'dayClosed', reason })
  },
}
