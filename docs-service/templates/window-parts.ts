import type { PaperFields } from '#protocol/papers/index.ts'
import type { Block } from '../typeset/blocks.ts'
import { plainDay } from './numbers.ts'
import { filled } from './parts.ts'

type WindowPaper = PaperFields<'windowReceipt'> | PaperFields<'materialsReceipt'> | PaperFields<'windowCorrection'> | PaperFields<'completionNotice'>

/** Who asked for what, when and where: the table of every paper of a window. */
export const particulars = (fields: WindowPaper, more: [string, string][]): Block => ({
  kind: 'table', widths: [6, 22], labels: true,
  rows: [['申请人', fields.applicant.name], ['事项名称', fields.item],
    ...filled([['事项编码', fields.itemCode], ['收件时间', plainDay(fields.receivedAt)], ...more, ['受理窗口', fields.window], ['经办人', fields.officer]])],
})
