import type { CaseState } from './state.ts'
import { emptyFields, openGaps, statusOf, unsettled } from './materials.ts'

/** What an item demands beyond its papers and fields, shown before anything is asked (R4 3). */
export type CaseWarning = 'paperOnly'
export const warningsOf = (state: CaseState): CaseWarning[] => (state.item.paperOnly ? ['paperOnly'] : [])

const STATUS_TEXT = { missing: '未提交', unreviewed: '尚未审查', originalUnseen: '尚未核对原件', notOk: '不符合要求', ok: '', known: '' } as const

/** Defects of papers and form, as a reader of the form would say them; empty = everything is there and good. */
export const defectTexts = (state: CaseState): string[] => [
  ...unsettled(state).map((material) => `${material.name.zh}（${STATUS_TEXT[statusOf(state, material)]}）`),
  ...emptyFields(state).map((field) => `${field.label.zh}（未填写）`),
]

/** What the citizen and the staff have still to do before a case may be accepted, beside papers and fields. */
export function formalities(state: CaseState): string[] {
  const { item, identity, form, signing, paperOriginal } = state
  const filled = Object.values(form.values).some(({ value }) => value !== '')
  return [
    ...(identity === null ? ['核验身份'] : []),
    ...((item.form.length > 0 || filled) && form.confirmed === null ? ['申请人确认表单'] : []),
    // where the law bars the electronic form, a signature in the call does not help
    ...(item.paperOnly ? (paperOriginal === null ? ['收到申请人签名的纸质申请（依法不适用电子形式）'] : []) : item.signs && !signing.some(({ signedAt }) => signedAt !== null) ? ['申请人签名'] : []),
    ...(signing.some(({ signedAt }) => signedAt === null) && !item.paperOnly ? ['已送签文书尚未签名'] : []),
  ]
}

/** Everything that stands in the way of accepting without gaps. */
export const missingForAccept = (state: CaseState): string[] => [...formalities(state), ...defectTexts(state)]
/** What a decision waits for (W-4.19): a refusal on the merits does not wait for papers that would not change it, but for promised ones and all places too. */
export const missingForDecision = (state: CaseState, outcome: 'granted' | 'refused'): string[] => [
  ...(state.examination === null ? ['审查意见'] : []),
  ...openGaps(state).map((material) => `${material.name.zh}（容缺待补）`),
  ...state.parts.filter((part) => part.finished === null).map((part) => `${partTitle(state, part.partId)}（${part.place.name}尚未办理）`),
  ...(outcome === 'granted' ? [...defectTexts(state), ...(state.item.form.length > 0 && state.form.confirmed === null ? ['申请人确认表单'] : [])] : []),
  ...(outcome === 'granted' ? state.parts.filter((part) => part.status === 'cannot').map((part) => `${partTitle(state, part.partId)}（${part.place.name}不能办理）`) : []),
]

export const partTitle = (state: CaseState, partId: string): string => state.item.parts.find((part) => part.partId === partId)?.title.zh ?? partId
export const feeIsOpen = (state: CaseState): boolean => state.fee.status === 'open' && state.fee.fen > 0
