import type { PersonId } from '#protocol/ids.ts'
import type { WireError } from '#protocol/errors.ts'
import type { Catalogue, Language } from '#protocol/window/catalogue.ts'
import type { WindowActor } from '#protocol/window/actor.ts'
import type { HallEvent, HallSettings, LineKind, PauseReason, PriorityGround, TicketChannel, TicketOutcome } from '#protocol/window/hall.ts'
import type { Shelves } from './shelves.ts'

/** One window of the day; it stays in the state when its clerk has gone, so that the count of calls ahead outlives them. */
export type Desk = {
  windowId: string; name: string; officeId: string
  status: 'open' | 'paused' | 'closed'
  since: string
  clerkId: PersonId | null
  /** Departments or single items. */
  skills: string[]
  languages: Language[]
  /** The connection that speaks for the clerk; null = none has been reported, or the line is lost. */
  connectionId: string | null
  lostSince: string | null
  pause: { reason: PauseReason; note: string; expectedBack: string | null } | null
  /** The ticket called to this window or served at it. */
  ticketId: string | null
  /** Calls ahead of a waiting ordinary ticket since the last ordinary one (W-2.10). */
  run: number
}

export type TicketStatus = 'booked' | 'waiting' | 'called' | 'serving' | 'passed' | 'ended'
export type TicketStep = {
  at: string
  what: 'taken' | 'booked' | 'checkedIn' | 'called' | 'recalled' | 'started' | 'passed' | 'rejoined' | 'transferred' | 'putBack' | 'ended'
  windowId: string | null; clerkId: PersonId | null; note: string
}

export type Ticket = {
  ticketId: string; number: string; series: string; nth: number
  channel: TicketChannel
  citizen: PersonId
  centerId: string | null; centerRegion: string | null
  itemCode: string; departmentId: string; region: string
  /** The office in whose queue it stands, and those that stand in for it, nearest first. */
  officeId: string; officeRegion: string; standIns: string[]
  minutes: number
  language: Language; grounds: PriorityGround[]; caseId: string | null
  takenAt: string
  /** When the citizen was there: taken, or checked in; null = booked only. Waits are counted from here. */
  arrivedAt: string | null
  /** The office it was booked at: a transfer does not give the place there back. */
  slot: { from: string; to: string; officeId: string } | null
  /** The place in line: front or rank, then time, then order of the log. */
  front: boolean; rank: Exclude<LineKind, 'front'>; since: string; order: number
  /** Sent to this window: nobody else takes it while somebody works there. */
  pinned: string | null
  status: TicketStatus
  /** Where and by whom it is called or served; null otherwise. */
  at: { windowId: string; windowName: string; officeId: string; clerkId: PersonId; calledAt: string; lastCalledAt: string; recalls: number; startedAt: string | null } | null
  sessionId: string | null
  counter: number | null
  interpreterNeeded: boolean
  /** From arrival to the first call, ms; null = not called yet. */
  waitedMs: number | null
  /** Time in service at all windows so far, ms. */
  servedMs: number
  passes: number; rejoins: number; transfers: number
  /** Who served it last: office and window of the figures. */
  servedAt: { windowId: string; officeId: string } | null
  /** `seq` of the event tells two ends of one instant apart. */
  ended: { at: string; seq: number; reason: TicketOutcome | 'left' | 'dayClosed' } | null
  history: TicketStep[]
}

/** A ticket's place as the queues keep it. */
export type Entry = { ticketId: string; since: string; order: number }
/** Tickets which every clerk may either take all of or none: each list in the order of calling. */
export type Lane = {
  key: string
  officeId: string; departmentId: string; itemCode: string; language: Language; standIns: string[]; pinned: string | null
  front: Entry[]; ahead: Entry[]; ordinary: Entry[]
}

/**
 * What is worked out from tickets so that nothing has to be searched: always exactly `indexOf` of them. Only the host
 * keeps it; a viewer's state has none.
 */
export type HallIndex = {
  /** Office → key of the lane → lane; lanes in which nobody waits are left out. */
  queues: Record<string, Record<string, Lane>>
  /** Citizen → tickets that have not ended. */
  citizens: Shelves<string[]>
  /** "centre/letter" → last number given. */
  series: Record<string, number>
  /** "office/begin of the slot" → appointments. */
  slots: Record<string, number>
  /** Centre → counter → ticket. */
  counters: Record<string, Record<string, string>>
  /** Item → how long the latest services took, seconds, latest last. */
  durations: Record<string, number[]>
}

/** The hall folded from its events. What a viewer gets is the same type with what they may not see left out. */
export type HallState = {
  day: string
  seq: number
  settings: HallSettings
  openedAt: string
  closed: { at: string; reason: string } | null
  windows: Record<string, Desk>
  /** Clerk → window: one clerk, one window. */
  clerks: Record<PersonId, string>
  tickets: Shelves<Ticket>
  index: HallIndex | null
}

export type HallContext = {
  /** ISO 8601 UTC, as Date.toISOString() writes it. */
  now: string
  newId: () => string
  catalogue: Catalogue
}
export type HallDecision = { ok: true; events: HallEvent[] } | { ok: false; error: WireError }
export type Hand = Exclude<WindowActor, { system: string }>
