import type { WindowActor } from '#protocol/window/actor.ts'
import type { RatingCommand, RatingEvent, RatingFact, RatingSystemCommand } from '#protocol/window/rating.ts'
import type { Hand, RatingContext, RatingDecision, RatingState } from './state.ts'
import { holdsIdNumber } from '../session/number-guard.ts'
import { attempt, checkedOpinion, isBad, refuse } from './opinion.ts'

const SYSTEM: readonly string[] = ['askRating', 'noteReRated', 'noteExcluded', 'noteSubjectClosed', 'noteReplied'] satisfies RatingSystemCommand['type'][]

/** Only the citizen's own sign-in rates, and nobody for another (W-6.2). */
const isCitizen = (state: RatingState, { personId, role }: Hand): boolean => role === 'serviceApplicant' && personId === state.citizen

/** Which events a command adds to a rating, or why none. */
export function decideRating(state: RatingState | null, command: RatingCommand | RatingSystemCommand, actor: WindowActor, context: RatingContext): RatingDecision {
  return attempt(() => [act(state, command, actor, context)])
}

function act(state: RatingState | null, command: RatingCommand | RatingSystemCommand, actor: WindowActor, context: RatingContext): RatingEvent {
  if (('system' in actor) !== SYSTEM.includes(command.type)) refuse('notPermitted')
  if (command.type === 'askRating') {
    const { type: _type, ...asked } = command
    return state === null ? { type: 'ratingAsked', ...asked } : refuse('alreadyDone')
  }
  if (state === null) return refuse('notFound')
  switch (command.type) {
    case 'rateSession': case 'rateCase': {
      if ('system' in actor || !isCitizen(state, actor)) return refuse('notPermitted')
      if (state.subject.kind !== (command.type === 'rateSession' ? 'session' : 'case')) return refuse('notFound')
      if (state.status === 'rated') return refuse('alreadyDone')
      const opinion = checkedOpinion(command)
      return { type: 'rated', ...opinion, complaintId: isBad(opinion.level) ? context.newId() : null }
    }
    case 'skipRating':
      if ('system' in actor || !isCitizen(state, actor)) return refuse('notPermitted')
      return state.status === 'asked' ? { type: 'ratingSkipped' } : refuse('alreadyDone')
    case 'replyToRating': case 'noteReplied':
      if (!('system' in actor) && (actor.role !== 'supervisor' || actor.at !== state.concerns.officeId)) return refuse('notPermitted')
      if (state.given === null || state.excluded !== null) return refuse('notFound')
      if (holdsIdNumber(command.text)) return refuse('identityNumberInText')
      return state.reply === null ? { type: 'ratingReplied', text: command.text } : refuse('alreadyDone')
    case 'noteReRated':
      if (state.complaintId === null) return refuse('notFound')
      return state.reRated === null ? { type: 'ratingReRated', ...checkedOpinion(command) } : refuse('alreadyDone')
    case 'noteExcluded':
      if (state.complaintId === null) return refuse('notFound')
      return state.excluded === null ? { type: 'ratingExcluded', reason: command.reason } : refuse('alreadyDone')
    case 'noteSubjectClosed':
      return state.closedAt === null ? { type: 'ratingSubjectClosed' } : refuse('alreadyDone')
  }
}

/**
 * Folds one event into a rating.
 * @throws RangeError when the first event is not `ratingAsked` (the log is damaged)
 */
export function evolveRating(state: RatingState | null, { seq, at, event }: RatingFact): RatingState {
  if (event.type === 'ratingAsked') {
    const { ratingId, subject, citizen, concerns } = event
    return { ratingId, seq, subject, citizen, concerns, askedAt: at, status: 'asked', given: null, reRated: null, complaintId: null, excluded: null, closedAt: null, reply: null }
  }
  if (!state) throw new RangeError(`the first event of a rating must be ratingAsked, not ${event.type}`)
  switch (event.type) {
    case 'rated': {
      const { level, reasons, text, complaintId } = event
      return { ...state, seq, status: 'rated', given: { level, reasons, text, at }, complaintId }
    }
    case 'ratingSkipped': return { ...state, seq, status: 'skipped' }
    case 'ratingReRated': return { ...state, seq, reRated: { level: event.level, reasons: event.reasons, text: event.text, at } }
    case 'ratingExcluded': return { ...state, seq, excluded: { reason: event.reason, at } }
    case 'ratingSubjectClosed': return { ...state, seq, closedAt: at }
    case 'ratingReplied': return { ...state, seq, reply: { text: event.text, at } }
  }
}
