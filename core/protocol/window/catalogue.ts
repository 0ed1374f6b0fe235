import { z } from 'zod'
import { Id, PersonId, line, text } from '../ids.ts'

/**
 * What the windows of all places offer, and who stands behind them. Reference data: imported and exported as JSON and
 * CSV, kept version by version; what refers to what is checked by core/domain/window/catalogue (docs/spec/window.md, W-1).
 */

/** Administrative division code (GB/T 2260): province ends in 0000, prefecture in 00. */
export const RegionCode = z.string().regex(/^[1-9]\d{5}$/)
/** Day of the calendar at the office, e.g. "2026-11-21". */
export const Day = z.iso.date()
/** Clock time at the office (Asia/Shanghai), e.g. "08:30". */
export const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
/** BCP 47 tags of spoken languages, and sign language: what a citizen may ask for and a clerk may offer. */
export const Language = z.enum(['zh-CN', 'yue', 'wuu', 'nan', 'bo', 'ug', 'mn', 'ii', 'za', 'ko', 'en', 'csl'])
/** The ways of R11: wholly online, collected on behalf of the competent office, handled by several places together. */
export const ServiceMode = z.enum(['fullOnline', 'collectOnBehalf', 'jointHandling'])

const Wording = z.strictObject({ zh: line(120), en: line(160) })

export const Region = z.strictObject({ code: RegionCode, name: line(40) })

/** Opening hours of one kind of day; several spans where the office closes at noon. */
export const OpeningHours = z.strictObject({
  /** 1 = Monday … 7 = Sunday; a working day by the calendar that falls on none of these counts as a Friday. */
  weekdays: z.array(z.int().min(1).max(7)).min(1).max(7),
  spans: z.array(z.strictObject({ from: ClockTime, to: ClockTime })).min(1).max(4),
})

/** An office with jurisdiction: it decides the cases of the departments it keeps in its region. */
export const Office = z.strictObject({
  officeId: Id, name: line(80), region: RegionCode,
  departments: z.array(Id).min(1).max(40),
  hours: z.array(OpeningHours).min(1).max(7), phone: line(30), address: line(120),
  /** Offices of the same rank that may serve in its place when its windows are closed, nearest first. */
  standIns: z.array(Id).max(8).default([]),
})

/** A service centre where citizens sit down: kiosk, helpers, counters. */
export const ServiceCenter = z.strictObject({ centerId: Id, name: line(80), region: RegionCode, address: line(120), phone: line(30), counters: z.int().min(1).max(200) })

/** One virtual window of an office. */
export const WindowDesk = z.strictObject({ windowId: Id, officeId: Id, name: line(60) })

export const StaffRole = z.enum(['remoteClerk', 'localClerk', 'helper', 'interpreter', 'supervisor', 'reviewer'])
/** Somebody who works for the windows; `at` is an office for clerks and supervisors, a centre for local clerks and helpers. */
export const Staff = z.strictObject({
  personId: PersonId, name: line(60), role: StaffRole, at: Id,
  /** Departments or single items a clerk knows; an item named here outranks its department. */
  skills: z.array(Id).max(200).default([]),
  languages: z.array(Language).min(1).max(12),
})

export const MaterialForm = z.enum(['original', 'copy', 'electronic'])
export const Material = z.strictObject({
  materialId: Id, name: Wording, form: MaterialForm, copies: z.int().min(1).max(20).default(1),
  required: z.boolean().default(true),
  /** May be handed in later under 容缺受理. */
  deferrable: z.boolean().default(false),
  /** Known from the state's own data: not asked for when the data answers (R11 mode 1). */
  knownFromData: z.boolean().default(false),
  note: text(300).optional(),
})

