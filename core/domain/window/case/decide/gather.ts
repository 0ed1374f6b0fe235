import type { CaseCommand } from '#protocol/window/case.ts'
import { addWorkingDays } from '../../clock/index.ts'
import { caseFormText, seenFormText } from '../form.ts'
import { emptyFields, statusOf } from '../materials.ts'
import type { Handlers } from './draft.ts'
import { refuse } from './draft.ts'

type Gathering = 'addMaterial' | 'seeOriginal' | 'reviewMaterial' | 'promiseGaps' | 'fillField' | 'confirmForm' | 'confirmIdentity' | 'receivePaperOriginal'

/** Papers, form, identity: what citizen and staff bring together. */
export const gatherHandlers: Handlers<Gathering & CaseCommand['type']> = {
  addMaterial(draft, { materialId, file, source }, by) {
    draft.addMaterial(materialId, file, source, { personId: by.personId, as: by.role, sessionId: null })
  },
  seeOriginal(draft, { materialId }) {
    const latest = draft.version(materialId)
    if (latest.originalSeen !== null) refuse('alreadyDone')
    draft.emit({ type: 'originalSeen', materialId, version: latest.version })
  },
  reviewMaterial(draft, { materialId, version, ok, reason }) {
    const latest = draft.version(materialId, version)
    if (!ok && reason.trim() === '') refuse('reasonRequired')
    if (latest.review !== null && latest.review.ok === ok && latest.review.reason === reason) refuse('alreadyDone')
    draft.emit({ type: 'materialReviewed', materialId, version, ok, reason })
  },
  promiseGaps(draft, { materialIds, by }) {
    const { state, context, today } = draft
    const wanted = [...new Set(materialIds)]
    if ((wanted.length === 0) !== (by === null)) refuse('badMessage', { path: 'by' })
    if (by === null) {
      if (state.gaps === null) refuse('alreadyDone')
      draft.emit({ type: 'gapsPromised', materialIds: [], by: null })
      return
    }
    for (const materialId of wanted) {
      const material = draft.material(materialId)
      if (!material.deferrable) refuse('notDeferrable', { material: material.name.zh })
      if (['known', 'ok'].includes(statusOf(state, material))) refuse('alreadyDone')
    }
    if (by <= today) refuse('tooLate', { by })
    const latest = addWorkingDays(context.calendar, today, context.settings.gapDays)
    if (by > latest) refuse('fieldInvalid', { field: '补齐日期', reason: `不得晚于${latest}` })
    if (state.gaps?.by === by && state.gaps.materialIds.join() === wanted.join()) refuse('alreadyDone')
    draft.emit({ type: 'gapsPromised', materialIds: wanted, by })
  },
  fillField(draft, { fieldId, value }, by) {
    draft.fillField(fieldId, value, { personId: by.personId, as: by.role })
  },
  confirmForm(draft, { digest }) {
    const { state, context } = draft
    if (state.form.confirmed !== null) refuse('alreadyDone')
    const empty = emptyFields(state)
    if (empty.length > 0) refuse('formIncomplete', { missing: empty.map((field) => field.label.zh).join('、') })
    if (digest !== context.sha256(caseFormText(state)) && digest !== context.sha256(seenFormText(state))) refuse('staleVersion')
    draft.emit({ type: 'formConfirmed', digest, sessionId: null })
  },
  confirmIdentity(draft, { number }, by) {
    if (draft.state.identity !== null) refuse('alreadyDone')
    draft.emit({ type: 'identityConfirmed', mark: draft.seal(number, '证件号码'), basis: 'counter', by: by.personId, sessionId: null })
  },
  receivePaperOriginal(draft, { note }) {
    if (draft.state.paperOriginal !== null) refuse('alreadyDone')
    draft.emit({ type: 'paperOriginalReceived', note })
  },
}
