import type { Template } from './template.ts'
import { contactLine, head, paragraph, seal, sentence, signatures } from './parts.ts'
import { particulars } from './window-parts.ts'

/** 收件凭证 (R9): at once, for everything handed over. */
export const materialsReceipt: Template<'materialsReceipt'> = (fields, signers, say) => [
  ...head(fields.office, say('title'), fields.caseNo),
  particulars(fields, []),
  paragraph(say('body'), true),
  {
    kind: 'table', widths: [3, 11, 4.5, 3, 3, 5], centre: [0, 2, 3, 4], head: ['序号', '材料名称', '形式', '份数', '页数', '备注'],
    rows: fields.materials.map(({ name, form, copies, pages, note }, i) => [String(i + 1), name, form, String(copies), pages > 0 ? String(pages) : '—', note]),
  },
  ...(fields.note === '' ? [] : [paragraph(`说明：${sentence(fields.note)}`)]),
  paragraph(say('effect')),
  ...contactLine(fields.contact),
  ...signatures(signers),
  ...seal(fields.office, fields.issuedOn),
]
