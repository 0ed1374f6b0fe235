import { z } from 'zod'
import { line } from '../ids.ts'
import { AmountYuan, CourtDate, CourtTime, PaperPerson, caseNo, cause, contact, correction, court, issuedOn, named, optionalDate, optionalLine } from './parts.ts'

const addressee = named('受送达人', 'Addressee', PaperPerson)
const appearAt = named('应到时间', 'To appear at', CourtTime)
const appearPlace = named('应到处所', 'To appear in', line(120))
const joining = named('在线参加方式', 'How to join online', optionalLine(300))
const notes = named('注意事项', 'Please note', z.array(line(300)).max(12).default([]))
const signedBy = named('签发人', 'Issued by', optionalLine(60))

/** 传票 (R6 139): for a party. */
export const SummonsFields = z.strictObject({
  court, caseNo, cause, addressee, reason: named('传唤事由', 'Summoned for', line(80).default('开庭')), appearAt, appearPlace, joining, notes, signedBy, contact, issuedOn,
})

/** 出庭通知书 (R6 139): for agents, witnesses, experts, interpreters. */
export const NoticeToAppearFields = z.strictObject({
  court, caseNo, cause, addressee, appearAt, appearPlace, joining, notes, contact, issuedOn,
})

/** 受理案件通知书 (R1 9). */
export const AcceptanceFields = z.strictObject({
  court, caseNo, cause, addressee, opponent: named('对方当事人', 'Other party', line(120)),
  filedOn: named('收到起诉状日期', 'Received on', CourtDate), acceptedOn: named('立案日期', 'Accepted on', CourtDate),
  feeYuan: named('应交诉讼费用', 'Court fee in yuan', AmountYuan), feeDueOn: named('交费期限', 'Fee due on', optionalDate),
  notes, contact, issuedOn,
})

/** 补正通知书 (R1 9): everything that is missing is told at once. */
export const CorrectionFields = z.strictObject({
  court, caseNo, cause, addressee, filedOn: named('收到材料日期', 'Received on', CourtDate),
  ...correction, contact, issuedOn,
})
