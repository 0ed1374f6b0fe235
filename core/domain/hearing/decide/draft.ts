import type { Actor, HearingEvent } from '#protocol/hearing-events.ts'
import type { PersonId } from '#protocol/ids.ts'
import type { RoomId } from '#protocol/places.ts'
import type { HearingState, Person } from '../state.ts'
import { evolve } from '../evolve/index.ts'
import { companyRule } from '../rooms.ts'
import { BaseDraft, refuse } from '../../draft.ts'

export { refuse }

/** What the host hands in, so that the rules stay pure. */
export type DecideContext = {
  /** ISO 8601 UTC, as Date.toISOString() writes it. */
  now: string
  newId: () => string
  /** SHA-256 (hex) of `recordText(state)`; needed by signRecord only. */
  recordDigest?: string
}

export class Draft extends BaseDraft<HearingState, HearingEvent, Actor, DecideContext> {
  constructor(state: HearingState, actor: Actor, context: DecideContext) {
    super({ state, actor, context, evolve })
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