export const FormField = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('line'), fieldId: Id, label: Wording, required: z.boolean().default(true), max: z.int().min(1).max(500).default(100) }),
  z.strictObject({ kind: z.literal('text'), fieldId: Id, label: Wording, required: z.boolean().default(false), max: z.int().min(1).max(4000).default(1000) }),
  z.strictObject({ kind: z.literal('choice'), fieldId: Id, label: Wording, required: z.boolean().default(true), choices: z.array(z.strictObject({ value: Id, label: Wording })).min(2).max(40) }),
  z.strictObject({ kind: z.literal('date'), fieldId: Id, label: Wording, required: z.boolean().default(true) }),
  /** Yuan and fen, as a decimal string: "1234.50". */
  z.strictObject({ kind: z.literal('amount'), fieldId: Id, label: Wording, required: z.boolean().default(true) }),
  z.strictObject({ kind: z.literal('idNumber'), fieldId: Id, label: Wording, required: z.boolean().default(true) }),
  z.strictObject({ kind: z.literal('phone'), fieldId: Id, label: Wording, required: z.boolean().default(true) }),
])

/** A place's part in an item of joint handling. */
export const JointPart = z.strictObject({ partId: Id, title: Wording, department: Id, /** Which place does it. */ place: z.enum(['applicant', 'competent']), days: z.int().min(1).max(180) })

/** One service item: what is asked for, by whom it is decided, and by when. */
export const ServiceItem = z.strictObject({
  /** National code of the item (国家政务服务平台 基本目录编码). */
  itemCode: Id, name: Wording, department: Id, mode: ServiceMode,
  /** What decides the competent office: the citizen is asked for this place (属地). */
  jurisdiction: z.strictObject({ basis: z.enum(['property', 'householdRegister', 'insurance', 'vehicleRegister', 'providentFund', 'education', 'business', 'residence']), question: Wording }),
  audience: z.enum(['person', 'company', 'both']),
  materials: z.array(Material).max(40), form: z.array(FormField).max(60),
  /** Working days. */
  legalDays: z.int().min(0).max(365), promisedDays: z.int().min(0).max(365),
  fee: z.strictObject({ fen: z.int().min(0), basis: line(200) }),
  parts: z.array(JointPart).max(12).default([]),
  /** Usual length of the talk, in minutes: the first estimate of a wait before there are figures of the day. */
  minutes: z.int().min(1).max(120).default(12),
  /** Whether the citizen signs a paper in the call, and whether the law bars electronic form (电子签名法 3). */
  signs: z.boolean().default(true), paperOnly: z.boolean().default(false),
  guide: text(2000).optional(),
})

/** The state's calendar: what is not named is a working day from Monday to Friday. */
export const WorkCalendar = z.strictObject({
  /** The years the calendar covers; a term that runs out of them is refused, never guessed. */
  years: z.array(z.int().min(2020).max(2100)).min(1).max(20),
  holidays: z.array(z.strictObject({ day: Day, name: line(40) })).max(800),
  /** Weekend days worked in exchange (调休). */
  workdays: z.array(z.strictObject({ day: Day, name: line(40) })).max(400),
})

export const Catalogue = z.strictObject({
  version: z.int().min(1), title: line(80),
  departments: z.array(z.strictObject({ departmentId: Id, name: Wording })).min(1).max(80),
  regions: z.array(Region).min(1).max(4000),
  offices: z.array(Office).min(1).max(2000), centers: z.array(ServiceCenter).min(1).max(2000),
  windows: z.array(WindowDesk).min(1).max(4000), staff: z.array(Staff).max(20_000),
  items: z.array(ServiceItem).min(1).max(4000),
  calendar: WorkCalendar,
})

export type Catalogue = z.infer<typeof Catalogue>
export type Region = z.infer<typeof Region>
export type Office = z.infer<typeof Office>
export type ServiceCenter = z.infer<typeof ServiceCenter>
export type WindowDesk = z.infer<typeof WindowDesk>
export type Staff = z.infer<typeof Staff>
export type StaffRole = z.infer<typeof StaffRole>
export type Material = z.infer<typeof Material>
export type FormField = z.infer<typeof FormField>
export type ServiceItem = z.infer<typeof ServiceItem>
export type ServiceMode = z.infer<typeof ServiceMode>
export type WorkCalendar = z.infer<typeof WorkCalendar>
export type Language = z.infer<typeof Language>
