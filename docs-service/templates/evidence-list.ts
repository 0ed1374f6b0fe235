import type { Template } from './template.ts'
import { called, dated, head, paragraph, sentence, signatures } from './parts.ts'

/** 证据目录 (R6 66–68). */
export const evidenceList: Template<'evidenceList'> = (fields, signers, say) => [
  ...head(fields.court, say('title'), fields.caseNo),
  paragraph(`案由：${sentence(fields.cause)}`),
  paragraph(`提交人：${called(fields.party)}。`, true),
  {
    kind: 'table', widths: [2.8, 5.6, 3.9, 5, 7.7, 3], centre: [0, 2, 5], head: ['序号', '证据名称', '种类', '来源及形式', '证明目的', '页码'],
    rows: fields.items.map(({ name, type, source, form, purpose, pages }, i) => [String(i + 1), name, type, [source, form].filter(Boolean).join('\n'), purpose, pages]),
  },
  paragraph(say('truth')),
  ...dated(fields.issuedOn),
  ...signatures(signers),
]
