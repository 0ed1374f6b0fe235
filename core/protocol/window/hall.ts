import { z } from 'zod'
import { Id, Instant, PersonId, line } from '../ids.ts'
import { WindowActor } from './actor.ts'
import { ClockTime, Day, Language, RegionCode } from './catalogue.ts'

/**
 * The hall of one business day over all places, stream `hall/<day>`: windows at work, queues, tickets.
 * Rules: docs/spec/window.md, W-2.
 */

export const TicketChannel = z.enum(['kiosk', 'phone', 'appointment'])
/** Whom the law or the house serves first; more than one may hold. */
export const PriorityGround = z.enum(['elder', 'disabled', 'soldier', 'veteran', 'martyrFamily', 'pregnant', 'infant', 'firefighter'])
export const PauseReason = z.enum(['break', 'meal', 'meeting', 'technical', 'other'])
/** Which place in the line: put back after a lost clerk, ahead by law or appointment, in order of arrival. */
export const LineKind = z.enum(['front', 'ahead', 'ordinary'])
export const TicketOutcome = z.enum(['done', 'caseGoesOn', 'notDone', 'citizenLeft', 'alone'])
/** By what rule a ticket was called (W-2.9 to W-2.12, W-2.16). */
export const CallRule = z.enum(['front', 'ahead', 'ordinary', 'early', 'directed'])

export type TicketChannel = z.infer<typeof TicketChannel>
export type PriorityGround = z.infer<typeof PriorityGround>
export type PauseReason = z.infer<typeof PauseReason>
export type LineKind = z.infer<typeof LineKind>
export type TicketOutcome = z.infer<typeof TicketOutcome>
export type CallRule = z.infer<typeof CallRule>

const note = z.string().max(300).regex(/^[^\p{Cc}\p{Cs}]*$/u)

/** Fixed for the day when it is opened, so that a later change of defaults changes no day in the log. */
export const HallSettings = z.strictObject({
  /** So many calls ahead of an ordinary ticket that waits, then one ordinary (W-2.10). */
  priorityRun: z.int().min(1).max(20).default(3),
  recalls: z.int().min(0).max(10).default(2), recallGapSeconds: z.int().min(0).max(600).default(20),
  /** How long after the last call a citizen who has not come may be passed over. */
  noShowSeconds: z.int().min(0).max(1800).default(60),
  /** How long a ticket stays with a clerk whose line is lost. */
  graceSeconds: z.int().min(0).max(3600).default(120),
  rejoins: z.int().min(0).max(5).default(1), rejoinBehind: z.int().min(0).max(50).default(3),
  slotMinutes: z.int().min(5).max(240).default(30),
  /** Appointments per office and slot, and the offices where it is another number. */
  slotCapacity: z.int().min(0).max(500).default(4), slotCapacities: z.record(Id, z.int().min(0).max(500)).default({}),
  checkInEarlyMinutes: z.int().min(0).max(240).default(30),
  /** Tickets one citizen may have at a time. */
  ticketsPerCitizen: z.int().min(1).max(10).default(3),
  transfers: z.int().min(0).max(50).default(10),
})
export type HallSettings = z.infer<typeof HallSettings>

/* ── STORED FOR EVER: whoever changes a shape below writes an upcaster for what offices have on disk ── */

/** Where a matter goes: what routing said when it was asked (W-1.15). */
const Routing = {
  itemCode: Id, departmentId: Id, region: RegionCode, officeId: Id, officeRegion: RegionCode, standIns: z.array(Id).max(8),
  /** Usual length of the talk by the catalogue. */
  minutes: z.int().min(1).max(120),
}
export const TicketRouting = z.strictObject(Routing)
export type TicketRouting = z.infer<typeof TicketRouting>

const Issued = {
  ticketId: Id,
  /** As people see and hear it, "A012"; `series` and `nth` are what it is made of. */
  number: z.string().regex(/^[A-Z]{1,2}\d{3,6}$/), series: z.string().regex(/^[A-Z]{1,2}$/), nth: z.int().min(1),
  citizen: PersonId,
  /** Where the citizen sits; null at home. */
  centerId: Id.nullable(), centerRegion: RegionCode.nullable(),
  ...Routing,
  language: Language, grounds: z.array(PriorityGround).max(8),
  /** Set when the ticket is about a case that is running already. */
  caseId: Id.nullable(),
}

const event = <const N extends string, S extends z.ZodRawShape>(name: N, shape: S) => z.strictObject({ type: z.literal(name), ...shape })

