import type { PersonId } from '#protocol/ids.ts'
import type { HearingState, Person } from './state.ts'
import type { Lens } from './lens.ts'
import { lensKey, lensOf } from './lens.ts'
import { summoned } from './evolve/start.ts'
import { everybody, isCourtStaff } from './people.ts'
import { isRegistry } from './roles.ts'
import { isSecretStage } from './stages.ts'

/** Views by state and lens; states never change, so a view once made stays true. */
const views = new WeakMap<HearingState, Map<string, HearingState>>()
const strangers = new WeakMap<Person, Person>()

/** The hearing as this person may see it: the same type, with what they may not see left out (H-8). */
export function viewOf(state: HearingState, viewer: PersonId): HearingState {
  const lens = lensOf(state, viewer)
  const key = lensKey(lens)
  let made = views.get(state)
  if (!made) views.set(state, (made = new Map()))
  let view = made.get(key)
  if (!view) made.set(key, (view = project(state, lens)))
  return view
}

/** Viewers with the same key see the same: what one of them is sent may be sent to all. */
export const viewKey = (state: HearingState, viewer: PersonId): string => lensKey(lensOf(state, viewer))

function project(state: HearingState, lens: Lens): HearingState {
  const messages = state.messages.filter((message) => lens.self !== null && (message.from === lens.self || message.to === lens.self))
  switch (lens.scope) {
    case 'court':
      return { ...state, messages, record: recordFor(state, lens) }
    case 'courtroom':
      return {
        ...state, messages, files: filesFor(state, lens),
        people: peopleBy(state, (person) => (person.personId === lens.self ? person : asStranger(person))),
        record: recordFor(state, lens),
        agreement: lens.public ? null : state.agreement,
        offline: lens.public ? null : state.offline,
        clerkInDeliberation: false,
      }
    case 'testifying':
      return {
        ...withoutProceedings(state), messages, stage: state.stage, stages: state.stages, openedAt: state.openedAt,
        recess: state.recess, floor: state.floor, gavel: state.gavel, camera: state.camera,
        warnings: state.warnings.filter((warning) => warning.personId === lens.self),
        people: peopleBy(state, (person) => {
          if (person.personId === lens.self) return person
          return person.room === 'courtroom' ? asStranger(person) : isCourtStaff(state, person) ? asName(person) : null
        }),
      }
    case 'waiting':
      return {
        ...withoutProceedings(state), messages, stage: state.stage, stages: state.stages, openedAt: state.openedAt, recess: state.recess,
        files: filesFor(state, lens), caseFile: lens.public ? titleOnly(state) : state.caseFile,
        warnings: state.warnings.filter((warning) => warning.personId === lens.self),
        people: peopleBy(state, (person) => {
          if (person.personId === lens.self) return person
          if (lens.room !== null && person.room === lens.room) return asStranger(person)
          return isCourtStaff(state, person) ? asName(person) : null
        }),
      }
    case 'isolated':
      return {
        ...withoutProceedings(state), messages, people: peopleBy(state, (person) =>
          person.personId === lens.self ? person : isCourtStaff(state, person) ? asName(person) : null),
      }
    case 'none':
      return { ...withoutProceedings(state), messages: [], people: {} }
  }
}

/** H-17.2: until a file is put before the court, its side alone and the court know of it. */
function filesFor(state: HearingState, lens: Lens): HearingState['files'] {
  const side = lens.self === null ? null : state.people[lens.self]?.side
  return lens.public || !side ? [] : state.files.filter((file) => state.people[file.by]?.side === side)
}

function peopleBy(state: HearingState, show: (person: Person) => Person | null): HearingState['people'] {
  const shown = everybody(state).map(show).filter((person) => person !== null)
  return Object.fromEntries(shown.map((person) => [person.personId, person]))
}

/** Without identity marks and test results: those are for the court and the person alone (R1 7, 38). */
function asStranger(person: Person): Person {
  if (person.identityHmac === undefined && person.identityTail === undefined && person.readiness === null) return person
  let stranger = strangers.get(person)
  if (!stranger) {
    const { identityHmac: _hmac, identityTail: _tail, ...rest } = person
    strangers.set(person, (stranger = { ...rest, readiness: null }))
  }
  return stranger
}

/** Only who they are; of a clerk also whether they can be asked for help. */
function asName(person: Person): Person {
  const { personId, name, role, side, represents } = person
  return { ...summoned({ personId, name, role, side, represents }), connectionId: isRegistry(role) ? person.connectionId : null }
}

const titleOnly = (state: HearingState): HearingState['caseFile'] => ({ ...state.caseFile, claim: '' })

function recordFor(state: HearingState, lens: Lens): HearingState['record'] {
  if (lens.public) return []
  return lens.deliberation || !state.record.some((line) => isSecretStage(state, line.stage))
    ? state.record
    : state.record.filter((line) => !isSecretStage(state, line.stage))
}

/** Which case, and whether it is over: nothing of what went on. */
function withoutProceedings(state: HearingState): HearingState {
  const stages = state.stages.map((entry) => ({ stage: entry.stage, enteredAt: null, skippedReason: null }))
  return {
    hearingId: state.hearingId, seq: state.seq, kind: state.kind, caseFile: titleOnly(state), people: {},
    stage: stages[0]?.stage ?? state.stage, stages, openedAt: null, closedAt: state.closedAt, recess: null, floor: null, turnsDone: [],
    gavel: null, camera: null, issues: [], files: [], exhibits: [], clerkInDeliberation: false, offline: null, agreement: null, outcome: null,
    record: [], messages: [], warnings: [],
  }
}
