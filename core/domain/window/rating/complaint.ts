import type { WindowActor } from '#protocol/window/actor.ts'
import type { ComplaintCommand, ComplaintEvent, ComplaintSystemCommand } from '#protocol/window/rating.ts'
import type { ComplaintContext, ComplaintDecision, ComplaintState, Hand } from './state.ts'
import { anyIdNumber } from '../session/number-guard.ts'
import { closeFrom, dueSteps } from './due.ts'
import { attempt, checkedOpinion, dayOf, isBad, refuse } from './opinion.ts'

type Command = ComplaintCommand | ComplaintSystemCommand

/** Whoever the rating is about, or works at the same window, deals with it in no way (W-6.10). */
const isPartial = ({ concerns, windowStaff }: ComplaintState, personId: string): boolean => personId === concerns.clerkId || windowStaff.includes(personId)
const isOffice = (state: ComplaintState, { personId, role, at }: Hand, wanted: 'supervisor' | 'reviewer'): boolean =>
  role === wanted && at === state.concerns.officeId && !isPartial(state, personId)

/** Which events a command adds to a ticket over a bad rating, or why none. */
export function decideComplaint(state: ComplaintState | null, command: Command, actor: WindowActor, context: ComplaintContext): ComplaintDecision {
  return attempt(() => {
    const events = act(state, command, actor, context)
    if (!('system' in actor) && anyIdNumber(events)) refuse('identityNumberInText')
    return events
  })
}

function act(state: ComplaintState | null, command: Command, actor: WindowActor, context: ComplaintContext): ComplaintEvent[] {
  const hand = 'system' in actor ? null : actor
  if (command.type === 'openComplaint') return hand ? refuse('notPermitted') : opening(state, command, context)
  if (state === null) return refuse('notFound')
  if (command.type === 'noteOverdue') return hand ? refuse('notPermitted') : overdue(state, command.step, context.now)
  if (state.closed !== null) return refuse('alreadyDone')
  if (command.type === 'close') return hand && !mayHandle(state, hand) ? refuse('notPermitted') : closing(state, context.now)
  return hand ? byHand(state, command, hand, context) : refuse('notPermitted')
}

const mayHandle = (state: ComplaintState, hand: Hand): boolean =>
  isOffice(state, hand, 'supervisor') || (hand.personId === state.handler && hand.at === state.concerns.officeId && !isPartial(state, hand.personId))

function opening(state: ComplaintState | null, { type: _type, ...open }: Extract<Command, { type: 'openComplaint' }>, { settings, dueOn, now }: ComplaintContext): ComplaintEvent[] {
  if (state !== null) refuse('alreadyDone')
  if (!isBad(open.level)) refuse('notPermitted')
  const today = dayOf(now)
  return [{
    type: 'complaintOpened', ...open, callBackBy: dueOn(today, settings.callBackDays), fixBy: dueOn(today, settings.fixDays), appealBy: dueOn(today, settings.appealDays),
  }]
}

function byHand(state: ComplaintState, command: Exclude<ComplaintCommand, { type: 'close' }>, hand: Hand, { settings, dueOn, now }: ComplaintContext): ComplaintEvent[] {
  const today = dayOf(now)
  switch (command.type) {
    case 'assign':
      if (!isOffice(state, hand, 'supervisor')) refuse('notPermitted')
      if (isPartial(state, command.handler)) refuse('notImpartial')
      if (command.handler === state.citizen) refuse('notPermitted')
      if (command.handler === state.handler) refuse('alreadyDone')
      return [{ type: 'complaintAssigned', handler: command.handler }]
    case 'callBack': {
      if (!mayHandle(state, hand) || state.status !== 'assigned') refuse('notPermitted')
      const { outcome, note } = command
      if (outcome === 'notReached' && note.trim() === '') refuse('reasonRequired')
      const settled = outcome === 'reached' || tries(state) + 1 >= settings.callAttempts
      const call: ComplaintEvent = { type: 'calledBack', outcome, note, settled }
      // an upheld appeal spares the office the fixing, never the call
      return settled && state.appeal?.decision?.outcome === 'upheld' ? [call, { type: 'complaintClosed', outcome: 'excluded' }] : [call]
    }
    case 'fix':
      if (!mayHandle(state, hand) || state.status !== 'calledBack') refuse('notPermitted')
      return [{ type: 'complaintFixed', what: command.what, reply: command.reply, reRateBy: dueOn(today, settings.reRateDays) }]
    case 'reRate':
      if (hand.role !== 'serviceApplicant' || hand.personId !== state.citizen || state.status !== 'fixed' || state.reRateBy === null) return refuse('notPermitted')
      if (state.reRated !== null) refuse('alreadyDone')
      if (today > state.reRateBy) refuse('tooLate', { by: state.reRateBy })
      return [{ type: 'complaintReRated', ...checkedOpinion(command) }]
    case 'appeal':
      if (hand.personId !== state.concerns.clerkId || hand.role === 'serviceApplicant') refuse('notPermitted')
      if (state.appeal !== null) refuse('alreadyDone')
      if (today > state.appealBy) refuse('tooLate', { by: state.appealBy })
      return [{ type: 'appealed', reason: command.reason, evidence: command.evidence, reviewBy: dueOn(today, settings.reviewDays) }]
    case 'decideAppeal': {
      if (hand.role !== 'reviewer' || hand.at !== state.concerns.officeId) refuse('notPermitted')
      if (isPartial(state, hand.personId) || hand.personId === state.handler) refuse('notImpartial')
      if (state.appeal === null) return refuse('notFound')
      if (state.appeal.decision !== null) refuse('alreadyDone')
      const decided: ComplaintEvent = { type: 'appealDecided', outcome: command.outcome, reason: command.reason }
      return command.outcome === 'upheld' && state.calledBackAt !== null ? [decided, { type: 'complaintClosed', outcome: 'excluded' }] : [decided]
    }
  }
}

const tries = (state: ComplaintState): number => state.calls.filter((call) => call.outcome === 'notReached').length

function closing(state: ComplaintState, now: string): ComplaintEvent[] {
  const from = closeFrom(state) ?? refuse('notPermitted')
  if (dayOf(now) < from) refuse('notYetDue', { from })
  return [{ type: 'complaintClosed', outcome: 'fixed' }]
}

function overdue(state: ComplaintState, step: ComplaintState['overdue'][number]['step'], now: string): ComplaintEvent[] {
  const due = dueSteps(state, now).find((one) => one.step === step && one.overdue) ?? refuse('notFound')
  if (state.overdue.some((one) => one.step === step && one.by === due.by)) refuse('alreadyDone')
  return [{ type: 'stepOverdue', step, by: due.by }]
}
