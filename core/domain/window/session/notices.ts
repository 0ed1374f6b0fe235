import type { PersonId } from '#protocol/ids.ts'
import type { CallNotice } from '#protocol/window/session.ts'
import type { Hand, SessionState } from './state.ts'
import { capacityOf, everybody, isInCall, personOf, reaches } from './people.ts'
import { permission } from './permissions.ts'
import { fieldOf } from './form.ts'
import { own } from '../../own.ts'

/** Whether this passing notice may be sent on: typing by whoever may fill, pointing by all but the interpreter (W-3.20). */
export function mayNotify(state: SessionState, hand: Hand, notice: CallNotice): boolean {
  const person = personOf(state, hand)
  if (!person || !isInCall(state, person)) return false
  if (notice.type === 'typing') return permission(state, hand, 'fillField') === null && fieldOf(state, notice.fieldId) !== null
  if (capacityOf(state, person) === 'interpreter') return false
  const target = notice.at?.target
  if (!target) return true
  if (target.kind === 'field') return fieldOf(state, target.fieldId) !== null
  return state.captures.some(({ still }) => still !== null && still.fileId === target.fileId && target.page <= still.pages)
}

/** Who receives what this person points at or types: those whom their voice may reach. An identity number is typed before nobody's eyes but the clerk's and the citizen's side. */
export function noticeReceivers(state: SessionState, from: PersonId, notice: CallNotice): PersonId[] {
  const sender = own(state.people, from)
  if (!sender) return []
  const secret = notice.type === 'typing' && fieldOf(state, notice.fieldId)?.kind === 'idNumber'
  return everybody(state)
    .filter((person) => reaches(state, sender, person) && !(secret && person.role === 'interpreter'))
    .map((person) => person.personId)
}
