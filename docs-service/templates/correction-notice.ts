import type { Template } from './template.ts'
import { plainDay } from './numbers.ts'
import { contactLine, head, open, paragraph, seal, to } from './parts.ts'

/** 补正通知书 (R1 9): told once, completely. */
export const correctionNotice: Template<'correctionNotice'> = (fields, _signers, say) => [
  ...head(fields.court, say('title'), fields.caseNo),
  to(fields.addressee.name),
  paragraph(say('body', { cause: fields.cause, filed: plainDay(fields.filedOn) }), true),
  {
    kind: 'table', widths: [3, 7, 9, 9], centre: [0], head: ['序号', '材料名称', '存在问题', '补正要求'],
    rows: fields.items.map(({ material, problem, requirement }, i) => [String(i + 1), material, problem, requirement]),
  },
  paragraph(say('due', { due: plainDay(fields.dueOn), submit: open(fields.submitTo) })),
  paragraph(say('effect')),
  ...contactLine(fields.contact),
  paragraph(say('end'), true),
  ...seal(fields.court, fields.issuedOn),
]
