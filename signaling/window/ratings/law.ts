import { WindowActor } from '#protocol/window/actor.ts'
import type { WorkCalendar } from '#protocol/window/catalogue.ts'
import { ComplaintEvent, RatingEvent } from '#protocol/window/rating.ts'
import type { ComplaintCommand, ComplaintSystemCommand, RatingCommand, RatingSettings, RatingSystemCommand } from '#protocol/window/rating.ts'
import { addWorkingDays } from '#domain/window/clock/index.ts'
import type { ComplaintState, RatingState } from '#domain/window/rating/index.ts'
import { decideComplaint, decideRating, evolveComplaint, evolveRating } from '#domain/window/rating/index.ts'
import { newId } from '#platform/ids.ts'
import type { Hosts } from '../../hosts/hosts.ts'
import type { StepOf } from '../../hosts/history.ts'
import type { Law } from '../../hosts/law.ts'

export type RatingTerms = { state: RatingState; command: RatingCommand | RatingSystemCommand; event: RatingEvent; actor: WindowActor }
export type RatingHosts = Hosts<RatingTerms>
export type RatingStep = StepOf<RatingTerms>
export type ComplaintTerms = { state: ComplaintState; command: ComplaintCommand | ComplaintSystemCommand; event: ComplaintEvent; actor: WindowActor }
export type ComplaintHosts = Hosts<ComplaintTerms>
export type ComplaintStep = StepOf<ComplaintTerms>
export const RATING_PREFIX = 'rating/'
export const COMPLAINT_PREFIX = 'complaint/'

/** A rating begins by the citizen being asked. */
export const ratingLaw: Law<RatingTerms> = {
  name: 'rating',
  streamOf: (id) => `${RATING_PREFIX}${id}`,
  event: RatingEvent,
  actor: WindowActor,
  begins: ({ type }) => type === 'askRating',
  decide: (state, command, actor, now) => decideRating(state, command, actor, { now, newId }),
  evolve: evolveRating,
}

/** A ticket over a bad rating begins by itself. */
export function complaintLaw({ calendar, settings }: { calendar: () => WorkCalendar; settings: () => RatingSettings }): Law<ComplaintTerms> {
  return {
    name: 'complaint',
    streamOf: (id) => `${COMPLAINT_PREFIX}${id}`,
    event: ComplaintEvent,
    actor: WindowActor,
    begins: ({ type }) => type === 'openComplaint',
    decide: (state, command, actor, now) =>
      decideComplaint(state, command, actor, { now, settings: settings(), dueOn: (day, workingDays) => addWorkingDays(calendar(), day, workingDays) }),
    evolve: evolveComplaint,
  }
}
