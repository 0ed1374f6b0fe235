import type { PersonId } from '#protocol/ids.ts'
import type { MediaSource, RoomId } from '#protocol/places.ts'
import type { HearingState, MediaPolicy, Person, PersonMedia } from './state.ts'
import { everybody, isCourt } from './people.ts'
import { isPublic } from './roles.ts'
import { companyRule, roomKind } from './rooms.ts'
import { openToPublic, ruleOf } from './stages.ts'

type Send = PersonMedia['send']
const SILENT: Send = Object.freeze({ microphone: 'none', camera: 'none', presentation: 'none' })
const TALKING = ['courtroom', 'deliberationRoom', 'consultation']

/** The room in which this person now takes part in sound and picture; null = in none. */
export function talkingRoom(state: HearingState, person: Person): RoomId | null {
  if (person.connectionId === null || state.closedAt !== null) return null
  if (!TALKING.includes(roomKind(person.room)) || companyRule(state, person, person.room) !== null) return null
  if (isPublic(person.role) && !openToPublic(state)) return null
  return person.room
}

/** A recess holds everything in the courtroom; private rooms go on (H-6.5). */
const heldByRecess = (state: HearingState, room: RoomId): boolean => state.recess !== null && room === 'courtroom'

function sends(state: HearingState, person: Person, room: RoomId | null): Send {
  if (room === null || isPublic(person.role)) return SILENT
  const held = heldByRecess(state, room)
  const hasFloor = room !== 'courtroom' || ruleOf(state).microphones === 'open' || state.floor === person.personId || isCourt(state, person)
  const speaks = person.microphoneOn && !person.mutedByCourt && !held && hasFloor
  return {
    microphone: person.withMicrophone ? (speaks ? 'live' : 'held') : 'none',
    camera: person.withCamera ? (person.cameraOn && !held ? 'live' : 'held') : 'none',
    presentation: person.presentation === null ? 'none' : held ? 'held' : 'live',
  }
}

/**
 * Who may send what and who receives it: the whole of media permission, and a function of the state alone (H-6).
 * Same room, and allowed in it, or nothing; never oneself; only what is live.
 */
export function mediaPolicy(state: HearingState): MediaPolicy {
  const people = everybody(state)
  const rooms = new Map(people.map((person) => [person.personId, talkingRoom(state, person)]))
  const policy: Record<PersonId, PersonMedia> = {}
  const heard = new Map<RoomId, PersonMedia['receive']>()
  for (const person of people) {
    const room = rooms.get(person.personId) ?? null
    const send = sends(state, person, room)
    policy[person.personId] = { send, receive: [] }
    const sources = (Object.keys(send) as MediaSource[]).filter((source) => send[source] === 'live')
    if (room === null || sources.length === 0) continue
    heard.set(room, [...(heard.get(room) ?? []), { from: person.personId, sources }])
  }
  for (const person of people) {
    const room = rooms.get(person.personId) ?? null
    const media = policy[person.personId]
    if (room !== null && media) media.receive = (heard.get(room) ?? []).filter((voice) => voice.from !== person.personId)
  }
  return policy
}
