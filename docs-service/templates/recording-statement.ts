import type { Block } from '../typeset/blocks.ts'
import type { Template } from './template.ts'
import { dayAboveTime, plainDay } from './numbers.ts'
import { dated, filled, head, heading, inPieces, paragraph, sentence, signatures } from './parts.ts'

/** 录音录像情况说明 (R5 3–5, 8). */
export const recordingStatement: Template<'recordingStatement'> = (fields, signers, say) => {
  const listed = (title: string, table: Extract<Block, { kind: 'table' }>): Block[] => [heading(title), table.rows.length === 0 ? paragraph(say('none')) : table]
  return [
    ...head(fields.court, say('title'), fields.caseNo),
    paragraph(say('body', { cause: fields.cause }), true),
    {
      kind: 'table', widths: [6, 22], labels: true,
      rows: [['庭审地点', fields.place], ['起止时间', `${plainDay(fields.startedAt)}至${fields.endedAt === '' ? '闭庭' : plainDay(fields.endedAt)}`],
        ...filled([['录制设备与方式', fields.equipment]]), [fields.presiding.title, fields.presiding.name], ...filled([['书记员', fields.clerk]])],
    },
    ...listed('一、中断情况', {
      kind: 'table', widths: [3, 6.5, 6.5, 12], centre: [0, 1, 2], head: ['序号', '中断时间', '恢复时间', '原因'],
      rows: fields.pauses.map(({ from, to, reason }, i) => [String(i + 1), dayAboveTime(from), to === '' ? '未恢复' : dayAboveTime(to), reason]),
    }),
    ...listed('二、故障情况', {
      kind: 'table', widths: [3, 6.5, 9, 9.5], centre: [0, 1], head: ['序号', '时间', '故障', '处置'],
      rows: fields.faults.map(({ at, what, measure }, i) => [String(i + 1), dayAboveTime(at), what, measure]),
    }),
    ...listed('三、录音录像文件及完整性校验值', {
      kind: 'table', widths: [3, 8, 17], centre: [0], head: ['序号', '文件名称', '完整性校验值（SHA-256）'],
      rows: fields.files.map(({ name, sha256 }, i) => [String(i + 1), name, inPieces(sha256, 32)]),
    }),
    ...(fields.files.length === 0 ? [] : [paragraph(say('kept'))]),
    ...(fields.note === '' ? [] : [paragraph(`说明：${sentence(fields.note)}`)]),
    ...dated(fields.issuedOn),
    ...signatures(signers),
  ]
}
