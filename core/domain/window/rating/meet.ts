import type { PersonId } from '#protocol/ids.ts'
import type { ComplaintEvent, ComplaintSystemCommand, RatingSystemCommand } from '#protocol/window/rating.ts'
import type { RatingState } from './state.ts'
import { dayOf } from './opinion.ts'

/** The command that opens the ticket a bad rating asks for (W-6.7); null where it asks for none. Sent twice it is refused. */
export function complaintFrom(rating: RatingState, windowStaff: PersonId[]): Extract<ComplaintSystemCommand, { type: 'openComplaint' }> | null {
  const { ratingId, subject, citizen, concerns, given, complaintId } = rating
  if (given === null || complaintId === null) return null
  const { level, reasons, text, at } = given
  return { type: 'openComplaint', complaintId, ratingId, subject, citizen, concerns, level, reasons, text, ratedOn: dayOf(at), windowStaff }
}

/** What an event of the ticket means for the rating it is about; null where nothing. */
export function ratingNote(event: ComplaintEvent): RatingSystemCommand | null {
  switch (event.type) {
    case 'complaintReRated': return { type: 'noteReRated', level: event.level, reasons: event.reasons, text: event.text }
    case 'appealDecided': return event.outcome === 'upheld' ? { type: 'noteExcluded', reason: event.reason.slice(0, 500).replace(/[\n\t]/g, ' ') } : null
    case 'complaintFixed': return event.reply === '' ? null : { type: 'noteReplied', text: event.reply }
    default: return null
  }
}
