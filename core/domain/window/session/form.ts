import type { FormField } from '#protocol/window/catalogue.ts'
import type { SessionState } from './state.ts'
import { idNumberProblem } from '../case/id-number.ts'
import { own } from '../../own.ts'

export const fieldOf = (state: SessionState, fieldId: string): FormField | null => state.item.form.find((field) => field.fieldId === fieldId) ?? null

/** Why a value may not stand in this field, as a sentence for whoever typed it; null where it may. Empty clears a field. */
export function fieldProblem(field: FormField, value: string): string | null {
  if (value === '') return null
  if (value.trim() === '') return '不能只有空格'
  switch (field.kind) {
    case 'line': return value.length > field.max ? `不得超过${field.max}字` : /[\n\t]/.test(value) ? '只能填写一行' : null
    case 'text': return value.length > field.max ? `不得超过${field.max}字` : null
    case 'choice': return field.choices.some((choice) => choice.value === value) ? null : '请从列出的选项中选择'
    case 'date': return dayExists(value) ? null : '没有这一天，请按“2026-11-21”填写'
    case 'amount': return /^(0|[1-9]\d{0,11})(\.\d{1,2})?$/.test(value) ? null : '请填写金额，最多两位小数'
    case 'phone': return /^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8}(-\d{1,6})?)$/.test(value) ? null : '请填写手机号码或带区号的电话号码'
    case 'idNumber': return idNumberProblem(value)
  }
}

/** Required fields that are still empty, in the form's order. */
export const emptyFields = (state: SessionState): FormField[] =>
  state.item.form.filter((field) => field.required && (own(state.form.values, field.fieldId)?.value ?? '') === '')

/**
 * What the citizen confirms, as one text: every field in the form's order with its value and who filled it. Its SHA-256
 * is the digest of `formConfirmed`; an identity number stands in it as its mark.
 */
export function formText(state: SessionState): string {
  const fields = state.item.form.flatMap((field) => {
    const held = own(state.form.values, field.fieldId)
    return held && held.value !== '' ? [[field.fieldId, held.value, held.mark?.hmac ?? null, held.by]] : []
  })
  return JSON.stringify({ item: state.item.itemCode, fields })
}

/** Fields that somebody other than the citizen filled: shown for confirmation one by one. */
export const filledForCitizen = (state: SessionState): string[] =>
  state.item.form.map((field) => field.fieldId).filter((fieldId) => {
    const held = own(state.form.values, fieldId)
    return held !== undefined && held.value !== '' && held.by !== state.citizen
  })

function dayExists(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  const [year = 0, month = 0, day = 0] = value.split('-').map(Number)
  const date = new Date(Date.UTC(year, month - 1, day))
  return year >= 1850 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}
