import type { Template } from './template.ts'
import { groupedAmount, plainDay } from './numbers.ts'
import { clauses, contactLine, head, paragraph, seal, to } from './parts.ts'

/** 受理案件通知书 (R1 9). */
export const acceptanceNotice: Template<'acceptanceNotice'> = (fields, _signers, say) => {
  const yuan = groupedAmount(fields.feeYuan)
  const fee = fields.feeDueOn === '' ? say('feeSoon', { fee: yuan }) : say('fee', { fee: yuan, due: plainDay(fields.feeDueOn) })
  return [
    ...head(fields.court, say('title'), fields.caseNo),
    to(fields.addressee.name),
    paragraph(say('body', { opponent: fields.opponent, cause: fields.cause, filed: plainDay(fields.filedOn), accepted: plainDay(fields.acceptedOn) })),
    ...clauses([say('rights'), ...(fields.feeYuan === '' ? [] : [fee]), say('agent'), say('online'), ...fields.notes]),
    ...contactLine(fields.contact),
    paragraph(say('end'), true),
    ...seal(fields.court, fields.issuedOn),
  ]
}
