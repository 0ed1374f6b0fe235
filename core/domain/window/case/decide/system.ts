import type { CaseSystemCommand } from '#protocol/window/case.ts'
import { CASE_LIMITS } from '#protocol/window/case.ts'
import { dueWarnings } from '../clocks.ts'
import { caseFormText, fieldProblem } from '../form.ts'
import { emptyFields } from '../materials.ts'
import type { SystemHandlers } from './draft.ts'
import { refuse } from './draft.ts'
import { erase, lapse } from './outcome.ts'

const GATHERING = ['opened', 'reviewing', 'correcting']
const BEFORE_DECISION = [...GATHERING, 'forwarding', 'forwarded', 'accepting', 'examining']

/** What the platform reports: captures of a call, answers of data services, signatures, payments, papers made, time gone by. */
export const systemHandlers: SystemHandlers<Exclude<CaseSystemCommand['type'], 'open'>> = {
  noteCaptured(draft, { materialId, file, source, by, as, sessionId }) {
    if (!BEFORE_DECISION.includes(draft.state.status)) refuse('wrongCaseStatus')
    draft.addMaterial(materialId, file, source, { personId: by, as, sessionId })
  },
  noteKnown(draft, { materialId, service, reference }) {
    const material = draft.material(materialId)
    if (!material.knownFromData) refuse('notPermitted')
    if (!BEFORE_DECISION.includes(draft.state.status)) refuse('wrongCaseStatus')
    if (Object.hasOwn(draft.state.materials, materialId) && draft.state.materials[materialId]?.known) refuse('alreadyDone')
    draft.emit({ type: 'materialKnown', materialId, service, reference })
  },
  noteNotKnown(draft, { materialId, reason }) {
    draft.material(materialId)
    if (!BEFORE_DECISION.includes(draft.state.status)) refuse('wrongCaseStatus')
    if (!Object.hasOwn(draft.state.materials, materialId) || !draft.state.materials[materialId]?.known) refuse('alreadyDone')
    draft.emit({ type: 'materialNotKnown', materialId, reason })
  },
  noteForm(draft, { fields, digest, sessionId }) {
    if (!GATHERING.includes(draft.state.status)) refuse('wrongCaseStatus')
    for (const { fieldId, value, mark, by, as } of fields) {
      const field = draft.field(fieldId)
      const isNumber = field.kind === 'idNumber' && value !== ''
      // the number itself was checked in the call; here stands its mark, and its last four characters as the value
      const problem = isNumber ? (mark?.tail === value ? null : '证件号码未加密') : mark !== null ? '不是证件号码' : fieldProblem(field, value)
      if (problem !== null) refuse('fieldInvalid', { field: field.label.zh, reason: problem })
      const held = Object.hasOwn(draft.state.form.values, fieldId) ? draft.state.form.values[fieldId] : undefined
      const isSame = (held?.value ?? '') === value && held?.mark?.hmac === mark?.hmac && (value === '' || held?.by === by)
      if (isSame) continue
      draft.withdrawConfirmation(fieldId)
      draft.emit({ type: 'fieldFilled', fieldId, value, mark, by, as })
    }
    if (digest !== null && draft.state.form.confirmed?.digest !== digest) {
      const empty = emptyFields(draft.state)
      if (empty.length > 0) refuse('formIncomplete', { missing: empty.map((field) => field.label.zh).join('、') })
      if (digest !== draft.context.sha256(caseFormText(draft.state))) refuse('staleVersion')
      draft.emit({ type: 'formConfirmed', digest, sessionId })
    }
    if (draft.events.length === 0) refuse('alreadyDone')
  },
  noteIdentity(draft, { mark, basis, by, sessionId }) {
    const { state } = draft
    if (state.status === 'closed') refuse('caseClosed')
    // another number is another person: nothing confirmed for the one counts for the other
    if (state.identity !== null) refuse(state.identity.mark.hmac === mark.hmac ? 'alreadyDone' : 'notPermitted')
    draft.emit({ type: 'identityConfirmed', mark, basis, by, sessionId })
  },
  noteSigningAsked(draft, { documentId }) {
    const { state } = draft
    if (!BEFORE_DECISION.includes(state.status)) refuse('wrongCaseStatus')
    if (state.signing.some((one) => one.documentId === documentId)) refuse('alreadyDone')
    if (state.signing.length >= CASE_LIMITS.documents) refuse('tooLarge')
    draft.emit({ type: 'signingAsked', documentId })
  },
  noteSigned(draft, { documentId }) {
    const asked = draft.state.signing.find((one) => one.documentId === documentId) ?? refuse('notFound')
    if (asked.signedAt !== null) refuse('alreadyDone')
    draft.emit({ type: 'documentSigned', documentId })
  },
  noteFeePaid(draft, { fen, reference }) {
    const { fee, status } = draft.state
    if (status === 'closed') refuse('caseClosed')
    if (fee.status !== 'open') refuse('alreadyDone')
    if (fen < fee.fen) refuse('fieldInvalid', { field: '金额', reason: `应缴${(fee.fen / 100).toFixed(2)}元` })
    draft.emit({ type: 'feePaid', fen, reference })
  },
  // also after the case is closed: what is owed is owed
  linkPaper(draft, { documentId, kind, owedBy }) {
    const { owed, papers } = draft.state
    if (papers.some((paper) => paper.owedBy === owedBy && paper.kind === kind)) refuse('alreadyDone')
    if (!owed.some((paper) => paper.owedBy === owedBy && paper.kind === kind)) refuse('notFound')
    draft.emit({ type: 'paperLinked', documentId, kind, owedBy })
  },
  noteWarning(draft, { clock, partId, level }) {
    const { state, context } = draft
    const due = dueWarnings(state, context.calendar, context.settings, context.now).find((one) => one.clock === clock && one.partId === partId && one.level === level)
    if (due === undefined) return refuse('notFound')
    draft.emit({ type: 'warned', clock, partId, level, dueOn: due.dueOn })
  },
  noteLapsed: (draft) => lapse(draft),
  erase: (draft) => erase(draft, 'retentionOver'),
}
