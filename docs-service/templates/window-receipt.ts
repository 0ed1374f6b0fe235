import type { Template } from './template.ts'
import { plainDay } from './numbers.ts'
import { contactLine, head, paragraph, seal, sentence, signatures, to } from './parts.ts'
import { particulars } from './window-parts.ts'

const days = (n: number): string => (n > 0 ? `${n}个工作日` : '')

/** 办件回执 (R8): whether accepted, and by when it will be done. */
export const windowReceipt: Template<'windowReceipt'> = (fields, signers, say) => [
  ...head(fields.office, say('title'), fields.caseNo),
  to(fields.applicant.name),
  paragraph(say(fields.decision)),
  ...(fields.reason === '' ? [] : [paragraph(say('reason', { reason: sentence(fields.reason) }))]),
  particulars(fields, [['法定时限', days(fields.legalDays)], ['承诺时限', days(fields.promisedDays)], ['办结期限', plainDay(fields.dueOn)], ['查询方式', fields.query]]),
  ...contactLine(fields.contact),
  ...signatures(signers),
  ...seal(fields.office, fields.issuedOn),
]
