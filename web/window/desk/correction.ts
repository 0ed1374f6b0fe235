import type { CorrectionItem, CorrectionTarget } from '#protocol/window/case.ts'
import { knownDefects, materialStatus, targetName } from '#domain/window/case/index.ts'
import type { CaseState } from '#domain/window/case/index.ts'

/** One line of the list while it is being written. `must`: whoever leaves it out tells the citizen half (W-4.12). */
export type CorrectionLine = { target: CorrectionTarget; name: string; problem: string; requirement: string; ticked: boolean; must: boolean }

const keyOf = (target: CorrectionTarget): string => JSON.stringify(target)
const MOST = 200

/**
 * The list as it should be told: everything that anybody can see is wrong, ticked for good; then all other papers and
 * fields, to be ticked where the clerk has found something.
 */
export function correctionLines(state: CaseState): CorrectionLine[] {
  const defects = new Set(knownDefects(state).map(keyOf))
  const all: CorrectionTarget[] = [
    ...state.item.materials.map(({ materialId }): CorrectionTarget => ({ kind: 'material', materialId })),
    ...state.item.form.map(({ fieldId }): CorrectionTarget => ({ kind: 'field', fieldId })),
  ]
  const lines = all.map((target): CorrectionLine => {
    const must = defects.has(keyOf(target))
    return { target, name: targetName(state, target), ...(must ? wording(state, target) : { problem: '', requirement: '' }), ticked: must, must }
  })
  return [...lines.filter(({ must }) => must), ...lines.filter(({ must }) => !must)]
}

/** Proposed words for what is plainly wrong: the reviewer's own reason where there is one. */
function wording(state: CaseState, target: CorrectionTarget): { problem: string; requirement: string } {
  if (target.kind === 'field') return { problem: '未填写', requirement: '请填写' }
  if (target.kind === 'other') return { problem: '', requirement: '' }
  const material = state.item.materials.find(({ materialId }) => materialId === target.materialId)
  const reason = (Object.hasOwn(state.materials, target.materialId) && state.materials[target.materialId]?.versions.at(-1)?.review?.reason) || ''
  if (material && materialStatus(state, material) === 'missing') return { problem: '未提交', requirement: `请提交${material.form === 'original' ? '原件' : material.form === 'copy' ? '复印件' : '电子件'}` }
  return { problem: (reason || '不符合要求').slice(0, MOST), requirement: '请按要求更正后重新提交' }
}

/** Which line keeps the list from being told; null when it is complete. */
export function faultIn(lines: readonly CorrectionLine[]): { line: CorrectionLine; want: 'tick' | 'problem' | 'requirement' } | 'empty' | null {
  for (const line of lines) {
    if (line.must && !line.ticked) return { line, want: 'tick' }
    if (line.ticked && line.problem.trim() === '') return { line, want: 'problem' }
    if (line.ticked && line.requirement.trim() === '') return { line, want: 'requirement' }
  }
  return lines.some(({ ticked }) => ticked) ? null : 'empty'
}

/** What goes into the command. */
export const itemsOf = (lines: readonly CorrectionLine[]): CorrectionItem[] =>
  lines.filter(({ ticked }) => ticked).map(({ target, problem, requirement }) => ({ target, problem: tidy(problem), requirement: tidy(requirement) }))

const tidy = (words: string): string => words.replaceAll(/\s+/g, ' ').trim().slice(0, MOST)
