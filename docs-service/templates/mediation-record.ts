import type { Template } from './template.ts'
import { head, heading, numbered, paragraph, seal, signatures } from './parts.ts'
import { attendance, names, particulars, passage, transcript } from './record-parts.ts'

/** 调解笔录 (R2 18, 22): the agreed facts stand apart from the talks. */
export const mediationRecord: Template<'mediationRecord'> = (fields, signers, say) => [
  ...head(fields.court, say('title'), fields.caseNo),
  particulars(fields, [['调解人员', names(fields.mediators)], ['书记员', fields.clerk]]),
  ...attendance(fields),
  ...fields.entries.map(passage),
  ...(fields.agreedFacts.length === 0 ? [] : [
    heading('无争议事实'), paragraph(say('facts'), true), ...numbered(fields.agreedFacts).map((fact) => paragraph(fact)), paragraph(say('reserved')),
  ]),
  heading('调解结果'),
  paragraph(fields.outcome),
  ...transcript(fields.transcript),
  paragraph(say('closing')),
  ...signatures(signers),
  ...seal(fields.court),
]
