import type { CorrectionTarget } from '#protocol/window/case.ts'
import { CASE_LIMITS } from '#protocol/window/case.ts'
import { AppError } from '#protocol/errors.ts'
import { addWorkingDays } from '../../clock/index.ts'
import { defectTexts, formalities, missingForAccept } from '../conditions.ts'
import { knownDefects, openGaps, sameTarget, targetName, untouchedSince } from '../materials.ts'
import { receivingSide } from '../people.ts'
import type { CaseState } from '../state.ts'
import type { Draft, Handlers } from './draft.ts'
import { refuse } from './draft.ts'

const list = (missing: readonly string[]): { missing: string } => ({ missing: missing.join('、') })

/** The papers that are in hand now, each in its latest version; `since`: only what came after that event. */
function inHand(state: CaseState, since = 0): { materialId: string; version: number }[] {
  return state.item.materials.flatMap(({ materialId }) => {
    const latest = Object.hasOwn(state.materials, materialId) ? state.materials[materialId]?.versions.at(-1) : undefined
    return latest && latest.seq > since ? [{ materialId, version: latest.version }] : []
  })
}

/** From the counter to the office, with the one correction there is. */
export const courseHandlers: Handlers<'receive' | 'tellCorrection' | 'handInCorrection' | 'passReview' | 'forward' | 'takeOver' | 'accept' | 'notAccept'> = {
  // W-4.6: nobody is sent away because something is missing
  receive(draft) {
    draft.emit({ type: 'received', at: receivingSide(draft.state), materials: inHand(draft.state) })
  },
  tellCorrection(draft, { items, days, exception }) {
    const { state, context, today } = draft
    for (const { target } of items) known(draft, target)
    if (items.some(({ target }, n) => items.findIndex((other) => sameTarget(other.target, target)) !== n)) refuse('badMessage', { path: 'items' })
    if (state.corrections.length > 0 && exception === null) refuse('correctionToldOnce')
    if (state.corrections.length === 0 && exception !== null) refuse('badMessage', { path: 'exception' })
    if (state.corrections.length >= CASE_LIMITS.corrections) refuse('tooLarge')
    const missing = knownDefects(state).filter((defect) => !items.some(({ target }) => sameTarget(target, defect)))
    if (missing.length > 0) refuse('correctionListIncomplete', list(missing.map((target) => targetName(state, target))))
    draft.emit({ type: 'correctionTold', items, dueOn: addWorkingDays(context.calendar, today, days ?? context.settings.correctionDays), exception })
  },
  handInCorrection(draft) {
    const { state } = draft
    const told = state.corrections.at(-1) ?? refuse('notFound')
    const targets = told.items.map(({ target }) => target)
    const untouched = untouchedSince(state, told.seq, targets)
    // the citizen may bring less than was asked, never nothing: silence is no answer
    if (untouched.length === targets.length) refuse('caseIncomplete', list(untouched.map((target) => targetName(state, target))))
    draft.emit({ type: 'correctionHandedIn', materials: inHand(state, told.seq), untouched })
  },
  passReview(draft) {
    const { state } = draft
    const missing = missingForAccept(state)
    // told once and still not right: the centre may not decide over it, the office must see it (R11 mode 2)
    if (missing.length > 0 && state.corrections.length === 0) refuse('caseIncomplete', list(missing))
    draft.emit({ type: 'reviewPassed', defects: missing.map((text) => text.slice(0, 200)) })
  },
  forward(draft, { way }) {
    draft.emit({ type: 'forwarded', way })
  },
  takeOver(draft) {
    draft.emit({ type: 'takenOver' })
  },
  accept(draft, { withGaps }) {
    const { state, context, today } = draft
    const missing = [...formalities(state), ...defectTexts(state)]
    if (missing.length > 0) refuse('caseIncomplete', list(missing))
    const gaps = openGaps(state)
    if (gaps.length > 0 && !withGaps) refuse('caseIncomplete', list(gaps.map((material) => `${material.name.zh}（容缺）`)))
    if (withGaps && gaps.length === 0) refuse('badMessage', { path: 'withGaps' })
    const gapsBy = gaps.length > 0 ? state.gaps?.by ?? null : null
    if (gapsBy !== null && gapsBy <= today) refuse('tooLate', { by: gapsBy })
    const { promisedDays, legalDays } = state.item
    draft.emit({
      type: 'accepted', decision: gaps.length > 0 ? 'acceptedWithGaps' : 'accepted', gaps: gaps.map(({ materialId }) => materialId), gapsBy, promisedDays, legalDays,
      dueOn: addWorkingDays(context.calendar, today, promisedDays), legalDueOn: whereCovered(() => addWorkingDays(context.calendar, today, legalDays)),
    })
  },
  notAccept(draft, { ground, reason, goTo }) {
    if (reason.trim() === '') refuse('reasonRequired')
    // what can be corrected is told first; a refusal does not take its place
    if (ground === 'incompleteAfterCorrection' && !draft.state.corrections.some(({ handedInAt }) => handedInAt !== null)) refuse('reasonRequired')
    if (ground === 'notCompetent' && goTo.trim() === '') refuse('fieldInvalid', { field: '应向何处申请', reason: '请告知有权办理的机关' })
    draft.emit({ type: 'notAccepted', ground, reason, goTo })
    draft.emit({ type: 'caseClosed', outcome: 'notAccepted', reason })
  },
}

/** @throws AppError('notFound') */
function known(draft: Draft, target: CorrectionTarget): void {
  if (target.kind === 'material') draft.material(target.materialId)
  if (target.kind === 'field') draft.field(target.fieldId)
}

/** The promise is what a case is accepted on; the law's own term may reach into a year whose calendar is not out yet. */
function whereCovered(day: () => string): string | null {
  try {
    return day()
  } catch (error) {
    if (error instanceof AppError && error.code === 'calendarMissing') return null
    throw error
  }
}
