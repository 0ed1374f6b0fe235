import type { PaperFields } from '#protocol/papers/index.ts'
import type { RecordEntry } from '#protocol/papers/parts.ts'
import type { Block } from '../typeset/blocks.ts'
import { plainDay } from './numbers.ts'
import { heading, open, paragraph } from './parts.ts'

type SittingRecord = PaperFields<'hearingRecord'> | PaperFields<'mediationRecord'>

/** 时间、地点、人员: what stands at the head of every record. */
export function particulars(fields: SittingRecord, people: [string, string][]): Block {
  const span = `${plainDay(fields.startedAt)}${fields.endedAt === '' ? '起' : `至${plainDay(fields.endedAt)}`}`
  return { kind: 'table', widths: [5, 23], labels: true, rows: [['时间', span], ['地点', fields.place], ['案由', fields.cause], ...people.filter(([, who]) => who !== '').map(([what, who]) => [what, who])] }
}

export const attendance = ({ attendance: all }: SittingRecord): Block[] => [
  {
    kind: 'table', widths: [6, 7, 4, 11], centre: [0, 1, 2], head: ['诉讼地位', '姓名或名称', '到庭情况', '备注'],
    rows: all.map(({ standing, name, present, note }) => [standing, name, present ? '到庭' : '未到庭', note]),
  },
]

/** The clock stands before what begins a stage; a speech names its speaker in bold, a note is the clerk's and in brackets. */
export function passage({ kind, at, speaker, text }: RecordEntry): Block {
  if (kind === 'stage') return heading(`${at === '' ? '' : `${at.slice(0, 5)}\u3000`}${open(text)}`)
  if (kind === 'note') return paragraph(`（${open(text)}）`)
  return speaker === '' ? paragraph(text) : { kind: 'paragraph', text: `${speaker}：${text}`, lead: `${speaker}：`, indent: 2 }
}

export const transcript = (text: string): Block[] => (text.trim() === '' ? [] : [heading('语音识别笔录'), ...text.split('\n').filter((line) => line.trim() !== '').map((line) => paragraph(line))])
export const names = (people: readonly { title: string; name: string }[]): string => people.map(({ title, name }) => `${title}\u3000${name}`).join('\n')
