import type { HallEventType, HallFact } from '#protocol/window/hall.ts'
import type { HallState } from '../state.ts'
import type { Folds } from './change.ts'
import { indexOf, isLiving, noIndex } from '../filing.ts'
import { everyShelved, noShelves, shelved } from '../shelves.ts'
import { ended, ticketFolds } from './tickets.ts'
import { windowFolds } from './windows.ts'

const folds: Folds<Exclude<HallEventType, 'dayOpened'>> = {
  ...windowFolds, ...ticketFolds,
  dayClosed: (state, { reason }, fact) => {
    const tickets = everyShelved(state.tickets).map((ticket) => (isLiving(ticket) ? ended(ticket, fact, 'dayClosed') : ticket))
    const windows = Object.values(state.windows).map((desk) => (desk.status === 'closed' ? desk : {
      ...desk, status: 'closed' as const, since: fact.at, clerkId: null, skills: [], languages: [], connectionId: null, lostSince: null, pause: null, ticketId: null,
    }))
    return {
      ...state, closed: { at: fact.at, reason }, clerks: {}, windows: Object.fromEntries(windows.map((desk) => [desk.windowId, desk])),
      tickets: shelved(tickets.map((ticket) => [ticket.ticketId, ticket])), index: state.index && indexOf(tickets),
    }
  },
}

/**
 * Folds one event of the log into the state; server and browser use this same function. Pure: the input is not changed
 * and what is untouched keeps its identity. `seq` becomes that of the fact.
 * @throws RangeError when the first event is not `dayOpened` (the log is damaged)
 */
export function evolve(state: HallState | null, fact: HallFact): HallState {
  const { event } = fact
  if (event.type === 'dayOpened') {
    return {
      day: event.day, seq: fact.seq, settings: event.settings, openedAt: fact.at, closed: null,
      windows: {}, clerks: {}, tickets: noShelves(), index: noIndex(),
    }
  }
  if (!state) throw new RangeError(`the first event of a hall must be dayOpened, not ${event.type}`)
  const fold = folds[event.type] as Folds<HallEventType>[typeof event.type]
  return { ...fold(state, event as never, fact), seq: fact.seq }
}
