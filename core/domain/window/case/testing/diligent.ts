import type { CaseCommand } from '#protocol/window/case.ts'
import { decide, mayDo, missingForAccept, openGaps } from '../index.ts'
import type { CaseState } from '../index.ts'
import type { Matter } from './matter.ts'
import { CITIZEN, CLERK, LOCAL, TAXER } from './matter.ts'

/** A list of correction that leaves out nothing. */
export const everything = (state: CaseState): Extract<CaseCommand, { type: 'tellCorrection' }>['items'] => [
  ...state.item.materials.map(({ materialId: id }) => ({ target: { kind: 'material' as const, materialId: id }, problem: '有误', requirement: '改正' })),
  ...state.item.form.map(({ fieldId: id }) => ({ target: { kind: 'field' as const, fieldId: id }, problem: '有误', requirement: '改正' })),
  { target: { kind: 'other' as const, title: '签名' }, problem: '有误', requirement: '改正' },
]

/** One step of people who do what they owe, the least favourable to the citizen where nothing else is left. */
export function diligent(matter: Matter): void {
  const { state } = matter
  const receiver = [LOCAL, CLERK].find((hand) => mayDo(state, hand, matter.settings).some((type) => type === 'receive' || type === 'passReview' || type === 'forward')) ?? CLERK
  switch (state.status) {
    case 'opened': return matter.by(receiver, { type: 'receive' })
    case 'reviewing':
      if (missingForAccept(state).length === 0 || state.corrections.length > 0) return matter.by(receiver, { type: 'passReview' })
      return matter.by(receiver, { type: 'tellCorrection', items: everything(state), days: 3, exception: null })
    case 'forwarding': return matter.by(LOCAL, { type: 'forward', way: { kind: 'electronic' } })
    case 'forwarded': return matter.by(CLERK, { type: 'takeOver' })
    case 'accepting':
      if (missingForAccept(state).length > 0 || (state.gaps && state.gaps.by <= matter.now.slice(0, 10))) return matter.by(CLERK, { type: 'notAccept', ground: 'notEligible', reason: '不符合条件', goTo: '' })
      return matter.by(CLERK, { type: 'accept', withGaps: openGaps(state).length > 0 })
    case 'correcting': case 'examining': {
      const gap = state.status === 'examining' && openGaps(state).length > 0
      if (state.status === 'correcting' || gap) {
        const by = state.status === 'correcting' ? state.corrections.at(-1)!.dueOn : state.accepted!.gapsBy!
        if (matter.now.slice(0, 10) <= by) matter.goTo(addDay(by))
        return matter.system({ type: 'noteLapsed' })
      }
      const part = state.parts.find(({ finished }) => finished === null)
      if (part) return matter.by(part.place.kind === 'centre' ? LOCAL : TAXER, { type: 'finishPart', partId: part.partId, outcome: 'done', note: '' })
      if (state.examination === null) return matter.by(CLERK, { type: 'examine', opinion: 'grant', note: '' })
      const granted = decide(state, { type: 'decide', outcome: 'granted', reason: '', remedies: '' }, CLERK, matter.context()).ok
      return matter.by(CLERK, { type: 'decide', outcome: granted ? 'granted' : 'refused', reason: granted ? '' : '不符合条件', remedies: '' })
    }
    case 'decided':
      if (state.fee.status === 'open' && state.fee.fen > 0) return matter.by(CLERK, { type: 'exemptFee', basis: '减免' })
      return matter.by(CLERK, { type: 'complete', result: '办结', results: [] })
    case 'completed': return matter.by(CLERK, { type: 'deliver', way: { kind: 'post', courier: '中国邮政', number: 'EB1' } })
    case 'delivering': return matter.by(CITIZEN, { type: 'confirmDelivery', note: '' })
    case 'closed': return
  }
}

const addDay = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
