import type { PersonId } from '#protocol/ids.ts'
import type { MediaSource } from '#protocol/places.ts'
import type { MediaPolicy, PersonMedia } from '../../media.ts'
import type { SessionPerson, SessionState } from './state.ts'
import { everybody, isInCall, reaches } from './people.ts'

type Send = PersonMedia['send']
const SILENT: Send = Object.freeze({ microphone: 'none', camera: 'none', presentation: 'none' })

function sends(state: SessionState, person: SessionPerson): Send {
  if (person.connectionId === null || state.ended !== null) return SILENT
  const flows = isInCall(state, person)
  return {
    microphone: person.withMicrophone ? (flows && person.microphoneOn ? 'live' : 'held') : 'none',
    camera: person.withCamera ? (flows && person.cameraOn ? 'live' : 'held') : 'none',
    presentation: person.presentation === null ? 'none' : flows ? 'live' : 'held',
  }
}

/**
 * Who may send what and who receives it: the whole of media permission of a call, and a function of the state alone
 * (W-3.2, W-3.3, W-3.8, W-3.9). Only people of the call receive: nobody listens in unseen.
 */
export function mediaPolicy(state: SessionState): MediaPolicy {
  const people = everybody(state)
  const sending = new Map(people.map((person) => [person.personId, sends(state, person)]))
  const policy: Record<PersonId, PersonMedia> = {}
  for (const to of people) {
    const receive = people.filter((from) => reaches(state, from, to)).flatMap((from) => {
      const send = sending.get(from.personId) ?? SILENT
      const sources = (Object.keys(send) as MediaSource[]).filter((source) => send[source] === 'live')
      return sources.length > 0 ? [{ from: from.personId, sources }] : []
    })
    policy[to.personId] = { send: sending.get(to.personId) ?? SILENT, receive }
  }
  return policy
}
