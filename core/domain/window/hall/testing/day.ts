import { HallSystemCommand } from '#protocol/window/hall.ts'
import type { ErrorCode } from '#protocol/errors.ts'
import type { WindowActor } from '#protocol/window/actor.ts'
import type { AnyHallCommand, HallCommand, HallEvent, HallFact, HallSettings } from '#protocol/window/hall.ts'
import { decide, evolve, ticketIn } from '../index.ts'
import type { HallContext, HallDecision, HallState, Ticket } from '../state.ts'
import { deepFreeze } from '../../../hearing/testing/freeze.ts'
import { PLACES } from './places.ts'

export const SYSTEM: WindowActor = { system: 'gateway' }
export const DAY = '2026-11-23'
export const citizen = (personId: string): WindowActor => ({ personId, role: 'serviceApplicant', at: null })
export const clerk = (personId: string): WindowActor => ({ personId, role: 'remoteClerk', at: PLACES.staff.find((one) => one.personId === personId)?.at ?? null })
export const supervisor = (at: string): WindowActor => ({ personId: `chief-${at}`, role: 'supervisor', at })
export const helper = (at: string): WindowActor => ({ personId: `helper-${at}`, role: 'helper', at })

export type Want = Partial<Extract<HallCommand, { type: 'takeTicket' }>>

/** One day carried on by hand: the rules with a clock and ids a test can foresee; every state is frozen. Begins at 09:00. */
export class HallDay {
  state!: HallState
  readonly facts: HallFact[] = []
  watch: ((before: HallState, fact: HallFact, after: HallState) => void) | null = null
  #ids = 0
  #ms = Date.parse(`${DAY}T01:00:00.000Z`)

  constructor(settings: Partial<HallSettings> = {}) {
    this.system(HallSystemCommand.parse({ type: 'openDay', day: DAY, settings }))
  }

  now = (): string => new Date(this.#ms).toISOString()
  context = (): HallContext => ({ now: this.now(), newId: () => `id${++this.#ids}`, catalogue: PLACES })
  later(seconds: number): void {
    this.#ms += seconds * 1000
  }
  /** Sets the clock at the office, "10:30". */
  at(clock: string): void {
    this.#ms = Date.parse(`${DAY}T${clock}:00.000Z`) - 8 * 3600_000
  }

  try(actor: WindowActor, command: AnyHallCommand): HallDecision {
    const decision = decide(this.facts.length === 0 ? null : this.state, command, actor, this.context())
    if (decision.ok) for (const event of decision.events) this.#add(actor, event)
    return decision
  }
  /** Carries the command out; throws when it is refused. */
  by(actor: WindowActor, command: AnyHallCommand): HallEvent[] {
    const decision = this.try(actor, command)
    if (!decision.ok) throw new Error(`${command.type}: ${decision.error.code} ${JSON.stringify(decision.error.details)}`)
    return decision.events
  }
  system(command: AnyHallCommand): void {
    this.by(SYSTEM, command)
  }
  /** Why it is refused; 'ok' when it is not. */
  refusal(actor: WindowActor, command: AnyHallCommand): ErrorCode | 'ok' {
    const decision = this.try(actor, command)
    return decision.ok ? 'ok' : decision.error.code
  }

  open(...clerks: [clerkId: string, windowId: string][]): void {
    for (const [clerkId, windowId] of clerks) {
      this.by(clerk(clerkId), { type: 'openWindow', windowId })
      this.system({ type: 'noteClerkConnected', clerkId, connectionId: `line-${clerkId}` })
    }
  }
  /** A ticket for a citizen; one second goes by. */
  take(personId: string, want: Want = {}): string {
    const [event] = this.by(citizen(personId), {
      type: 'takeTicket', channel: 'phone', itemCode: 'estate-pledge', region: '330482', centerId: 'cL', language: 'zh-CN', grounds: [], caseId: null, ...want,
    })
    this.later(1)
    return event?.type === 'ticketTaken' ? event.ticketId : ''
  }
  book(personId: string, slot: string, want: Want = {}): string {
    const { channel: _channel, type: _type, ...rest } = want
    const [event] = this.by(citizen(personId), {
      type: 'bookAppointment', slot, itemCode: 'estate-pledge', region: '330482', centerId: 'cL', language: 'zh-CN', grounds: [], caseId: null, ...rest,
    })
    return event?.type === 'appointmentBooked' ? event.ticketId : ''
  }
  /** Calls the next; whose ticket it is. */
  next(clerkId: string): string {
    const [event] = this.by(clerk(clerkId), { type: 'callNext' })
    return event?.type === 'ticketCalled' ? this.ticket(event.ticketId).citizen : ''
  }
  /** Serves whoever is at the window for so many seconds. */
  serve(clerkId: string, seconds = 60): void {
    const ticketId = this.heldBy(clerkId)
    this.by(clerk(clerkId), { type: 'startService', ticketId })
    this.later(seconds)
    this.by(clerk(clerkId), { type: 'finishTicket', ticketId, outcome: 'done' })
  }
  heldBy(clerkId: string): string {
    return this.state.windows[this.state.clerks[clerkId] ?? '']?.ticketId ?? ''
  }
  ticket(ticketId: string): Ticket {
    const ticket = ticketIn(this.state.tickets, ticketId)
    if (!ticket) throw new Error(`no ticket ${ticketId}`)
    return ticket
  }

  #add(actor: WindowActor, event: HallEvent): void {
    const fact = { seq: (this.facts.length === 0 ? 0 : this.state.seq) + 1, at: this.now(), actor, event }
    const before = this.state
    this.facts.push(fact)
    this.state = deepFreeze(evolve(this.facts.length === 1 ? null : before, fact))
    if (this.facts.length > 1) this.watch?.(before, fact, this.state)
  }
}
