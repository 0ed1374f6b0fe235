import type { Template } from './template.ts'
import { called, dated, head, heading, numbered, open, paragraph, sentence, signatures } from './parts.ts'

/** 在线诉讼同意书 (R1 4): by stage, after everything was explained. */
export const onlineConsent: Template<'onlineConsent'> = (fields, signers, say) => [
  ...head(fields.court, say('title'), fields.caseNo),
  paragraph(`当事人：${called(fields.party)}${fields.phone === '' ? '' : `，联系电话${open(fields.phone)}`}。`),
  paragraph(`案由：${sentence(fields.cause)}`),
  heading('告知事项'),
  paragraph(say('told')),
  heading(fields.agrees ? '同意事项' : '不同意事项'),
  paragraph(say(fields.agrees ? 'yes' : 'no'), true),
  ...numbered(fields.stages.map((stage, i) => `${open(stage)}${i === fields.stages.length - 1 ? '。' : '；'}`)).map((stage) => paragraph(stage)),
  ...(fields.conditions === '' ? [] : [paragraph(`设备与环境：${sentence(fields.conditions)}`)]),
  ...(fields.agrees ? [paragraph(say('duty'))] : []),
  ...dated(fields.issuedOn),
  ...signatures(signers),
]
