import type { Material } from '#protocol/window/catalogue.ts'
import type { CorrectionTarget } from '#protocol/window/case.ts'
import type { CaseMaterial, CaseState, MaterialVersion } from './state.ts'
import { own } from '../../own.ts'

export const materialOf = (state: CaseState, materialId: string): Material | null => state.item.materials.find((one) => one.materialId === materialId) ?? null
const heldOf = (state: CaseState, materialId: string): CaseMaterial | undefined => own(state.materials, materialId)
export const latestOf = (state: CaseState, materialId: string): MaterialVersion | null => heldOf(state, materialId)?.versions.at(-1) ?? null

/** Whether somebody must have held the paper itself: only where it passes over a counter; a fully online matter asks for no originals (R11 mode 1). */
export const needsOriginal = (state: CaseState, material: Material, version: MaterialVersion): boolean =>
  material.form === 'original' && state.centre !== null && state.item.mode !== 'fullOnline' && version.source !== 'post'

export type MaterialStatus = 'known' | 'missing' | 'unreviewed' | 'originalUnseen' | 'notOk' | 'ok'

export function statusOf(state: CaseState, material: Material): MaterialStatus {
  const held = heldOf(state, material.materialId)
  if (held?.known) return 'known'
  const latest = held?.versions.at(-1)
  if (latest === undefined) return 'missing'
  if (latest.review?.ok === false) return 'notOk'
  if (needsOriginal(state, material, latest) && latest.originalSeen === null) return 'originalUnseen'
  return latest.review === null ? 'unreviewed' : 'ok'
}

const SETTLED: readonly MaterialStatus[] = ['known', 'ok']
/** Nobody asks for it, or it is there and good. An optional paper that was handed in must be good like any other. */
export const isSettled = (state: CaseState, material: Material): boolean => {
  const status = statusOf(state, material)
  return SETTLED.includes(status) || (status === 'missing' && !material.required)
}

/** What the citizen is asked for: never what the state's own data answers (W-4.8). */
export const askedFor = (state: CaseState): Material[] => state.item.materials.filter((material) => !heldOf(state, material.materialId)?.known)
export const isPromised = (state: CaseState, materialId: string): boolean => state.gaps?.materialIds.includes(materialId) ?? false
/** Promised under 容缺受理 and still not there and good. */
export const openGaps = (state: CaseState): Material[] => state.item.materials.filter((material) => isPromised(state, material.materialId) && !SETTLED.includes(statusOf(state, material)))
/** Everything that stands in the way, promised papers left out. */
export const unsettled = (state: CaseState): Material[] => state.item.materials.filter((material) => !isSettled(state, material) && !isPromised(state, material.materialId))

/** Required fields that are empty. */
export const emptyFields = (state: CaseState) => state.item.form.filter((field) => field.required && (own(state.form.values, field.fieldId)?.value ?? '') === '')

/**
 * What anybody can see is wrong: a correction that leaves one of these out is not complete (W-4.12). Papers nobody has
 * looked at yet are not among them: they must be looked at first.
 */
export function knownDefects(state: CaseState): CorrectionTarget[] {
  return [
    ...unsettled(state).filter((material) => ['missing', 'notOk'].includes(statusOf(state, material))).map(({ materialId }): CorrectionTarget => ({ kind: 'material', materialId })),
    ...emptyFields(state).map(({ fieldId }): CorrectionTarget => ({ kind: 'field', fieldId })),
  ]
}

export const sameTarget = (a: CorrectionTarget, b: CorrectionTarget): boolean => JSON.stringify(targetKey(a)) === JSON.stringify(targetKey(b))
const targetKey = (target: CorrectionTarget): [string, string] =>
  [target.kind, target.kind === 'material' ? target.materialId : target.kind === 'field' ? target.fieldId : target.title]

export function targetName(state: CaseState, target: CorrectionTarget): string {
  switch (target.kind) {
    case 'material': return materialOf(state, target.materialId)?.name.zh ?? target.materialId
    case 'field': return state.item.form.find((field) => field.fieldId === target.fieldId)?.label.zh ?? target.fieldId
    case 'other': return target.title
  }
}

/** What was asked for and has not been handed in anew, filled in anew or answered by data since that event. */
export function untouchedSince(state: CaseState, seq: number, targets: readonly CorrectionTarget[]): CorrectionTarget[] {
  return targets.filter((target) => {
    switch (target.kind) {
      case 'material': return !(heldOf(state, target.materialId)?.known || (latestOf(state, target.materialId)?.seq ?? 0) > seq)
      case 'field': return (own(state.form.values, target.fieldId)?.seq ?? 0) <= seq
      // nobody can see from here whether it was done: the clerk looks
      case 'other': return false
    }
  })
}
