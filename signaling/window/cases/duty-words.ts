import type { CasePaperKind, WarningLevel } from '#protocol/window/case.ts'
import type { CaseClock, CaseState, Duty, DutyWhat } from '#domain/window/case/index.ts'
import { dutyOf } from '#domain/window/case/index.ts'

const WHAT: Record<Exclude<DutyWhat, 'paper' | 'part'>, string> = {
  receive: '收件', review: '形式审查', forward: '转递材料', takeOver: '接收材料', accept: '受理决定', correct: '补正材料', examine: '审查', decide: '作出决定',
  complete: '办结', deliver: '送达结果', followDelivery: '跟进送达', collect: '领取结果', closeGap: '补齐容缺材料', payFee: '缴费', answerHandover: '答复办件移交',
}
const PAPER: Record<CasePaperKind, string> = { materialsReceipt: '出具收件凭证', windowReceipt: '出具办件回执', windowCorrection: '出具补正告知书', completionNotice: '出具办结通知书' }

function words(state: CaseState, { what, partId, paper }: Duty): string {
  if (what === 'paper') return paper === null ? '出具文书' : PAPER[paper]
  if (what === 'part') return `分办：${state.item.parts.find((part) => part.partId === partId)?.title.zh ?? ''}`
  return WHAT[what]
}

/** Who owes the next step and what, in words for a list. */
export function dutyWords(state: CaseState): { duty: string; dutyAt: 'citizen' | 'office' | 'centre' | 'none' } {
  const duty = dutyOf(state)
  if (duty === null) return { duty: '', dutyAt: 'none' }
  const place = duty.kind === 'citizen' ? '申请人' : [state.office, state.centre, ...state.parts.map((part) => part.place)].find((one) => one?.id === duty.id)?.name ?? ''
  return { duty: `${place}：${words(state, duty)}`.slice(0, 200), dutyAt: duty.kind }
}

const RANK: readonly CaseClock['level'][] = ['overdue', 'due', 'near', 'soon', 'running', 'suspended', 'unknown']
const WARNINGS: readonly string[] = ['soon', 'near', 'due', 'overdue'] satisfies WarningLevel[]

/** The clock that presses most: its end and, where one is due, its warning. */
export function pressing(clocks: readonly CaseClock[]): { dueOn: string | null; warning: WarningLevel | null } {
  const [first] = [...clocks].sort((a, b) => RANK.indexOf(a.level) - RANK.indexOf(b.level) || (a.dueOn ?? '9').localeCompare(b.dueOn ?? '9'))
  if (!first) return { dueOn: null, warning: null }
  return { dueOn: first.dueOn, warning: WARNINGS.includes(first.level) ? (first.level as WarningLevel) : null }
}