export const HallEvent = z.discriminatedUnion('type', [
  event('dayOpened', { day: Day, settings: HallSettings }),
  event('windowOpened', { windowId: Id, name: line(60), officeId: Id, clerkId: PersonId, skills: z.array(Id).max(200), languages: z.array(Language).min(1).max(12) }),
  event('windowPaused', { windowId: Id, reason: PauseReason, note, expectedBack: Instant.nullable() }),
  event('windowResumed', { windowId: Id }),
  event('windowClosed', { windowId: Id, cause: z.enum(['clerk', 'supervisor', 'clerkLost']), reason: note }),
  event('clerkConnected', { windowId: Id, clerkId: PersonId, connectionId: Id }),
  event('clerkLost', { windowId: Id, clerkId: PersonId }),
  event('ticketTaken', { ...Issued, channel: TicketChannel.exclude(['appointment']) }),
  event('appointmentBooked', { ...Issued, slot: z.strictObject({ from: Instant, to: Instant }) }),
  event('checkedIn', { ticketId: Id, line: LineKind.exclude(['front']), since: Instant }),
  /** The call `session/<sessionId>` comes into being with this, or is handed over where it is going on already. */
  event('ticketCalled', {
    ticketId: Id, sessionId: Id, windowId: Id, windowName: line(60), officeId: Id, clerkId: PersonId,
    /** Where to sit down in the centre; null at home, and where all are taken. */
    counter: z.int().min(1).max(200).nullable(),
    interpreterNeeded: z.boolean(), rule: CallRule,
    /** An ordinary ticket which this clerk could have taken went on waiting. */
    passedOver: z.boolean(),
    reason: note,
  }),
  event('ticketRecalled', { ticketId: Id }),
  event('serviceStarted', { ticketId: Id }),
  event('ticketPassed', { ticketId: Id }),
  event('ticketRejoined', { ticketId: Id, since: Instant }),
  event('ticketLeft', { ticketId: Id }),
  event('ticketTransferred', { ticketId: Id, to: TicketRouting, windowId: Id.nullable(), reason: line(300) }),
  event('ticketPutBack', { ticketId: Id, cause: z.enum(['clerkLost', 'supervisor']) }),
  event('ticketFinished', { ticketId: Id, outcome: TicketOutcome }),
  /** Whatever ticket is left ends with it, and every window is closed. */
  event('dayClosed', { reason: line(200) }),
])
export type HallEvent = z.infer<typeof HallEvent>
export type HallEventType = HallEvent['type']

/** What `evolve` needs of a stored event, and all that a browser is shown of it. */
export const HallFact = z.strictObject({ seq: z.int().min(1), at: Instant, actor: WindowActor, event: HallEvent })
export type HallFact = z.infer<typeof HallFact>

/* ── what is asked ── */

const command = event

const Wanted = {
  itemCode: Id, region: RegionCode, centerId: Id.nullable().default(null), language: Language.default('zh-CN'),
  grounds: z.array(PriorityGround).max(8).default([]), caseId: Id.nullable().default(null),
  /** For whom, where a helper or a kiosk asks; a citizen asks for nobody else. */
  citizen: PersonId.optional(),
}
export const HallTransferTo = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('window'), windowId: Id }),
  z.strictObject({ kind: z.literal('office'), officeId: Id }),
  /** Another matter than the citizen thought: routed anew. */
  z.strictObject({ kind: z.literal('item'), itemCode: Id, region: RegionCode }),
])
export type HallTransferTo = z.infer<typeof HallTransferTo>

/** From somebody's browser or a kiosk. Whether they may is the domain's business. */
export const HallCommand = z.discriminatedUnion('type', [
  command('openWindow', { windowId: Id }),
  command('pauseWindow', { reason: PauseReason, note: note.default(''), expectedBack: Instant.nullable().default(null) }),
  command('resumeWindow', {}),
  /** `windowId`: only for supervisors, who close another's window; its ticket goes back to the front. */
  command('closeWindow', { windowId: Id.optional(), reason: note.default('') }),
  command('takeTicket', { channel: TicketChannel.exclude(['appointment']), ...Wanted }),
  /** `slot`: when it begins, clock time at the office. */
  command('bookAppointment', { slot: ClockTime, ...Wanted }),
  command('checkIn', { ticketId: Id }),
  command('callNext', {}),
  command('callTicket', { ticketId: Id, windowId: Id, reason: line(300) }),
  command('recall', { ticketId: Id }),
  command('startService', { ticketId: Id }),
  command('noShow', { ticketId: Id }),
  command('rejoin', { ticketId: Id }),
  command('leave', { ticketId: Id }),
  command('transfer', { ticketId: Id, to: HallTransferTo, reason: line(300) }),
  command('finishTicket', { ticketId: Id, outcome: TicketOutcome }),
])
export type HallCommand = z.infer<typeof HallCommand>

/** What the platform itself reports to the hall. Never accepted from a browser. */
export const HallSystemCommand = z.discriminatedUnion('type', [
  command('openDay', { day: Day, settings: HallSettings.prefault({}) }),
  command('noteClerkConnected', { clerkId: PersonId, connectionId: Id }),
  /** Ignored when another connection speaks for the clerk by now. */
  command('noteClerkLost', { clerkId: PersonId, connectionId: Id.nullable() }),
  /** After the time of grace: the ticket goes back to the front, the window closes. */
  command('releaseClerk', { clerkId: PersonId }),
  /** `evenInCall`: also while somebody is being called or served. */
  command('closeDay', { reason: line(200), evenInCall: z.boolean().default(false) }),
])
export type HallSystemCommand = z.infer<typeof HallSystemCommand>
export type AnyHallCommand = HallCommand | HallSystemCommand
export type HallCommandType = AnyHallCommand['type']

/* ── passing notices: worked out from the state, never stored ── */

const minutes = z.int().min(0)
/** Where a waiting citizen stands (W-2.17 to W-2.19); `wait` null = cannot be told, no window is open for it. */
export const TicketPlace = z.strictObject({
  ticketId: Id,
  /** Tickets that will be called before it as the line stands. */
  before: z.int().min(0), windows: z.int().min(0),
  wait: z.strictObject({ fromMinutes: minutes, toMinutes: minutes }).nullable(),
  /** When a paused window means to be back, where none is open. */
  resumesAt: Instant.nullable(),
})
export type TicketPlace = z.infer<typeof TicketPlace>
