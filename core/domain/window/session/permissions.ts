import type { ErrorCode } from '#protocol/errors.ts'
import type { CallCommand } from '#protocol/window/session.ts'
import type { Hand, SessionPerson, SessionState } from './state.ts'
import type { Capacity } from './people.ts'
import { capacityOf, personOf } from './people.ts'

type CommandName = CallCommand['type']
export type PermissionCode = Extract<
  ErrorCode, 'notInCall' | 'sessionEnded' | 'notConnected' | 'notPermitted' | 'callNotStarted' | 'callOnHold' | 'helpNotAsked'
>
/** `decide` gives these codes for want of permission; a command the table allows may still fail for what it asks. */
export const PERMISSION_CODES: readonly PermissionCode[] =
  ['notInCall', 'sessionEnded', 'notConnected', 'notPermitted', 'callNotStarted', 'callOnHold', 'helpNotAsked']

type Rule = {
  who: readonly Capacity[]
  /** Only once a clerk in charge has joined. */
  started?: true
  /** While on hold: `also`, `only`, `not`, or not for those the citizen does not hear then (`citizen`: by the citizen alone). */
  hold: 'also' | 'only' | 'not' | 'citizen'
  when?: (state: SessionState, person: SessionPerson) => PermissionCode | null
}

const ALL = ['citizen', 'clerk', 'colleague', 'local', 'interpreter'] as const
const staffByLeave = (state: SessionState, person: SessionPerson) => (person.personId === state.citizen || state.form.help !== null ? null : 'helpNotAsked')
/** R11, mode 2: where the centre collects for the other place, its own clerk checks who stands there. */
const checksIdentity = (state: SessionState, person: SessionPerson) =>
  person.personId === state.clerk || (person.role === 'localClerk' && state.item.mode === 'collectOnBehalf') ? null : 'notPermitted'

const RULES: Readonly<Record<CommandName, Rule>> = {
  setMicrophone: { who: ALL, hold: 'also' },
  setCamera: { who: ALL, hold: 'also' },
  setPresentation: { who: ['citizen', 'clerk', 'colleague', 'local'], hold: 'also' },
  giveRecordingConsent: { who: ['citizen'], hold: 'also' },
  hold: { who: ['clerk'], started: true, hold: 'not' },
  resume: { who: ['clerk'], started: true, hold: 'only' },
  askInterpreter: { who: ['citizen', 'clerk', 'local'], hold: 'also' },
  withdrawInterpreter: { who: ['citizen', 'clerk', 'local'], hold: 'also' },
  dismiss: { who: ['citizen', 'clerk'], hold: 'also' },
  say: { who: ALL, started: true, hold: 'not' },
  enterIdentityNumber: { who: ['citizen', 'clerk', 'local'], started: true, hold: 'citizen' },
  decideIdentity: { who: ['clerk', 'local'], started: true, hold: 'also', when: checksIdentity },
  askCapture: { who: ['clerk', 'local'], started: true, hold: 'not', when: checksIdentity },
  withdrawCapture: { who: ['citizen', 'clerk', 'local'], started: true, hold: 'also' },
  askForHelpFilling: { who: ['citizen'], started: true, hold: 'also' },
  endHelpFilling: { who: ['citizen'], started: true, hold: 'also' },
  fillField: { who: ['citizen', 'clerk', 'local'], started: true, hold: 'citizen', when: staffByLeave },
  confirmForm: { who: ['citizen'], started: true, hold: 'also' },
  writeNote: { who: ['clerk', 'colleague'], started: true, hold: 'also' },
  askTransfer: { who: ['clerk'], started: true, hold: 'also' },
  cancelTransfer: { who: ['clerk'], started: true, hold: 'also' },
  end: { who: ['citizen', 'clerk'], hold: 'also' },
}
export const CALL_COMMANDS = Object.keys(RULES) as CommandName[]

/** Why this hand may not do this now, or null: the one place that answers it, for `decide` and for the buttons alike. */
export function permission(state: SessionState, hand: Hand, command: CommandName): PermissionCode | null {
  const person = personOf(state, hand)
  if (!person) return 'notInCall'
  if (state.ended !== null) return 'sessionEnded'
  if (person.connectionId === null) return 'notConnected'
  const rule = RULES[command]
  const capacity = capacityOf(state, person)
  if (!rule.who.includes(capacity)) return 'notPermitted'
  if (rule.started && state.startedAt === null) return 'callNotStarted'
  if (rule.hold === 'only' && state.hold === null) return 'notPermitted'
  if (state.hold !== null && (rule.hold === 'not' || (rule.hold === 'citizen' && capacity !== 'citizen'))) return 'callOnHold'
  return rule.when?.(state, person) ?? null
}

/** Commands this hand may give now; drives the controls of the client. */
export const mayDo = (state: SessionState, hand: Hand): CommandName[] => CALL_COMMANDS.filter((command) => permission(state, hand, command) === null)
