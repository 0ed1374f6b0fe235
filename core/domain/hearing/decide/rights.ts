import type { Handlers } from './handler.ts'
import { refuse } from './draft.ts'
import { isBench, isCourtStaff } from '../people.ts'
import { GROUP, isLitigant } from '../roles.ts'

export const rightsHandlers: Handlers<
  'confirmIdentity' | 'acknowledgeRights' | 'answerRecusal' | 'decideRecusal' | 'consentToMediation'
> = {
  confirmIdentity(draft, { personId, outcome, note }) {
    const person = draft.connected(personId)
    if (!isLitigant(person.role) && !['witness', 'expert', 'interpreter'].includes(GROUP[person.role])) {
      refuse('composition', { rule: '无需核对其身份', ruleEn: 'no identity check for this role' })
    }
    if (person.room !== 'courtroom') refuse('companyNotAllowed')
    if (person.identity === outcome) refuse('alreadyDone')
    draft.emit({ type: 'identityConfirmed', personId, outcome, note })
  },
  acknowledgeRights(draft, _command, by) {
    if (by.rightsAcknowledged) refuse('alreadyDone')
    draft.emit({ type: 'rightsAcknowledged', personId: by.personId })
  },
  answerRecusal(draft, { applies, against, reason }, by) {
    if (by.recusal === 'applied' || (by.recusal !== 'unasked' && !applies)) refuse('alreadyDone')
    if (!applies && against.length > 0) refuse('fieldInvalid', { field: '回避对象', reason: '未申请回避时不应填写' })
    for (const id of against) {
      const person = draft.person(id)
      const may = isCourtStaff(draft.state, person) || ['interpreter', 'expert'].includes(GROUP[person.role])
      if (!may) refuse('fieldInvalid', { field: '回避对象', reason: `${person.name}不是可申请回避的人员` })
    }
    if (applies && against.length === 0) refuse('fieldInvalid', { field: '回避对象', reason: '请指明申请何人回避' })
    if (applies && reason.trim() === '') refuse('fieldInvalid', { field: '回避理由', reason: '请说明理由' })
    draft.emit({ type: 'recusalAnswered', personId: by.personId, applies, against, reason })
  },
  decideRecusal(draft, { personId, granted, reason }) {
    if (draft.person(personId).recusal !== 'applied') refuse('alreadyDone')
    draft.emit({ type: 'recusalDecided', personId, granted, reason })
  },
  consentToMediation(draft, { willing }, by) {
    if (by.mediationConsent === willing) refuse('alreadyDone')
    if (isBench(draft.state, by)) refuse('companyNotAllowed')
    draft.emit({ type: 'mediationConsentGiven', personId: by.personId, willing })
  },
}
