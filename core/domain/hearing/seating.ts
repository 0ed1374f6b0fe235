import type { PersonId } from '#protocol/ids.ts'
import type { HearingState, Person } from './state.ts'
import { everybody, isBench, isPresiding } from './people.ts'
import { GROUP, isPublic } from './roles.ts'

/** Seats of the drawn courtroom; bench-1 is the centre. */
export type SeatId =
  | `bench-${number}` | 'clerk' | 'assistant' | `plaintiff-${number}` | `defendant-${number}` | `thirdParty-${number}`
  | 'witness' | 'interpreter' | `gallery-${number}` | `mediator-${number}`

export const SEAT_COUNTS = { bench: 7, plaintiff: 4, defendant: 4, thirdParty: 2, gallery: 24, mediator: 2 } as const

const BENCH_ORDER = ['judge', 'layJudge', 'mediator', 'specialMediator', 'prosecutor', 'hearingOfficer']

/**
 * Who sits where. A seat follows from the case file, not from who is connected: a person who drops and comes back finds
 * it kept (H-7). Observers sit once admitted; the witness seat belongs to whoever testifies. Those beyond the seats get none.
 */
export function seating(state: HearingState): Record<PersonId, SeatId> {
  const seats: Record<PersonId, SeatId> = {}
  const row = (name: keyof typeof SEAT_COUNTS, people: Person[]): void => {
    people.slice(0, SEAT_COUNTS[name]).forEach((person, index) => { seats[person.personId] = `${name}-${index + 1}` })
  }
  const one = (seat: 'clerk' | 'assistant' | 'witness' | 'interpreter', person: Person | undefined): void => {
    if (person) seats[person.personId] = seat
  }
  const people = everybody(state)
  const bench = people.filter((person) => isBench(state, person))
  const mediators = bench.filter((person) => GROUP[person.role] === 'mediator')
  const rank = (person: Person): number => (isPresiding(state, person) ? -1 : BENCH_ORDER.indexOf(person.role))
  row('bench', bench.filter((person) => !mediators.includes(person)).sort((a, b) => rank(a) - rank(b)))
  row('mediator', mediators.sort((a, b) => rank(a) - rank(b)))

  for (const side of ['plaintiff', 'defendant', 'thirdParty'] as const) {
    const own = people.filter((person) => person.side === side && !bench.includes(person))
    row(side, [...own.filter((person) => GROUP[person.role] === 'party'), ...own.filter((person) => GROUP[person.role] !== 'party')])
  }
  const clerks = people.filter((person) => person.role === 'clerk')
  one('clerk', clerks[0])
  one('assistant', people.find((person) => person.role === 'judgeAssistant') ?? clerks[1])
  one('interpreter', people.find((person) => person.role === 'interpreter'))
  one('witness', people.find((person) => person.testimony === 'testifying')
    ?? people.find((person) => GROUP[person.role] === 'expert' && person.side === 'neutral' && person.room === 'courtroom'))
  row('gallery', people.filter((person) => isPublic(person.role) && person.room === 'courtroom'))
  return seats
}
