import { AppError } from '#protocol/errors.ts'
import type { ErrorCode, ErrorDetails } from '#protocol/errors.ts'
import type { Actor, HearingEvent } from '#protocol/hearing-events.ts'
import type { PersonId } from '#protocol/ids.ts'
import type { RoomId } from '#protocol/places.ts'
import type { HearingState, Person } from '../state.ts'
import { evolve } from '../evolve/index.ts'
import { companyRule } from '../rooms.ts'

/** What the host hands in, so that the rules stay pure. */
export type DecideContext = {
  /** ISO 8601 UTC, as Date.toISOString() writes it. */
  now: string
  newId: () => string
  /** SHA-256 (hex) of `recordText(state)`; needed by signRecord only. */
  recordDigest?: string
}

/** The events decided so far and the state as they leave it: every later rule looks at that state. */
export class Draft {
  state: HearingState
  readonly events: HearingEvent[] = []
  readonly actor: Actor
  readonly context: DecideContext

  constructor(state: HearingState, actor: Actor, context: DecideContext) {
    this.state = state
    this.actor = actor
    this.context = context
  }

  emit(event: HearingEvent): void {
    this.events.push(event)
    this.state = evolve(this.state, { seq: this.state.seq + 1, at: this.context.now, actor: this.actor, event })
  }

  /** @throws AppError('unknownPerson') */
  person(personId: PersonId): Person {
    const person = this.state.people[personId]
    return person ?? refuse('unknownPerson')
  }

  /** @throws AppError('unknownPerson' | 'notConnected') */
  connected(personId: PersonId): Person {
    const person = this.person(personId)
    return person.connectionId === null ? refuse('notConnected') : person
  }

  /** Moves one person if the rules of company allow it as things stand now (H-5.9). */
  move(personId: PersonId, room: RoomId): void {
    const person = this.person(personId)
    if (person.room === room) return
    const objection = companyRule(this.state, person, room)
    if (objection) refuse(objection)
    this.emit({ type: 'movedToRoom', personId, room })
  }
}

export function refuse(code: ErrorCode, details: ErrorDetails = {}): never {
  throw new AppError(code, details)
}
