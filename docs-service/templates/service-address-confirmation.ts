import type { Template } from './template.ts'
import { CHANNELS } from './channels.ts'
import { called, contactLine, dated, filled, heads, signatures, space } from './parts.ts'

/** 送达地址确认书 (R1 30, R2 17). */
export const serviceAddressConfirmation: Template<'serviceAddressConfirmation'> = (fields, signers, say) => [
  ...heads(fields.court, say('title')), space(),
  {
    kind: 'table', widths: [7, 21], labels: true,
    rows: [
      ['案号', fields.caseNo], ['案由', fields.cause], ['告知事项', say('told')], ['当事人', called(fields.party)],
      ['是否同意电子送达', fields.agrees ? '■ 同意　　□ 不同意' : '□ 同意　　■ 不同意'],
      ...filled([['电子送达地址', fields.channels.map(({ channel, address }) => `${CHANNELS[channel]}：${address}`).join('\n')]]),
      ['适用范围', fields.scope], ['邮寄送达地址', [fields.mailAddress, fields.postcode && `邮政编码：${fields.postcode}`].filter(Boolean).join('\n')],
      ['收件人', fields.receiver], ['联系电话', fields.phone], ...filled([['代收人', fields.substitute]]), ['当事人确认', say('confirm')],
    ],
  },
  ...contactLine(fields.contact),
  ...dated(fields.issuedOn),
  ...signatures(signers),
]
