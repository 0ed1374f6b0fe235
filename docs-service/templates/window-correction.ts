import type { Template } from './template.ts'
import { plainDay } from './numbers.ts'
import { contactLine, head, open, paragraph, seal, to } from './parts.ts'
import { particulars } from './window-parts.ts'

/** 补正告知书 (R11): told once, with everything that is missing. */
export const windowCorrection: Template<'windowCorrection'> = (fields, _signers, say) => [
  ...head(fields.office, say('title'), fields.caseNo),
  to(fields.applicant.name),
  paragraph(say('body'), true),
  particulars(fields, []),
  {
    kind: 'table', widths: [3, 7, 9, 9], centre: [0], head: ['序号', '材料名称', '存在问题', '补正要求'],
    rows: fields.items.map(({ material, problem, requirement }, i) => [String(i + 1), material, problem, requirement]),
  },
  paragraph(say('due', { due: plainDay(fields.dueOn), submit: open(fields.submitTo) })),
  paragraph(say('effect')),
  ...contactLine(fields.contact),
  ...seal(fields.office, fields.issuedOn),
]
