import type { Block } from '../typeset/blocks.ts'
import type { Template } from './template.ts'
import { BASES, CHANNELS, ELECTRONIC } from './channels.ts'
import { dayAboveTime, plainDay } from './numbers.ts'
import { called, filled, heads, inPieces, open, paragraph, seal, signatures, space } from './parts.ts'

/** 送达回证, and 电子送达凭证 where every delivery was electronic (R1 31): every attempt, and the earliest that counts. */
export const serviceCertificate: Template<'serviceCertificate'> = (fields, signers, say) => {
  const { deliveries } = fields
  const electronic = deliveries.length > 0 && deliveries.every(({ channel }) => ELECTRONIC.has(channel))
  const trace: Block[] = deliveries.length === 0 ? [] : [{
    kind: 'table', widths: [4.5, 9, 6.5, 8], centre: [0, 2], head: ['送达方式', '送达地址', '时间', '依据及备注'],
    rows: deliveries.map(({ channel, address, at, basis, note }) => [CHANNELS[channel], address, dayAboveTime(at), [BASES[basis], open(note)].filter(Boolean).join('；')]),
  }]
  return [
    ...heads(fields.court, say(electronic ? 'electronic' : 'title')), space(),
    {
      kind: 'table', widths: [6, 22], labels: true,
      rows: [
        ['案号', fields.caseNo], ['案由', fields.cause], ['受送达人', called(fields.addressee)],
        ...filled([['送达地址', fields.addressee.address], ['送达时间', plainDay(fields.servedAt)], ['签收人', fields.receiver], ['代收人及代收理由', fields.substitute]]),
        ['送达人', fields.server], ...filled([['备注', fields.note]]),
      ],
    },
    {
      kind: 'table', widths: [3, 9, 3, 13], centre: [0, 2], head: ['序号', '送达文书', '份数', '电子文书校验值（SHA-256）'],
      rows: fields.papers.map(({ name, copies, sha256 }, i) => [String(i + 1), name, String(copies), sha256 === '' ? '—' : inPieces(sha256, 22)]),
    },
    ...trace,
    paragraph(say('legal')),
    ...signatures(signers),
    ...seal(fields.court, fields.issuedOn),
  ]
}
