import type { ErrorCode } from '#protocol/errors.ts'
import type { ParticipantCommand } from '#protocol/hearing-commands.ts'
import type { PersonId } from '#protocol/ids.ts'
import type { HearingState, Person } from './state.ts'
import { sittingKind } from './kinds/index.ts'
import { isBench, isPresiding } from './people.ts'
import { GROUP } from './roles.ts'
import type { Group } from './roles.ts'
import type { RoomKind } from './rooms.ts'
import { roomKind } from './rooms.ts'
import { shareTurn } from './speaking.ts'
import { inSecret, inSession, ruleOf, within } from './stages.ts'

type CommandName = ParticipantCommand['type']
type Who = 'presiding' | 'bench' | 'anybody' | 'conductor' | Group
export type PermissionCode = Extract<
  ErrorCode, 'notInHearing' | 'hearingClosed' | 'notPermitted' | 'wrongRoom' | 'inRecess' | 'notYourTurn'
>
/** `decide` gives these codes for want of permission and for nothing else. */
export const PERMISSION_CODES: readonly PermissionCode[] =
  ['notInHearing', 'hearingClosed', 'notPermitted', 'wrongRoom', 'inRecess', 'notYourTurn']

type Rule = {
  who: readonly Who[]
  /** Rooms from which it may be done; absent = any. */
  rooms?: readonly RoomKind[]
  recess: 'also' | 'only' | 'not'
  /** Only in the stages the kind of sitting names for it. */
  stageBound?: true
  when?: (state: HearingState, person: Person) => boolean
  otherwise?: PermissionCode
}

const SPEAKERS = ['bench', 'clerk', 'officer', 'party', 'agent', 'witness', 'expert', 'interpreter', 'prosecutor'] as const
const LITIGANTS = ['party', 'agent'] as const
const COURTROOM = ['courtroom'] as const
const COURT_ROOMS = ['courtroom', 'deliberationRoom'] as const
const holdsTurn = (state: HearingState, person: Person) =>
  state.floor !== null && (isPresiding(state, person) || shareTurn(state, state.floor, person.personId))

