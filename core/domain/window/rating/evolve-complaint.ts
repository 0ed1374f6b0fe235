import type { ComplaintFact } from '#protocol/window/rating.ts'
import type { ComplaintState } from './state.ts'

/**
 * Folds one event into a ticket over a bad rating.
 * @throws RangeError when the first event is not `complaintOpened` (the log is damaged)
 */
export function evolveComplaint(state: ComplaintState | null, { seq, at, actor, event }: ComplaintFact): ComplaintState {
  const by = 'personId' in actor ? actor.personId : ''
  if (event.type === 'complaintOpened') {
    const { type: _type, ...opened } = event
    return {
      ...opened, seq, openedAt: at, status: 'opened', handler: null, reRateBy: null, calls: [], calledBackAt: null, fixed: null, reRated: null,
      appeal: null, overdue: [], closed: null,
    }
  }
  if (!state) throw new RangeError(`the first event of a ticket over a rating must be complaintOpened, not ${event.type}`)
  switch (event.type) {
    case 'complaintAssigned': return { ...state, seq, handler: event.handler, status: state.status === 'opened' ? 'assigned' : state.status }
    case 'calledBack': return {
      ...state, seq, calls: [...state.calls, { at, by, outcome: event.outcome, note: event.note }],
      ...(event.settled && { status: 'calledBack', calledBackAt: at }),
    }
    case 'complaintFixed': return { ...state, seq, status: 'fixed', fixed: { at, by, what: event.what, reply: event.reply }, reRateBy: event.reRateBy }
    case 'complaintReRated': return { ...state, seq, reRated: { level: event.level, reasons: event.reasons, text: event.text, at } }
    case 'appealed': return { ...state, seq, appeal: { by, at, reason: event.reason, evidence: event.evidence, reviewBy: event.reviewBy, decision: null } }
    case 'appealDecided': return { ...state, seq, appeal: state.appeal && { ...state.appeal, decision: { by, at, outcome: event.outcome, reason: event.reason } } }
    case 'stepOverdue': return { ...state, seq, overdue: [...state.overdue, { step: event.step, by: event.by }] }
    case 'complaintClosed': return { ...state, seq, status: 'closed', closed: { at, outcome: event.outcome } }
  }
}
