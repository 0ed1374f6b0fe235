import type { Template } from './template.ts'
import { head, heading, numbered, paragraph, seal, signatures } from './parts.ts'
import { attendance, names, particulars, passage, transcript } from './record-parts.ts'

/** 庭审笔录 (R6 150, R1 34). */
export const hearingRecord: Template<'hearingRecord'> = (fields, signers, say) => [
  ...head(fields.court, say('title'), fields.caseNo),
  particulars(fields, [['审理方式', fields.publicity === 'open' ? '公开开庭审理' : '不公开开庭审理'], ['审判人员', names(fields.bench)], ['书记员', fields.clerk]]),
  ...attendance(fields),
  ...fields.entries.map(passage),
  ...(fields.issues.length === 0 ? [] : [heading('争议焦点'), ...numbered(fields.issues).map((issue) => paragraph(issue))]),
  ...transcript(fields.transcript),
  paragraph(say('closing')),
  ...signatures(signers),
  ...seal(fields.court),
]
