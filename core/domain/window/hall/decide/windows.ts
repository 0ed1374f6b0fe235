import type { Handlers } from './handler.ts'
import { own } from '../../../own.ts'
import { refuse } from './draft.ts'

export const windowHandlers: Handlers<'openWindow' | 'pauseWindow' | 'resumeWindow' | 'closeWindow'> = {
  openWindow(draft, { windowId }) {
    const { hand, context: { catalogue } } = draft
    draft.needToday()
    const window = catalogue.windows.find((one) => one.windowId === windowId) ?? refuse('notFound')
    if (hand?.role !== 'remoteClerk' || hand.at !== window.officeId) return refuse('notPermitted')
    const clerk = catalogue.staff.find((one) => one.personId === hand.personId && one.role === 'remoteClerk' && one.at === window.officeId)
    if (!clerk) return refuse('notPermitted')
    const seat = draft.deskOf(hand.personId)
    if (seat) refuse(seat.windowId === windowId ? 'alreadyDone' : 'atAnotherWindow', seat.windowId === windowId ? {} : { window: seat.name })
    if ((own(draft.state.windows, windowId)?.status ?? 'closed') !== 'closed') refuse('windowTaken')
    draft.emit({ type: 'windowOpened', windowId, name: window.name, officeId: window.officeId, clerkId: hand.personId, skills: clerk.skills, languages: clerk.languages })
  },
  // also with somebody at the window: this one is finished, no further one called
  pauseWindow(draft, { reason, note, expectedBack }) {
    const { windowId, status } = draft.ownDesk()
    if (status === 'paused') refuse('alreadyDone')
    if (reason === 'other' && note.trim() === '') refuse('reasonRequired')
    if (expectedBack !== null && expectedBack <= draft.context.now) refuse('badMessage', { path: 'expectedBack' })
    draft.emit({ type: 'windowPaused', windowId, reason, note, expectedBack })
  },
  resumeWindow(draft) {
    const { windowId, status } = draft.ownDesk()
    if (status !== 'paused') refuse('alreadyDone')
    draft.emit({ type: 'windowResumed', windowId })
  },
  closeWindow(draft, { windowId, reason }) {
    if (draft.hand?.role === 'supervisor') {
      const desk = draft.desk(windowId ?? refuse('badMessage', { path: 'windowId' }))
      if (!draft.isSupervisorOf(desk.officeId)) refuse('notPermitted')
      if (desk.status === 'closed') refuse('alreadyDone')
      if (reason.trim() === '') refuse('reasonRequired')
      draft.putBack(desk, 'supervisor')
      return draft.emit({ type: 'windowClosed', windowId: desk.windowId, cause: 'supervisor', reason })
    }
    const desk = draft.ownDesk()
    if (windowId !== undefined && windowId !== desk.windowId) refuse('notPermitted')
    if (desk.ticketId !== null) refuse('ticketInHand', { number: draft.ticket(desk.ticketId).number })
    draft.emit({ type: 'windowClosed', windowId: desk.windowId, cause: 'clerk', reason })
  },
}
