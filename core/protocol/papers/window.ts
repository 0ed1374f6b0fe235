import { z } from 'zod'
import { line, text } from '../ids.ts'
import { CourtDate, CourtTime, PaperPerson, contact, correction, issuedOn, named, optionalDate, optionalLine, optionalText } from './parts.ts'

const office = named('办理机关', 'Office', line(80))
const caseNo = named('办件编号', 'Case number', line(80))
const item = named('事项名称', 'Service item', line(120))
const itemCode = named('事项编码', 'Item code', optionalLine(60))
const applicant = named('申请人', 'Applicant', PaperPerson)
const window = named('受理窗口', 'Window', line(80))
const officer = named('经办人', 'Officer', line(60))
const receivedAt = named('收件时间', 'Received at', CourtTime)
const materials = named('材料清单', 'Papers', z.array(z.strictObject({
  name: named('材料名称', 'Paper', line(120)), form: named('形式', 'Form', line(30).default('电子件')),
  copies: named('份数', 'Copies', z.int().min(1).max(99).default(1)), pages: named('页数', 'Pages', z.int().min(0).max(9999).default(0)),
  note: named('备注', 'Note', optionalLine(120)),
})).min(1).max(60))

/** 申请表: what the applicant states and hands in, confirmed and signed by them. */
export const ApplicationFormFields = z.strictObject({
  office, caseNo, item, itemCode, applicant,
  entries: named('申请内容', 'Entries', z.array(z.strictObject({ label: named('项目', 'Entry', line(120)), value: named('内容', 'Value', text(1000)) })).min(1).max(60)),
  materials: named('随附材料', 'Papers handed in', z.array(line(120)).max(60).default([])), window, officer, contact, issuedOn,
})

/** 收件凭证: what the window took in, given at once (R9). */
export const MaterialsReceiptFields = z.strictObject({ office, caseNo, item, itemCode, applicant, materials, receivedAt, window, officer, note: named('说明', 'Note', optionalText(500)), contact, issuedOn })

/** 办件回执: accepted, with the promised term (R8). Terms are working days. */
export const WindowReceiptFields = z.strictObject({
  office, caseNo, item, itemCode, applicant, receivedAt, window, officer,
  decision: named('受理决定', 'Decision', z.enum(['accepted', 'acceptedWithGaps', 'declined']).default('accepted')),
  reason: named('理由', 'Reason', optionalText(500)),
  legalDays: named('法定时限（工作日）', 'Legal term (working days)', z.int().min(0).max(365).default(0)),
  promisedDays: named('承诺时限（工作日）', 'Promised term (working days)', z.int().min(0).max(365).default(0)),
  dueOn: named('办结期限', 'Due on', optionalDate), query: named('查询方式', 'Where to ask', optionalLine(200)), contact, issuedOn,
})

/** 补正告知书: everything that is missing, told once (R11). */
export const WindowCorrectionFields = z.strictObject({ office, caseNo, item, itemCode, applicant, receivedAt, window, officer, ...correction, contact, issuedOn })

/** 办结通知书. */
export const CompletionNoticeFields = z.strictObject({
  office, caseNo, item, itemCode, applicant, receivedAt, completedOn: named('办结日期', 'Completed on', CourtDate),
  result: named('办理结果', 'Result', line(500)), results: named('结果文书', 'Resulting papers', z.array(line(120)).max(20).default([])),
  delivery: named('送达方式', 'Delivery', line(120)), remedies: named('救济途径', 'Remedies', optionalText(500)), window, officer, contact, issuedOn,
})
