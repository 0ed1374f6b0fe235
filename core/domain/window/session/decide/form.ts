import type { Handlers } from './handler.ts'
import { refuse } from './draft.ts'
import { emptyFields, fieldOf, fieldProblem, formText } from '../form.ts'
import { own } from '../../../own.ts'

/** The form that both sides fill together. */
export const formHandlers: Handlers<'askForHelpFilling' | 'endHelpFilling' | 'fillField' | 'confirmForm'> = {
  askForHelpFilling(draft) {
    if (draft.state.form.help !== null) refuse('alreadyDone')
    draft.emit({ type: 'fillingHelpAsked' })
  },
  endHelpFilling(draft) {
    if (draft.state.form.help === null) refuse('alreadyDone')
    draft.emit({ type: 'fillingHelpEnded' })
  },
  fillField(draft, { fieldId, value: typed }, by) {
    const field = fieldOf(draft.state, fieldId) ?? refuse('notFound')
    const value = field.kind === 'text' ? typed : typed.trim()
    const reason = fieldProblem(field, value)
    if (reason !== null) refuse('fieldInvalid', { field: field.label.zh, reason })
    const mark = field.kind === 'idNumber' && value !== '' ? draft.mark(value, field.label.zh) : null
    const held = own(draft.state.form.values, fieldId)
    const same = mark === null ? value === (held?.value ?? '') && (held?.mark ?? null) === null : mark.hmac === held?.mark?.hmac
    // the same value again changes nothing, unless the citizen makes it their own
    if (same && (held === undefined || held.by === by.personId || by.personId !== draft.state.citizen)) refuse('alreadyDone')
    draft.withdrawConfirmation(fieldId)
    draft.emit({ type: 'fieldFilled', fieldId, value: mark?.tail ?? value, mark, by: by.personId })
  },
  confirmForm(draft, { digest }) {
    draft.needIdentity()
    if (draft.state.form.confirmed !== null) refuse('alreadyDone')
    const empty = emptyFields(draft.state)
    if (empty.length > 0) refuse('formIncomplete', { missing: empty.map((field) => field.label.zh).join('、') })
    if (draft.context.sha256(formText(draft.state)) !== digest) refuse('staleVersion')
    draft.emit({ type: 'formConfirmed', digest })
  },
}
