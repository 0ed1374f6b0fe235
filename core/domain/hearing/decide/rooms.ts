import type { Handlers } from './handler.ts'
import { refuse } from './draft.ts'
import { isBench, isPresiding } from '../people.ts'
import { isIsolated, isPublic, isRegistry } from '../roles.ts'
import { consultationRoom, roomKind, witnessRoom } from '../rooms.ts'
import { inSession } from '../stages.ts'
import { passFloor, recall } from './course.ts'

export const roomHandlers: Handlers<
  'moveToRoom' | 'openConsultation' | 'closeConsultation' | 'admitClerkToDeliberation' | 'sendMessage'
> = {
  moveToRoom(draft, { personId, room }, by) {
    const person = draft.connected(personId)
    const self = personId === by.personId
    const presides = isPresiding(draft.state, by)
    if (person.room === room) refuse('alreadyDone')
    // an ordinary member of the bench goes only where they go themselves; the registry never moves the bench
    if (!self && !presides && !isRegistry(by.role)) refuse('companyNotAllowed')
    if (!self && isRegistry(by.role) && isBench(draft.state, person)) refuse('companyNotAllowed')
    // R1 26: only the call brings a witness in, only the release lets it out
    const apart = room === witnessRoom(personId) || room === 'outside'
    if (isIsolated(person.role) && (person.testimony === 'testifying' || !apart)) refuse('witnessIsolated')
    // a private talk while the court sits needs the leave of whoever presides
    if (roomKind(room) === 'consultation' && inSession(draft.state) && draft.state.recess === null && !presides) refuse('companyNotAllowed')
    if (roomKind(person.room) === 'deliberationRoom' && !self && !presides) refuse('companyNotAllowed')
    draft.move(personId, room)
  },
  openConsultation(draft, _command, by) {
    const room = consultationRoom(by)
    if (!room) refuse('companyNotAllowed')
    else draft.move(by.personId, room)
  },
  closeConsultation(draft, _command, by) {
    recall(draft, by.personId)
    if (draft.state.floor === null && draft.state.recess === null) passFloor(draft)
  },
  admitClerkToDeliberation(draft, { personId }) {
    const person = draft.connected(personId)
    if (!isRegistry(person.role)) refuse('companyNotAllowed')
    if (person.room === 'deliberationRoom') refuse('alreadyDone')
    draft.emit({ type: 'clerkAdmittedToDeliberation', personId })
    draft.move(personId, 'deliberationRoom')
  },
  sendMessage(draft, { to, text }, by) {
    const other = draft.person(to)
    if (to === by.personId || isRegistry(other.role) === isRegistry(by.role)) refuse('companyNotAllowed')
    // R1 26: while heard, a witness is told nothing on the side
    if (by.testimony === 'testifying' || other.testimony === 'testifying') refuse('witnessIsolated')
    if (isPublic(other.role) && !other.connectionId) refuse('notConnected')
    draft.emit({ type: 'messageSent', messageId: draft.context.newId(), from: by.personId, to, text })
  },
}
