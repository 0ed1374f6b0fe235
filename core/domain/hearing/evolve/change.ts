import type { HearingEvent, HearingEventType, HearingFact } from '#protocol/hearing-events.ts'
import type { PersonId } from '#protocol/ids.ts'
import type { HearingState, Person } from '../state.ts'

export type EventOf<T extends HearingEventType> = Extract<HearingEvent, { type: T }>
/** Folds one event; never throws, never changes its input, and leaves alone what a viewer's state does not hold. */
export type Fold<T extends HearingEventType> = (state: HearingState, event: EventOf<T>, fact: HearingFact) => HearingState
export type Folds<T extends HearingEventType> = { [K in T]: Fold<K> }

/** The state with one person changed; the same state when that person is not in it. */
export function withPerson(state: HearingState, personId: PersonId, change: Partial<Person> | ((person: Person) => Partial<Person>)): HearingState {
  const person = state.people[personId]
  if (!person) return state
  const changes = typeof change === 'function' ? change(person) : change
  return { ...state, people: { ...state.people, [personId]: { ...person, ...changes } } }
}
