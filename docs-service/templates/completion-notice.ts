import type { Template } from './template.ts'
import { plainDay } from './numbers.ts'
import { contactLine, head, paragraph, seal, sentence, to } from './parts.ts'
import { particulars } from './window-parts.ts'

/** 办结通知书. */
export const completionNotice: Template<'completionNotice'> = (fields, _signers, say) => [
  ...head(fields.office, say('title'), fields.caseNo),
  to(fields.applicant.name),
  paragraph(say('body'), true),
  particulars(fields, [
    ['办结日期', plainDay(fields.completedOn)], ['办理结果', fields.result],
    ['结果文书', fields.results.map((name, i) => `${i + 1}．${name}`).join('\n')], ['送达方式', fields.delivery],
  ]),
  ...(fields.remedies === '' ? [] : [paragraph(say('remedies', { remedies: sentence(fields.remedies) }))]),
  ...contactLine(fields.contact),
  paragraph(say('end'), true),
  ...seal(fields.office, fields.issuedOn),
]
