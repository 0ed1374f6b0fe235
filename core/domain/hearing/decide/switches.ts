import type { Handlers } from './handler.ts'
import type { Person } from '../state.ts'
import type { Draft } from './draft.ts'
import { refuse } from './draft.ts'
import { everybody, isBench, isCourtStaff, isPresiding } from '../people.ts'
import { isPublic, isRegistry } from '../roles.ts'

/** The court may mute everybody who speaks but whoever presides; the registry does not mute the bench. */
function mutable(draft: Draft, person: Person, by: Person): boolean {
  return !isPublic(person.role) && !isPresiding(draft.state, person) && !(isRegistry(by.role) && isBench(draft.state, person))
}

export const switchHandlers: Handlers<
  'raiseHand' | 'lowerHand' | 'setMicrophone' | 'setCamera' | 'askUncutPicture' | 'directCamera' | 'setPresentation' | 'mute' | 'unmute' | 'muteAll' | 'unmuteAll'
> = {
  raiseHand(draft, _command, by) {
    if (by.handRaisedAt !== null) refuse('alreadyDone')
    draft.emit({ type: 'handRaised', personId: by.personId })
  },
  lowerHand(draft, { personId = '' }, by) {
    const person = personId === '' ? by : draft.person(personId)
    const mayForOthers = isPresiding(draft.state, by) || isRegistry(by.role)
    if (person.personId !== by.personId && !mayForOthers) refuse('companyNotAllowed')
    if (person.handRaisedAt === null) refuse('alreadyDone')
    draft.emit({ type: 'handLowered', personId: person.personId })
  },
  setMicrophone(draft, { on }, by) {
    if (on && by.mutedByCourt) refuse('mutedByCourt')
    if (on && !by.withMicrophone) refuse('mediaRefused')
    if (by.microphoneOn === on) refuse('alreadyDone')
    draft.emit({ type: 'microphoneSet', personId: by.personId, on })
  },
  setCamera(draft, { on }, by) {
    if (on && !by.withCamera) refuse('mediaRefused')
    if (by.cameraOn === on) refuse('alreadyDone')
    draft.emit({ type: 'cameraSet', personId: by.personId, on })
  },
  askUncutPicture(draft, { personId, on }, by) {
    const person = draft.person(personId)
    if (person.personId === by.personId || isPublic(person.role)) refuse('companyNotAllowed')
    if (on && (person.connectionId === null || !person.withCamera)) refuse('mediaRefused')
    if ((person.uncutFor !== null) === on) refuse('alreadyDone')
    draft.emit({ type: 'uncutPictureAsked', personId, by: by.personId, on })
  },
  directCamera(draft, { camera }) {
    if ((draft.state.camera?.view ?? null) === camera) refuse('alreadyDone')
    draft.emit({ type: 'cameraDirected', camera })
  },
  setPresentation(draft, { on, kind }, by) {
    if ((by.presentation === kind) === on && (on || by.presentation === null)) refuse('alreadyDone')
    // one shared picture at a time in a room: whoever presents ends another's only by the court's word
    const other = everybody(draft.state).find(
      (person) => person.personId !== by.personId && person.presentation !== null && person.room === by.room && person.connectionId !== null,
    )
    if (on && other) {
      if (!isCourtStaff(draft.state, by)) refuse('mediaRefused', { presenting: other.name })
      draft.emit({ type: 'presentationSet', personId: other.personId, on: false, kind: other.presentation ?? 'screen' })
    }
    draft.emit({ type: 'presentationSet', personId: by.personId, on, kind })
  },
  mute(draft, { personId }, by) {
    const person = draft.person(personId)
    if (!mutable(draft, person, by)) refuse('companyNotAllowed')
    if (person.mutedByCourt) refuse('alreadyDone')
    draft.emit({ type: 'mutedByCourt', personId })
  },
  unmute(draft, { personId }) {
    if (!draft.person(personId).mutedByCourt) refuse('alreadyDone')
    draft.emit({ type: 'unmutedByCourt', personId })
  },
  muteAll(draft, _command, by) {
    const loud = everybody(draft.state).filter(
      (person) => !person.mutedByCourt && !isCourtStaff(draft.state, person) && mutable(draft, person, by),
    )
    if (loud.length === 0) refuse('alreadyDone')
    for (const person of loud) draft.emit({ type: 'mutedByCourt', personId: person.personId })
  },
  unmuteAll(draft) {
    const muted = everybody(draft.state).filter((person) => person.mutedByCourt)
    if (muted.length === 0) refuse('alreadyDone')
    for (const person of muted) draft.emit({ type: 'unmutedByCourt', personId: person.personId })
  },
}
