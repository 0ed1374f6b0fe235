import type { ErrorCode } from '#protocol/errors.ts'
import type { WindowActor } from '#protocol/window/actor.ts'
import type {
  ComplaintCommand, ComplaintEvent, ComplaintFact, ComplaintSystemCommand, RatingCommand, RatingConcerns, RatingFact, RatingLevel, RatingReason, RatingSettings, RatingSystemCommand,
} from '#protocol/window/rating.ts'
import { DEFAULT_RATING_SETTINGS, complaintFrom, decideComplaint, decideRating, evolveComplaint, evolveRating, ratingNote } from '../index.ts'
import type { ComplaintState, Hand, RatingState } from '../state.ts'
import { deepFreeze } from '../../../hearing/testing/freeze.ts'

export const CITIZEN: Hand = { personId: 'citizen', role: 'serviceApplicant', at: null }
export const CLERK: Hand = { personId: 'clerk', role: 'remoteClerk', at: 'pinghu' }
export const NEIGHBOUR: Hand = { personId: 'neighbour', role: 'reviewer', at: 'pinghu' }
export const HANDLER: Hand = { personId: 'handler', role: 'remoteClerk', at: 'pinghu' }
export const SUPERVISOR: Hand = { personId: 'head', role: 'supervisor', at: 'pinghu' }
export const REVIEWER: Hand = { personId: 'reviewer', role: 'reviewer', at: 'pinghu' }
export const STRANGER: Hand = { personId: 'far', role: 'supervisor', at: 'hefei' }
export const CONCERNS: RatingConcerns = { officeId: 'pinghu', windowId: 'w1', centerId: 'lianshui', itemCode: 'DY-01', clerkId: 'clerk' }
const SYSTEM: WindowActor = { system: 'ratings' }

const HOLIDAYS = ['2026-12-31', '2027-01-01']
/** Working days of these tests: Monday to Friday without the two holidays above. */
export function dueOn(day: string, workingDays: number): string {
  let at = Date.parse(`${day}T00:00:00.000Z`)
  for (let left = workingDays; left > 0;) {
    at += 86_400_000
    const date = new Date(at)
    if (![0, 6].includes(date.getUTCDay()) && !HOLIDAYS.includes(date.toISOString().slice(0, 10))) left -= 1
  }
  return new Date(at).toISOString().slice(0, 10)
}

/** A rating of a call and the ticket it may open, as the platform carries them on; every state is frozen. */
export class Desk {
  rating!: RatingState
  complaint: ComplaintState | null = null
  readonly ratingFacts: RatingFact[] = []
  readonly facts: ComplaintFact[] = []
  settings: RatingSettings = DEFAULT_RATING_SETTINGS
  watch: ((before: ComplaintState | null, fact: ComplaintFact, after: ComplaintState) => void) | null = null
  /** Saturday morning, so that terms begin with a weekend. */
  now = '2026-11-21T02:00:00.000Z'
  #ids = 0

  constructor(concerns: RatingConcerns = CONCERNS, kind: 'session' | 'case' = 'session') {
    this.tryRating(SYSTEM, { type: 'askRating', ratingId: 'r1', subject: { kind, id: 's1' }, citizen: 'citizen', concerns })
  }

  days(count: number): void {
    this.now = new Date(Date.parse(this.now) + count * 86_400_000).toISOString()
  }

  tryRating(actor: WindowActor, command: RatingCommand | RatingSystemCommand): ErrorCode | null {
    const answer = decideRating(this.ratingFacts.length === 0 ? null : this.rating, command, actor, { now: this.now, newId: () => `k${++this.#ids}` })
    if (!answer.ok) return answer.error.code
    for (const event of answer.events) {
      const fact: RatingFact = deepFreeze({ seq: this.ratingFacts.length + 1, at: this.now, actor, event })
      this.rating = deepFreeze(evolveRating(this.ratingFacts.length === 0 ? null : this.rating, fact))
      this.ratingFacts.push(fact)
    }
    const open = this.complaint === null ? complaintFrom(this.rating, ['clerk', 'neighbour']) : null
    return open ? this.try(SYSTEM, open) : null
  }

  try(actor: WindowActor, command: ComplaintCommand | ComplaintSystemCommand): ErrorCode | null {
    const answer = decideComplaint(this.complaint, command, actor, { now: this.now, settings: this.settings, dueOn })
    if (!answer.ok) return answer.error.code
    for (const event of answer.events) this.#add(actor, event)
    return null
  }

  system(command: ComplaintSystemCommand | { type: 'close' }): ErrorCode | null {
    return this.try(SYSTEM, command)
  }

  /** Carries it out; throws when it is refused. */
  by(hand: Hand, command: ComplaintCommand): void {
    const code = this.try(hand, command)
    if (code) throw new Error(`${hand.personId} ${command.type}: ${code}`)
  }

  rate(level: RatingLevel, reasons: RatingReason[] = level.includes('issat') ? ['slow'] : [], text = ''): void {
    const code = this.tryRating(CITIZEN, { type: 'rateSession', level, reasons, text })
    if (code) throw new Error(code)
  }

  #add(actor: WindowActor, event: ComplaintEvent): void {
    const fact: ComplaintFact = deepFreeze({ seq: this.facts.length + 1, at: this.now, actor, event })
    const before = this.complaint
    this.complaint = deepFreeze(evolveComplaint(before, fact))
    this.facts.push(fact)
    this.watch?.(before, fact, this.complaint)
    const note = ratingNote(event)
    if (note) {
      const code = this.tryRating(SYSTEM, note)
      if (code) throw new Error(`${note.type}: ${code}`)
    }
  }
}

/** A ticket after a bad rating, carried on until the work is fixed. */
export function fixedDesk(concerns: RatingConcerns = CONCERNS): Desk {
  const desk = new Desk(concerns)
  desk.rate('dissatisfied')
  desk.by(SUPERVISOR, { type: 'assign', handler: 'handler' })
  desk.by(HANDLER, { type: 'callBack', outcome: 'reached', note: '' })
  desk.by(HANDLER, { type: 'fix', what: '已补办并致歉', reply: '已改进叫号方式' })
  return desk
}
