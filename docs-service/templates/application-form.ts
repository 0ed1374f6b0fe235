import type { Template } from './template.ts'
import { contactLine, dated, fieldOf, filled, head, open, paragraph, space } from './parts.ts'

/** 申请表: filled in together over the counter, signed by the applicant in the call (R4 14). */
export const applicationForm: Template<'applicationForm'> = (fields, signers, say) => [
  ...head(fields.office, say('title'), fields.caseNo),
  {
    kind: 'table', widths: [6, 22], labels: true,
    rows: [['申请人', fields.applicant.name], ...filled([['身份信息', fields.applicant.identity]]), ['申请事项', fields.item], ...filled([['事项编码', fields.itemCode]]), ['办理窗口', fields.window], ['经办人', fields.officer]],
  },
  paragraph(say('body'), true),
  { kind: 'table', widths: [9, 19], labels: true, rows: fields.entries.map(({ label, value }) => [label, value]) },
  ...(fields.materials.length === 0 ? [] : [paragraph(say('materials', { materials: `${fields.materials.map(open).join('、')}。` }))]),
  paragraph(say('truth')),
  ...contactLine(fields.contact),
  ...dated(fields.issuedOn),
  space(),
  // at a window nobody is a party: who applies signs as applicant
  ...signers.map((signer, i) => ({ kind: 'signature', field: fieldOf(signer, i), label: '申请人', name: signer.name }) as const),
]
