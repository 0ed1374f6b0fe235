import type { Template } from './template.ts'
import { plainDay } from './numbers.ts'
import { clauses, contactLine, head, paragraph, seal, sentence, to } from './parts.ts'

/** 出庭通知书 (R6 139): for agents, witnesses, experts, interpreters. */
export const noticeToAppear: Template<'noticeToAppear'> = (fields, _signers, say) => [
  ...head(fields.court, say('title'), fields.caseNo),
  to(fields.addressee.name),
  paragraph(say('body', { cause: fields.cause, time: plainDay(fields.appearAt), place: fields.appearPlace, standing: fields.addressee.standing })),
  ...(fields.joining === '' ? [] : [paragraph(say('joining', { joining: sentence(fields.joining) }))]),
  paragraph(say('discipline')),
  ...(fields.notes.length === 0 ? [] : [paragraph('其他注意事项：', true), ...clauses(fields.notes)]),
  ...contactLine(fields.contact),
  paragraph(say('end'), true),
  ...seal(fields.court, fields.issuedOn),
]
