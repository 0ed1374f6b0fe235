import type { SealedNumber } from '#protocol/window/case.ts'
import type { FormField } from '#protocol/window/catalogue.ts'
import type { CaseState } from './state.ts'
import { own } from '../../own.ts'

export { fieldProblem } from '../session/form.ts'

export const fieldOf = (state: CaseState, fieldId: string): FormField | null => state.item.form.find((field) => field.fieldId === fieldId) ?? null

/**
 * What the citizen confirms, as one text: every field in the form's order with its value and who filled it. The same text
 * as a call's `formText` for the same values, so that what was confirmed there counts here.
 */
export function caseFormText(state: CaseState): string {
  return textOf(state, (mark) => mark.hmac)
}

/** The same as the citizen's own view has it, where an identity number is its last four characters and no mark (W-7.4). */
export const seenFormText = (state: CaseState): string => textOf(state, () => '')

function textOf(state: CaseState, markText: (mark: SealedNumber) => string): string {
  const fields = state.item.form.flatMap((field) => {
    const held = own(state.form.values, field.fieldId)
    return held && held.value !== '' ? [[field.fieldId, held.value, held.mark && markText(held.mark), held.by]] : []
  })
  return JSON.stringify({ item: state.item.itemCode, fields })
}

/** Fields that somebody other than the citizen filled: shown for confirmation one by one. */
export const filledForCitizen = (state: CaseState): string[] =>
  state.item.form.map(({ fieldId }) => fieldId).filter((fieldId) => {
    const held = own(state.form.values, fieldId)
    return held !== undefined && held.value !== '' && held.by !== state.citizen.personId
  })
