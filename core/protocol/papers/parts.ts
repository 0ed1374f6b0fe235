import { z } from 'zod'
import { PersonId, line, text } from '../ids.ts'

/** What a field is called, where a person reads it: in forms and in errors. */
export type FieldName = { zh: string; en: string }

/** Gives a field its name. The schema is the one place that knows a field: limits, default, name. */
export const named = <S extends z.ZodType>(zh: string, en: string, schema: S): S => schema.meta({ zh, en })
export function nameOf(schema: z.ZodType): FieldName | null {
  const meta = schema.meta()
  return typeof meta?.['zh'] === 'string' && typeof meta['en'] === 'string' ? { zh: meta['zh'], en: meta['en'] } : null
}

/** One line that may stay empty. */
export const optionalLine = (max: number) => z.string().max(max).regex(/^[^\p{Cc}\p{Cs}]*$/u).default('')
/** Text of several lines that may stay empty. */
export const optionalText = (max: number) => z.string().max(max).regex(/^(?:[^\p{Cc}\p{Cs}]|[\n\t])*$/u).default('')

/** A day of the court's calendar (UTC+8), "2026-11-21"; a day that does not exist is refused. */
export const CourtDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/).refine(dayExists, { params: { reason: 'noSuchDate' } }).meta({ format: 'date' })
/** A minute of the court's calendar (UTC+8), "2026-11-21T09:30". */
export const CourtTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/).refine((value) => dayExists(value.slice(0, 10)), { params: { reason: 'noSuchDate' } })
  .meta({ format: 'time' })
export const optionalDate = CourtDate.or(z.literal('')).default('')
export const optionalTime = CourtTime.or(z.literal('')).default('')

function dayExists(value: string): boolean {
  const [year = 0, month = 0, day = 0] = value.split('-').map(Number)
  const date = new Date(Date.UTC(year, month - 1, day))
  return year >= 1900 && date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/** Yuan as decimal text, e.g. "120000.00"; empty where nothing is due. */
export const AmountYuan = z.string().regex(/^\d{1,12}(\.\d{1,2})?$/).or(z.literal('')).default('')

/** The head of every paper of a court. */
export const court = named('法院名称', 'Court', line(80))
export const caseNo = named('案号', 'Case number', line(80))
export const cause = named('案由', 'Cause of action', line(80))
export const issuedOn = named('落款日期', 'Date of issue', CourtDate)
export const contact = named('联系方式', 'Contact', optionalLine(120))
export const copies = named('份数', 'Copies', z.int().min(1).max(20).default(3))

export const personId = named('人员编号', 'Person', PersonId)
export const personName = named('姓名或名称', 'Name', line(60))
/** How the paper calls somebody: 原告, 被告, 证人, 委托诉讼代理人 … */
export const standing = named('诉讼地位', 'Standing', line(30))
export const identity = named('身份信息', 'Particulars', optionalLine(200))
export const address = named('住址', 'Address', optionalLine(200))

/** Somebody a paper is about, with how it calls them. */
export const PaperPerson = z.strictObject({ personId, name: personName, standing, identity, address })
export type PaperPerson = z.output<typeof PaperPerson>

/** Somebody who speaks for a party: `of` is that party's personId. */
export const PaperAgent = z.strictObject({
  personId, name: personName, of: named('被代理人', 'Acts for', PersonId), title: named('代理人身份', 'Title of the agent', line(80)),
})
export type PaperAgent = z.output<typeof PaperAgent>
export const agents = named('诉讼代理人', 'Agents', z.array(PaperAgent).max(20).default([]))

/** Somebody who is only named, with their office: 审判长 张三. */
export const Officer = z.strictObject({ title: named('职务', 'Office', line(30)), name: personName })
export const bench = named('审判人员', 'Bench', z.array(Officer).max(9).default([]))
export const clerk = named('书记员', 'Clerk', optionalLine(60))

/** Who took part in a sitting, as its record says. */
export const Attendee = z.strictObject({
  personId, name: personName, standing,
  present: named('是否到庭', 'Present', z.boolean().default(true)),
  /** Where they attended from, why they were absent, how they were identified. */
  note: named('备注', 'Note', optionalLine(200)),
})
/** One passage of a record. `speech` is said by `speaker`, `note` is the clerk's, `stage` begins a new part. `at` "HH:MM:SS", court time. */
export const RecordEntry = z.strictObject({
  kind: named('类别', 'Kind', z.enum(['stage', 'speech', 'note']).default('speech')),
  at: named('时刻', 'Time', z.string().regex(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/).or(z.literal('')).default('')),
  speaker: named('发言人', 'Speaker', optionalLine(80)),
  text: named('内容', 'Text', text(4000)),
})
export type RecordEntry = z.output<typeof RecordEntry>

/** What is to be put right, told at once: the court's items and the window's. */
export const correction = {
  items: named('需补正的内容', 'To be corrected', z.array(z.strictObject({
    material: named('材料名称', 'Paper', line(80)), problem: named('存在问题', 'What is wrong', line(200)), requirement: named('补正要求', 'What is needed', line(200)),
  })).min(1).max(110)),
  dueOn: named('补正期限', 'Due on', CourtDate), submitTo: named('提交方式', 'Submit to', line(200)),
}

export const entries = named('笔录内容', 'Record', z.array(RecordEntry).min(1).max(1500))
