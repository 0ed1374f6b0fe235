import type { Signer } from '#protocol/documents.ts'
import type { PaperAgent, PaperPerson } from '#protocol/papers/parts.ts'
import type { Block } from '../typeset/blocks.ts'
import { dayInWords, ordinal } from './numbers.ts'
import { labelOf } from './roles.ts'

/** The seal field; it exists from the start and is signed last. */
export const SEAL_FIELD = 'court-seal'
/** The field of one signer: capacity, order of appearance, person. */
export const fieldOf = (signer: Signer, index: number): string => `${signer.capacity}-${index + 1}-${signer.personId}`

export const paragraph = (text: string, keepWithNext = false): Block => ({ kind: 'paragraph', text, indent: 2, keepWithNext })
export const heading = (text: string): Block => ({ kind: 'heading', text, indent: 2 })
export const space = (lines = 1): Block => ({ kind: 'space', lines })
/** 称谓: whom the paper speaks to, at the left edge. */
export const to = (name: string): Block => ({ kind: 'paragraph', text: `${name}：`, indent: 0, keepWithNext: true })

/** Court (or office), name of the paper, its number. */
export const head = (from: string, title: string, number: string): Block[] => [...heads(from, title), { kind: 'right', text: number }, space()]
/** Without the number, which then stands in the table. */
export const heads = (from: string, title: string): Block[] => {
  const { length } = [...title]
  return [{ kind: 'title', text: from, spread: 0.05 }, { kind: 'title', text: title, spread: length > 7 ? 0.1 : length > 4 ? 0.25 : length > 2 ? 0.5 : 1 }]
}

/** A text as one sentence, whatever mark its writer left out. */
export const sentence = (text: string): string => (/[。.!?！？；;]$/.test(text.trim()) ? text.trim() : `${text.trim()}。`)
/** A text that goes on: without the full stop its writer may have put. */
export const open = (text: string): string => text.trim().replace(/[。.；;]$/, '')

/** 原告：张三，女，…，住…。 */
export function personLine({ name, standing, identity, address }: PaperPerson): string {
  const details = [name, open(identity), address && `住${open(address).replace(/^住(址|所地|所)?[：:]?/, '')}`].filter(Boolean).join('，')
  return sentence(`${standing}：${details}`)
}
export const agentLine = ({ name, title }: PaperAgent): string => sentence(`委托诉讼代理人：${name}，${title}`)
/** 王喆堃（原告） */
export const called = ({ name, standing }: PaperPerson): string => `${name}（${standing}）`

/** 一、…… 二、…… */
export const clauses = (texts: readonly string[]): Block[] => texts.map((text, i) => paragraph(`${ordinal(i + 1)}、${sentence(text)}`))
/** 1．…… 2．…… as paragraphs, or as the lines of one cell. */
export const numbered = (texts: readonly string[]): string[] => texts.map((text, i) => `${i + 1}．${sentence(text)}`)

export const signatures = (signers: readonly Signer[]): Block[] => [
  ...(signers.length === 0 ? [] : [space()]),
  ...signers.map((signer, i): Block => ({ kind: 'signature', field: fieldOf(signer, i), label: labelOf(signer), name: signer.name })),
]
/** 落款 under the seal. `date` where the paper has a day of issue; else the day of sealing comes with the seal. */
export const seal = (name: string, date = ''): Block[] => [{ kind: 'seal', field: SEAL_FIELD, court: name, date: date === '' ? '' : dayInWords(date) }]

/** Only what is filled in, as rows of name and value. */
export const filled = (rows: readonly (readonly [string, string])[]): string[][] => rows.filter(([, value]) => value !== '').map(([label, value]) => [label, value])

/** Date at the right, where no seal carries it. */
export const dated = (date: string): Block[] => [space(), { kind: 'right', text: dayInWords(date), inset: 2 }]
export const contactLine = (contact: string): Block[] => (contact === '' ? [] : [paragraph(`联系方式：${sentence(contact)}`)])
/** A hash in a cell: pieces of equal length below each other. */
export const inPieces = (hex: string, length: number): string => (hex.match(new RegExp(`.{1,${length}}`, 'g')) ?? []).join('\n')
