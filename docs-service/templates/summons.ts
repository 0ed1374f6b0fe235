import type { Template } from './template.ts'
import { plainDay } from './numbers.ts'
import { called, filled, heads, numbered, seal, space } from './parts.ts'

/** 传票 (R6 139): for a party; a table, as courts fill it in. */
export const summons: Template<'summons'> = (fields, _signers, say) => [
  ...heads(fields.court, say('title')), space(),
  {
    kind: 'table', widths: [6, 22], labels: true,
    rows: [
      ['案号', fields.caseNo], ['案由', fields.cause], ['被传唤人', called(fields.addressee)], ...filled([['住所', fields.addressee.address]]),
      ['传唤事由', fields.reason], ['应到时间', plainDay(fields.appearAt)], ['应到处所', fields.appearPlace], ...filled([['在线参加', fields.joining]]),
      ['注意事项', numbered([say('note1'), say('note2'), say('note3'), say('note4'), ...fields.notes]).join('\n')],
      ...filled([['签发人', fields.signedBy], ['联系方式', fields.contact]]),
    ],
  },
  ...seal(fields.court, fields.issuedOn),
]
