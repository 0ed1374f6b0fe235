import type { Folds } from './change.ts'
import { withPerson } from './change.ts'
import { summoned } from './start.ts'

export const peopleFolds: Folds<
  | 'participantAdded' | 'participantRemoved' | 'personConnected' | 'personDisconnected' | 'readinessReported' | 'movedToRoom'
  | 'attendanceRecorded' | 'identityConfirmed' | 'rightsAcknowledged' | 'recusalAnswered' | 'recusalDecided'
  | 'handRaised' | 'handLowered' | 'microphoneSet' | 'cameraSet' | 'uncutPictureAsked' | 'presentationSet' | 'mutedByCourt' | 'unmutedByCourt'
> = {
  participantAdded: (state, { participant }) => ({
    ...state, people: { ...state.people, [participant.personId]: summoned(participant) },
  }),
  participantRemoved: (state, { personId }) => {
    if (!state.people[personId]) return state
    const { [personId]: _gone, ...people } = state.people
    return { ...state, people, floor: state.floor === personId ? null : state.floor }
  },
  // the own switches outlive a lost line (lessons 5); a first arrival starts with the camera on and the microphone off
  personConnected: (state, event) =>
    withPerson(state, event.personId, (person) => ({
      connectionId: event.connectionId, withCamera: event.withCamera, withMicrophone: event.withMicrophone,
      cameraOn: event.withCamera && (person.cameraOn || !person.withCamera),
      microphoneOn: event.withMicrophone && person.microphoneOn,
      presentation: null,
    })),
  personDisconnected: (state, event) =>
    withPerson(state, event.personId, (person) => {
      if (person.connectionId !== event.connectionId) return {}
      const gone = { connectionId: null, presentation: null }
      return event.cause === 'left'
        ? { ...gone, withCamera: false, withMicrophone: false, cameraOn: false, microphoneOn: false, handRaisedAt: null, uncutFor: null }
        : gone
    }),
  readinessReported: (state, event) => withPerson(state, event.personId, { readiness: event.readiness }),
  movedToRoom: (state, { personId, room }) =>
    withPerson(state, personId, (person) => ({
      room,
      admitted: room === 'courtroom' || (person.admitted && room !== 'waitingRoom' && room !== 'outside' && !room.startsWith('witness:')),
      handRaisedAt: room === person.room ? person.handRaisedAt : null,
      presentation: room === person.room ? person.presentation : null,
    })),
  attendanceRecorded: (state, event) => withPerson(state, event.personId, { attendance: event.present ? 'present' : 'absent' }),
  identityConfirmed: (state, event) => withPerson(state, event.personId, { identity: event.outcome }),
  rightsAcknowledged: (state, event) => withPerson(state, event.personId, { rightsAcknowledged: true }),
  recusalAnswered: (state, event) =>
    withPerson(state, event.personId, { recusal: event.applies ? 'applied' : 'no', recusalAgainst: event.against, recusalReason: event.reason }),
  recusalDecided: (state, event) => withPerson(state, event.personId, { recusal: event.granted ? 'granted' : 'denied' }),
  handRaised: (state, event, { at }) => withPerson(state, event.personId, { handRaisedAt: at }),
  handLowered: (state, event) => withPerson(state, event.personId, { handRaisedAt: null }),
  microphoneSet: (state, event) => withPerson(state, event.personId, { microphoneOn: event.on }),
  cameraSet: (state, event) => withPerson(state, event.personId, { cameraOn: event.on }),
  uncutPictureAsked: (state, event) => withPerson(state, event.personId, { uncutFor: event.on ? event.by : null }),
  presentationSet: (state, event) => withPerson(state, event.personId, { presentation: event.on ? event.kind : null }),
  // the court's mute also turns the own switch off: lifting it never opens a microphone by itself
  mutedByCourt: (state, event) => withPerson(state, event.personId, { mutedByCourt: true, microphoneOn: false }),
  unmutedByCourt: (state, event) => withPerson(state, event.personId, { mutedByCourt: false }),
}