/** role × stage × room → what one may do; the stages stand in the kind of sitting (`acts`). */
const RULES: Readonly<Record<CommandName, Rule>> = {
  reportReadiness: { who: ['anybody'], recess: 'also' },
  admit: { who: ['presiding', 'clerk'], recess: 'also' },
  moveToRoom: { who: ['bench', 'clerk'], recess: 'also' },
  addParticipant: { who: ['presiding', 'clerk'], recess: 'also' },
  removeParticipant: { who: ['presiding', 'clerk'], recess: 'also' },
  recordAttendance: { who: ['presiding', 'clerk'], recess: 'also' },
  advanceStage: { who: ['conductor'], rooms: COURT_ROOMS, recess: 'not' },
  skipStage: { who: ['presiding'], rooms: COURT_ROOMS, recess: 'not' },
  strikeGavel: { who: ['presiding'], rooms: COURTROOM, recess: 'also' },
  confirmIdentity: { who: ['presiding'], rooms: COURTROOM, recess: 'not', stageBound: true },
  acknowledgeRights: { who: LITIGANTS, rooms: COURTROOM, recess: 'not', stageBound: true },
  answerRecusal: { who: LITIGANTS, rooms: COURTROOM, recess: 'not', stageBound: true },
  decideRecusal: { who: ['presiding'], rooms: COURTROOM, recess: 'not', stageBound: true },
  giveFloor: { who: ['presiding'], rooms: COURTROOM, recess: 'not', stageBound: true },
  finishTurn: { who: SPEAKERS, rooms: COURTROOM, recess: 'not', stageBound: true, when: holdsTurn, otherwise: 'notYourTurn' },
  raiseHand: { who: SPEAKERS, rooms: ['courtroom', 'deliberationRoom', 'consultation'], recess: 'also' },
  lowerHand: { who: SPEAKERS, recess: 'also' },
  setMicrophone: { who: SPEAKERS, recess: 'also' },
  setCamera: { who: SPEAKERS, recess: 'also' },
  askUncutPicture: { who: ['presiding'], recess: 'also' },
  directCamera: { who: ['presiding'], rooms: COURTROOM, recess: 'also' },
  setPresentation: {
    who: ['bench', 'clerk', 'party', 'agent', 'expert', 'prosecutor'], rooms: ['courtroom', 'deliberationRoom', 'consultation'], recess: 'also',
  },
  mute: { who: ['presiding', 'clerk'], recess: 'also' },
  unmute: { who: ['presiding', 'clerk'], recess: 'also' },
  muteAll: { who: ['presiding', 'clerk'], recess: 'also' },
  unmuteAll: { who: ['presiding', 'clerk'], recess: 'also' },
  callWitness: { who: ['presiding'], rooms: COURTROOM, recess: 'not', stageBound: true },
  releaseWitness: { who: ['presiding'], rooms: COURTROOM, recess: 'also', stageBound: true },
  summarizeIssues: { who: ['presiding'], rooms: COURTROOM, recess: 'not', stageBound: true },
  adduceExhibit: { who: [...LITIGANTS, 'prosecutor'], rooms: COURTROOM, recess: 'not', stageBound: true },
  examineExhibit: { who: LITIGANTS, rooms: COURTROOM, recess: 'not', stageBound: true },
  beginRecess: { who: ['presiding'], rooms: COURTROOM, recess: 'not', stageBound: true, when: (state) => inSession(state) && !inSecret(state) },
  endRecess: { who: ['presiding'], rooms: COURT_ROOMS, recess: 'only' },
  admitClerkToDeliberation: { who: ['presiding'], rooms: ['deliberationRoom'], recess: 'also' },
  requestOffline: { who: [...LITIGANTS, 'witness', 'expert'], recess: 'also' },
  decideOffline: { who: ['presiding'], recess: 'also', when: (state) => state.offline?.decision === 'open' },
  consentToMediation: { who: LITIGANTS, rooms: ['courtroom', 'consultation'], recess: 'also', stageBound: true },
  announceOutcome: { who: ['presiding'], rooms: COURTROOM, recess: 'not', stageBound: true },
  addRecordLine: { who: ['clerk'], rooms: COURT_ROOMS, recess: 'also', stageBound: true },
  requestRecordCorrection: { who: [...LITIGANTS, 'bench', 'prosecutor'], recess: 'also', stageBound: true },
  decideRecordCorrection: { who: ['presiding', 'clerk'], recess: 'also', stageBound: true },
  signRecord: { who: [...LITIGANTS, 'bench', 'clerk', 'prosecutor'], rooms: COURTROOM, recess: 'not', stageBound: true },
  refuseRecord: { who: LITIGANTS, rooms: COURTROOM, recess: 'not', stageBound: true },
  warn: { who: ['presiding'], recess: 'also' },
  sendMessage: { who: ['anybody'], recess: 'also' },
  openConsultation: {
    who: LITIGANTS, rooms: ['courtroom', 'waitingRoom'], recess: 'also', when: (state) => state.recess !== null || state.openedAt === null,
  },
  closeConsultation: { who: LITIGANTS, rooms: ['consultation'], recess: 'also' },
  closeCourt: { who: ['presiding'], rooms: COURTROOM, recess: 'not', stageBound: true },
}
export const PARTICIPANT_COMMANDS = Object.keys(RULES) as CommandName[]

function isWho(state: HearingState, person: Person, who: Who): boolean {
  switch (who) {
    case 'anybody': return true
    case 'presiding': return isPresiding(state, person)
    case 'bench': return isBench(state, person)
    case 'conductor':
      return ruleOf(state).mayAdvance.some((may) => (may === 'clerk' ? GROUP[person.role] === 'clerk' : isPresiding(state, person)))
    default: return GROUP[person.role] === who
  }
}

/** Why this person may not do this now, or null: the one place that answers it, for `decide` and for the buttons alike. */
export function permission(state: HearingState, personId: PersonId, command: CommandName): PermissionCode | null {
  const person = state.people[personId]
  if (!person) return 'notInHearing'
  if (state.closedAt !== null) return 'hearingClosed'
  if (person.connectionId === null) return 'notPermitted'
  const rule = RULES[command]
  if (!rule.who.some((who) => isWho(state, person, who))) return 'notPermitted'
  if (rule.stageBound && !within(state, sittingKind(state.kind).acts[command])) return 'notPermitted'
  if (rule.recess === 'only' && state.recess === null) return 'notPermitted'
  if (rule.recess === 'not' && state.recess !== null) return 'inRecess'
  if (rule.rooms && !rule.rooms.includes(roomKind(person.room))) return 'wrongRoom'
  if (rule.when && !rule.when(state, person)) return rule.otherwise ?? 'notPermitted'
  return null
}

/** Commands this person may give now; drives the controls of the client. */
export const mayDo = (state: HearingState, personId: PersonId): CommandName[] =>
  PARTICIPANT_COMMANDS.filter((command) => permission(state, personId, command) === null)
