import type { z } from 'zod'
import type { DisconnectCause, OfflineReason, RecessReason } from '#protocol/hearing-events.ts'
import type { Outcome } from '../kind.ts'
import type { Person } from '../state.ts'
import type { Text } from './text.ts'
import { say } from './text.ts'

export const RECESS_LABELS: Readonly<Record<z.infer<typeof RecessReason>, Text>> = {
  rest: say('休息', 'Rest'),
  technicalFault: say('技术故障', 'Technical fault'),
  deliberation: say('合议庭评议', 'Deliberation'),
  negotiation: say('当事人协商', 'Negotiation between the parties'),
  other: say('其他原因', 'Other reason'),
}

/** Grounds for going on in person (R1 5, 21, 26). */
export const OFFLINE_LABELS: Readonly<Record<z.infer<typeof OfflineReason>, Text>> = {
  ability: say('不具备在线参与诉讼的能力', 'Not able to take part online'),
  conditions: say('不具备在线参与诉讼的条件', 'No means to take part online'),
  stage: say('该诉讼环节不宜在线进行', 'This stage does not suit being online'),
  withdrawal: say('当事人反悔，不同意在线', 'Consent withdrawn'),
  witnessObjection: say('对证人在线作证有异议', 'Objection to the witness testifying online'),
  other: say('其他理由', 'Other ground'),
}

export const DISCONNECT_LABELS: Readonly<Record<z.infer<typeof DisconnectCause>, Text>> = {
  left: say('主动离开', 'Left'),
  lineLost: say('网络中断', 'Line lost'),
  takenOver: say('在其他窗口进入', 'Joined in another window'),
  serverRestart: say('服务重启', 'Server restarted'),
  removed: say('被移出', 'Removed'),
}

export const OUTCOME_LABELS: Readonly<Record<Outcome, Text>> = {
  settled: say('调解结案', 'Settled'),
  judgmentInCourt: say('当庭宣判', 'Judgment in court'),
  judgmentReserved: say('定期宣判', 'Judgment reserved'),
  adjourned: say('延期', 'Adjourned'),
  opinionGiven: say('已发表意见', 'Opinion given'),
}

export const ATTENDANCE_LABELS: Readonly<Record<Person['attendance'], Text>> = {
  unknown: say('未记录', 'Not recorded'), present: say('到庭', 'Present'), absent: say('未到庭', 'Absent'),
}
export const IDENTITY_LABELS: Readonly<Record<Person['identity'], Text>> = {
  unverified: say('未核对', 'Not checked'), confirmed: say('已核对', 'Confirmed'), rejected: say('核对不符', 'Rejected'),
}
export const RECUSAL_LABELS: Readonly<Record<Person['recusal'], Text>> = {
  unasked: say('未询问', 'Not asked'), no: say('不申请回避', 'No challenge'), applied: say('申请回避', 'Challenge raised'),
  granted: say('准许回避', 'Challenge granted'), denied: say('驳回回避申请', 'Challenge refused'),
}
export const TESTIMONY_LABELS: Readonly<Record<NonNullable<Person['testimony']>, Text>> = {
  notCalled: say('等候作证', 'Waiting to testify'), testifying: say('正在作证', 'Testifying'), released: say('已退庭', 'Released'),
}
export const RECORD_LABELS: Readonly<Record<Person['record'], Text>> = {
  open: say('未签署', 'Not signed'), signed: say('已签署', 'Signed'), refused: say('拒绝签名', 'Refused to sign'),
}
