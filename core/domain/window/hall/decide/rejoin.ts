import type { Entry, HallState, Ticket } from '../state.ts'
import { earlier } from '../filing.ts'
import { own } from '../../../own.ts'

/**
 * From when a ticket that was passed over counts when it comes back (W-2.15): behind the first `rejoinBehind` of its kind
 * in the queue of its office and department, at the end where fewer wait; never better than it stood before.
 */
export function behind(state: HallState, ticket: Ticket, now: string): string {
  const line: Entry[] = []
  for (const lane of Object.values(own(state.index?.queues ?? {}, ticket.officeId) ?? {})) {
    // those who come to a later slot are not in the line yet
    if (lane.departmentId === ticket.departmentId) line.push(...lane[ticket.rank].filter((entry) => entry.since <= now))
  }
  line.sort((a, b) => (earlier(a, b) ? -1 : 1))
  const { rejoinBehind } = state.settings
  const last = rejoinBehind === 0 ? ticket : line[rejoinBehind - 1]
  const since = last?.since ?? now
  return since > ticket.since ? since : ticket.since
}
