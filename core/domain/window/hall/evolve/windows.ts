import type { Folds } from './change.ts'
import { withDesk } from './change.ts'
import { without } from '../shelves.ts'
import { own } from '../../../own.ts'

export const windowFolds: Folds<'windowOpened' | 'windowPaused' | 'windowResumed' | 'windowClosed' | 'clerkConnected' | 'clerkLost'> = {
  windowOpened: (state, { windowId, name, officeId, clerkId, skills, languages }, { at }) => ({
    ...state,
    windows: {
      ...state.windows,
      [windowId]: {
        windowId, name, officeId, status: 'open', since: at, clerkId, skills, languages,
        connectionId: null, lostSince: null, pause: null, ticketId: null, run: own(state.windows, windowId)?.run ?? 0,
      },
    },
    clerks: { ...state.clerks, [clerkId]: windowId },
  }),
  windowPaused: (state, { windowId, reason, note, expectedBack }, { at }) =>
    withDesk(state, windowId, { status: 'paused', since: at, pause: { reason, note, expectedBack } }),
  windowResumed: (state, { windowId }, { at }) => withDesk(state, windowId, { status: 'open', since: at, pause: null }),
  windowClosed: (state, { windowId }, { at }) => {
    const clerkId = own(state.windows, windowId)?.clerkId ?? null
    return {
      ...withDesk(state, windowId, { status: 'closed', since: at, clerkId: null, skills: [], languages: [], connectionId: null, lostSince: null, pause: null }),
      clerks: clerkId === null ? state.clerks : without(state.clerks, clerkId),
    }
  },
  clerkConnected: (state, { windowId, connectionId }) => withDesk(state, windowId, { connectionId, lostSince: null }),
  clerkLost: (state, { windowId }, { at }) => withDesk(state, windowId, { connectionId: null, lostSince: at }),
}
